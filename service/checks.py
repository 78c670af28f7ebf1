"""How each part is tried; see `service.checkup`. Nothing here changes what is kept, and no question is asked."""

import os
import shutil
import socket
import tempfile
import time
from pathlib import Path

from corpus.errors import GeneratorError, IndexMissing, StoreError
from corpus.opening import check_database
from index.dense_places import DensePlace
from index.protocols import Embedder, Read, Reranker
from ingest.pipeline import ReadDocument
from service.checkup import State
from service.generating.generators import Generator, Prompt
from service.knowledge_base import KnowledgeBase

Outcome = tuple[State, str]

_LEAST_FREE = 2**30
_LONE = "Ett rör på sig: en text att pröva läsningen med."


def data_folder(folder: Path) -> Outcome:
    """Whether the folder can be written and has room, and whether its databases are whole."""
    path = folder.resolve()
    nearest = next(each for each in (path, *path.parents) if each.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise StoreError(
            f"{nearest} går inte att skriva i. Ge rätt att skriva, eller välj en annan mapp i KALLAN_DATA."
        )
    for file in sorted(path.glob("*.sqlite")):
        check_database(file)
    free = shutil.disk_usage(nearest).free
    if free < _LEAST_FREE:
        return (
            State.LACKING,
            f"{path}: bara {free / 2**20:.0f} MiB ledigt. Frigör plats före nästa inläsning.",
        )
    return State.GOOD, f"{path}, {free / 2**30:.0f} GiB ledigt"


def index(knowledge_base: KnowledgeBase) -> Outcome:
    """Whether something has been ingested, and the index opens with the embedder of the settings."""
    try:
        held = knowledge_base.holdings()
    except IndexMissing as error:
        return State.LACKING, str(error)
    problem = knowledge_base.problem()
    counted = f"{held.documents} dokument, {held.passages} textavsnitt"
    return (State.LACKING, f"{counted}. {problem}") if problem else (State.GOOD, counted)


def embedding(embedder: Embedder, fastest: str) -> Outcome:
    """Whether texts can be embedded; `fastest` stands in the name of the embedder that ought to be used, or is ""."""
    embedder.queries(["Vem är ordförande?"])
    started = time.perf_counter()
    embedder.queries(["När hålls årsmötet?"])
    took = f"{embedder.name}, {1000 * (time.perf_counter() - started):.0f} ms för en fråga"
    if fastest in embedder.name:
        return State.GOOD, took
    return (
        State.LACKING,
        f"{took}. ONNX Runtime kan inte användas, så det går långsammare. Loggen säger varför.",
    )


def reranking(reranker: Reranker | None) -> Outcome:
    """Whether a question can be read together with a passage."""
    if reranker is None:
        return State.GOOD, "ingen är vald, svaren ordnas efter ord och sökmodell"
    passage = Read("Årsmötet", "", (_LONE, "Årsmötet hålls den 7 maj."))
    if reranker.scores("När hålls årsmötet?", [passage]) is None:
        return State.LACKING, f"{reranker.name} kan inte läsas in, så svaren ordnas utan den. Loggen säger varför."
    started = time.perf_counter()
    reranker.scores("Vem är ordförande?", [passage])
    return State.GOOD, f"{reranker.name}, {1000 * (time.perf_counter() - started):.0f} ms för ett kort avsnitt"


def reading(read: ReadDocument) -> Outcome:
    """Whether the process that reads files starts, and reads one."""
    with tempfile.TemporaryDirectory(prefix="kallan-") as folder:
        file = Path(folder) / "prov.txt"
        file.write_text(_LONE, "utf-8")
        document = read(file, "prov", file.name, None)
    if [page.text for page in document.pages] != [_LONE]:
        raise StoreError("En fil lästes, men fel. Installera om Källan.")
    return State.GOOD, "en fil lästes i en egen process"


def scanned_pages(lack: str | None) -> Outcome:
    """Whether scanned pages can be read; `lack` says what is missing."""
    if lack is None:
        return State.GOOD, "Tesseract med svenska finns"
    return State.LACKING, f"Inskannade sidor kan inte läsas: {lack}"


def language_model(generator: Generator | None, seconds: float) -> Outcome:
    """Whether the model of the settings writes something in the time it may take."""
    if generator is None:
        return State.GOOD, "ingen är vald, svaren är dokumentens egna ord"
    started = time.monotonic()
    pieces = generator.stream(Prompt("Svara med ett enda ord.", "Svara: ja"), seconds)
    try:
        written = next((piece for piece in pieces if piece.strip()), "")
    except GeneratorError as error:
        raise GeneratorError(f"{error} Kontrollera KALLAN_LLM_URL, KALLAN_LLM_MODEL och KALLAN_LLM_KEY.") from error
    took = time.monotonic() - started
    if not written or took > seconds:
        return State.LACKING, f"{generator.name} skrev inget inom {seconds:.0f} s. Svaren blir dokumentens egna ord."
    return State.GOOD, f"{generator.name}, första ordet efter {took:.1f} s"


def vectors(place: DensePlace) -> Outcome:
    """Whether the vector server of the settings answers."""
    place.check()
    return State.GOOD, place.name


def address(host: str, port: int) -> Outcome:
    """Whether the service can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            return State.LACKING, (
                f"{host}:{port} går inte att lyssna på ({error.strerror}). Om Källan redan är i gång är det som det "
                "ska. Välj annars en annan port i KALLAN_PORT."
            )
    return State.GOOD, f"{host}:{port} är ledig"
