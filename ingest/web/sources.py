"""Web addresses as sources: fetched into files that are read like any other, with what is known of each version."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import IngestError
from corpus.store import Store
from ingest.web.addresses import WebAddress
from ingest.web.fetch import Fetched, Fetcher, Validators

_FACT = "web"


@dataclass(frozen=True, slots=True)
class WebSource:
    """What came of one address: a file at `path`, a `reason` why there is none, or neither where nothing has changed.

    `address` is its one form, under which the store knows it.
    """

    address: str
    path: Path | None = None
    reason: str | None = None
    validators: Validators | None = None

    def origin(self, canonical: str | None) -> str:
        """Where the document says that it lies, if that is on the host it came from; else where it was fetched."""
        came_from = self.validators.address if self.validators else self.address
        same = canonical and urlsplit(canonical).netloc.lower() == urlsplit(came_from).netloc
        return canonical if canonical and same else self.address


Gather = Callable[[Path, Store, int], list[WebSource]]
"""Fetches into a folder what a store does not know yet, as read by a reader of that version."""


def gather(
    addresses: Sequence[str], fetcher: Fetcher, folder: Path, store: Store, reader_version: int
) -> list[WebSource]:
    """Fetches each address into the folder; one that fails never stops the others.

    The server is asked for what is newer than the store has only where the same reader has read that.
    """
    present = {known.path for known in store.known()}
    versions = {address: v for address, v in _versions(store, reader_version).items() if address in present}
    found: dict[str, WebSource] = {}
    for number, text in enumerate(addresses):
        try:
            address = WebAddress.parse(text)
        except IngestError as error:
            found[text] = WebSource(text, reason=str(error))
            continue
        if str(address) not in found:
            found[str(address)] = _gathered(address, fetcher, folder / str(number), versions.get(str(address)))
    return list(found.values())


def _gathered(address: WebAddress, fetcher: Fetcher, folder: Path, known: Validators | None) -> WebSource:
    try:
        fetched = fetcher.fetch(address, known)
    except IngestError as error:
        return WebSource(str(address), reason=str(error))
    if fetched is None:
        return WebSource(str(address), validators=known)
    return WebSource(str(address), _written(fetched, folder), validators=fetched.validators)


def _written(fetched: Fetched, folder: Path) -> Path:
    folder.mkdir(parents=True)
    path = folder / fetched.name
    path.write_bytes(fetched.data)
    return path


def remember(store: Store, read: Sequence[WebSource], reader_version: int) -> None:
    """Keeps what tells a server which versions the store has, of those just read and of those it still has.

    Must run inside the store's transaction.
    """
    present = {known.path for known in store.known()}
    versions = _versions(store, reader_version)
    versions |= {source.address: source.validators for source in read if source.validators}
    kept = {address: asdict(versions[address]) for address in sorted(versions) if address in present}
    if kept or store.fact(_FACT):
        store.set_fact(_FACT, json.dumps({"reader": reader_version, "versions": kept}))


def _versions(store: Store, reader_version: int) -> dict[str, Validators]:
    said = json.loads(store.fact(_FACT) or "{}")
    if said.get("reader") != reader_version:
        return {}
    return {address: Validators(**fields) for address, fields in said["versions"].items()}
