"""Chroma on a server, spoken to over its HTTP API (version 2): a collection for each generation of the index."""

import base64
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexError_, IndexUnavailable, SettingsError
from index.protocols import Hit, Vectors

BATCH = 250
"""Passages sent at once."""

_NEIGHBOURS = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
_ROOT = "/api/v2/tenants/default_tenant/databases/default_database"
_SEARCHING, _OPENING, _WRITING = 0.5, 5.0, 30.0
"""The longest to wait for the server, in seconds: for a search, when an ingest begins, and for a written batch."""
_PAUSES = (0.0, 0.5, 1.0, 2.0)
"""Seconds before each try to write."""


class _Refused(Exception):
    """The server has answered that it cannot; `status` is HTTP's."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class ChromaServer:
    """Where the generations' vectors are searched when a server is set; see `DensePlace`.

    A server may serve several knowledge bases: collections are named after generations, whose names are random, and
    those that this knowledge base has a folder for are the only ones it touches.
    """

    is_copied = False

    def __init__(self, url: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """Connects to nothing yet. `url` may hold a name and a password, which are sent and never shown."""
        import httpx

        self._errors = httpx
        try:
            address = httpx.URL(url)
            # An address within the network is not reached through the proxy of the surroundings.
            self._client = httpx.Client(base_url=address, trust_env=False, verify=ssl.create_default_context())
        except (httpx.InvalidURL, ValueError) as error:
            raise SettingsError(
                "KALLAN_CHROMA_URL är ingen adress. Skriv till exempel http://127.0.0.1:8001"
            ) from error
        if address.scheme not in ("http", "https") or not address.host:
            raise SettingsError("KALLAN_CHROMA_URL ska börja med http:// eller https:// och nämna en server.")
        self.name = str(address.copy_with(username=None, password=None))
        self._sleep = sleep

    def close(self) -> None:
        """Closes the connections; nothing may be asked after it."""
        self._client.close()

    def open(self, folder: Path) -> "ServedIndex":
        """See `DensePlace`."""
        return ServedIndex(self, _collection_of(folder))

    def takes(self, count: int) -> bool:  # noqa: ARG002 - a server takes any number
        """See `DensePlace`."""
        return True

    def check(self) -> None:
        """See `DensePlace`."""
        try:
            self.ask("GET", "/api/v2/heartbeat", seconds=_OPENING)
        except _Refused as refused:
            raise self._unavailable(refused) from refused

    def holds(self, folder: Path, count: int) -> bool:
        """See `DensePlace`."""
        return self.open(folder).count() == count

    def remove(self, folder: Path) -> bool:
        """See `DensePlace`."""
        try:
            self.write("DELETE", f"{_ROOT}/collections/{_collection_of(folder)}")
        except _Refused as refused:
            return refused.status == 404
        except IndexUnavailable:
            return False
        return True

    def ask(self, method: str, path: str, body: object = None, *, seconds: float = _SEARCHING) -> Any:  # noqa: ANN401
        """The server's answer, as JSON; a connection that it had closed meanwhile is made anew once.

        Raises IndexUnavailable where it does not answer within `seconds`, _Refused where it answers that it cannot.
        """
        try:
            return self._call(method, path, body, seconds)
        except (self._errors.RemoteProtocolError, self._errors.ReadError):
            pass
        except self._errors.HTTPError as error:
            raise self._unavailable(error) from error
        try:
            return self._call(method, path, body, seconds)
        except self._errors.HTTPError as error:
            raise self._unavailable(error) from error

    def write(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
        """As `ask`, but patiently, and again where the server does not answer or says that it is in trouble.

        What is written may be written again: every write here says what shall be there, not what shall be added.
        """
        failed: Exception | None = None
        for pause in _PAUSES:
            self._sleep(pause)
            try:
                return self._call(method, path, body, _WRITING)
            except self._errors.HTTPError as error:
                failed = error
            except _Refused as refused:
                if refused.status < 500 and refused.status != 429:
                    raise
                failed = refused
        raise self._unavailable(failed) from failed

    def _call(self, method: str, path: str, body: object, seconds: float) -> Any:  # noqa: ANN401
        response = self._client.request(method, path, json=body, timeout=seconds)
        if response.status_code >= 300:
            raise _Refused(response.status_code, f"{response.status_code} {response.text[:200]}")
        try:
            return response.json()
        except ValueError as error:
            raise _Refused(502, "svaret är inte JSON") from error

    def _unavailable(self, error: Exception | None) -> IndexUnavailable:
        return IndexUnavailable(
            f"Vektorservern {self.name} svarar inte ({type(error).__name__}: {error}). Kontrollera att den är igång "
            "och att KALLAN_CHROMA_URL stämmer, och försök igen."
        )


class ServedIndex:
    """Passage vectors in one collection on a server; it is made by the first `update`."""

    def __init__(self, server: ChromaServer, name: str) -> None:
        self._server = server
        self._name = name
        self._id: str | None = None

    def close(self) -> None:
        """Nothing is held open; other generations use the same connections."""

    def count(self) -> int:
        """How many passages the collection has; 0 where there is none."""
        try:
            return int(self._server.write("GET", f"{self._path()}/count"))
        except _Refused:
            return 0

    def check(self) -> None:
        """Raises IndexUnavailable or IndexError_ unless the server answers and has the collection."""
        try:
            self._server.ask("GET", f"{_ROOT}/collections/{self._name}")
        except _Refused as refused:
            raise self._broken(refused) from refused

    def search(self, vector: Vectors, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `DenseIndex`; approximate, and what the graph cannot reach is never found."""
        if k < 1 or among == frozenset():
            return []
        body: dict[str, Any] = {"query_embeddings": [vector.tolist()], "n_results": k, "include": ["distances"]}
        if among is not None:
            body["where"] = {"document": {"$in": sorted(among)}}
        try:
            found = self._server.ask("POST", f"{self._path()}/query", body)
        except _Refused as refused:
            raise self._broken(refused) from refused
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted((Hit(name, 1.0 - float(distance)) for name, distance in pairs), key=lambda h: (-h.score, h.id))

    def update(self, gone: Sequence[str], ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> None:
        """Removes the passages `gone` and adds or replaces those with `ids`; arguments in step, row by row."""
        try:
            self._make()
            for start in range(0, len(gone), BATCH):
                self._server.write("POST", f"{self._path()}/delete", {"ids": list(gone[start : start + BATCH])})
            for start in range(0, len(ids), BATCH):
                part = slice(start, start + BATCH)
                self._server.write("POST", f"{self._path()}/upsert", _rows(ids[part], documents[part], vectors[part]))
        except _Refused as refused:
            raise self._broken(refused) from refused

    def unreachable(self, ids: Sequence[str], vectors: Vectors) -> list[str]:
        """The ids, in order, whose own vector does not find them."""
        missed: list[str] = []
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            body = {"query_embeddings": vectors[part].tolist(), "n_results": 10, "include": ["distances"]}
            try:
                found = self._server.write("POST", f"{self._path()}/query", body)
            except _Refused as refused:
                raise self._broken(refused) from refused
            rows = zip(ids[part], found["ids"], found["distances"], strict=True)
            missed += [name for name, names, distances in rows if not _finds(name, names, distances)]
        return missed

    def _make(self) -> None:
        """Makes the collection where it is not there."""
        made = self._server.write(
            "POST",
            f"{_ROOT}/collections",
            {"name": self._name, "get_or_create": True, "configuration": {"hnsw": _NEIGHBOURS}},
        )
        self._id = str(made["id"])

    def _path(self) -> str:
        if self._id is None:
            self._id = str(self._server.ask("GET", f"{_ROOT}/collections/{self._name}")["id"])
        return f"{_ROOT}/collections/{self._id}"

    def _broken(self, refused: _Refused) -> IndexError_:
        return IndexError_(
            f"Vektorservern {self._server.name} kan inte användas ({refused}). Skriv vektorerna dit på nytt: "
            "kallan ingest --rebuild"
        )


def _collection_of(folder: Path) -> str:
    """The name of the collection of the generation in that folder, also while it is being built."""
    return f"kallan-{folder.name.removesuffix('.building')}"


def _rows(ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> Mapping[str, Any]:
    return {
        "ids": list(ids),
        # The server takes little-endian floats so: a fifth of the time that numbers in decimals take.
        "embeddings": [base64.b64encode(row.astype("<f4").tobytes()).decode() for row in vectors],
        "metadatas": [{"document": document} for document in documents],
    }


def _finds(name: str, names: Sequence[str], distances: Sequence[float]) -> bool:
    """Whether the id is among those found; a crowd of equal texts may hide it, which costs nothing."""
    return name in names or bool(np.allclose(distances, 0, atol=1e-5))
