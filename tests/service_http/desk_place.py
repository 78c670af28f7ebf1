"""A desk over a few small documents, one of them hostile, ingested with the scripted embedder."""

from pathlib import Path

from service.positions.desk import Desk
from service.verifying.verify import Verifier
from tests.fakes import FakeEmbedder
from tests.service.ingesting import make_place, write
from tests.service_http.fakes import HOSTILE

CHILDREN = "Vi vill att varje barn har en meningsfull fritid."
FUNDING = "Vi kräver att staten ordnar en långsiktig finansiering av mötesplatser."
READINESS = "Vi åtar oss att arbeta för en stark krisberedskap."
HOSTILE_DEMAND = f"Vi kräver att {HOSTILE} blir viktig för alla barn."
_PROSE = "Det här är en svensk text om hälsa, barn och beredskap i kommuner och regioner. " * 6
FILES = {
    "stallningstagande-barn-2024.md": (
        "# Ställningstagande om barn\n\nStällningstagande vid årskonferensen den 15 mars 2024\n\n"
        f"{CHILDREN}\n\n{FUNDING}\n"
    ),
    "stallningstagande-beredskap-2026.md": (
        "# Ställningstagande om beredskap\n\nStällningstagande vid årskonferensen den 20 mars 2026\n\n"
        f"{READINESS}\n\nDet här är en mening utan krav.\n"
    ),
    "stallningstagande-fientligt.txt": (
        f"Ställningstagande om fientlig text\n\nStällningstagande den 1 maj 2020\n\n{_PROSE}\n\n{HOSTILE_DEMAND}\n"
    ),
}


def make_small_desk(folder: Path, files: dict[str, str] | None = None) -> Desk:
    """A desk over the files; with none of them nothing has been ingested."""
    place = make_place(folder)
    place.embedder = FakeEmbedder(words=("fartyg",))
    kept = FILES if files is None else files
    for path in place.documents.rglob("*"):
        if path.is_file():
            path.unlink()
    for name, text in kept.items():
        write(place.documents, name, text)
    if kept:
        place.ingest()
    return Desk(place.open().sources, Verifier(None))
