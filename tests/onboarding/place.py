"""A tour over a few small documents, one of them hostile, ingested with the scripted embedder."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from service.onboarding.guide import Guide
from service.onboarding.reading import FILE_NAME, TourFile
from service.positions.desk import Desk
from service.verifying.verify import Verifier
from tests.fakes import FakeEmbedder
from tests.service.ingesting import Place, make_place, write
from tests.service_http.fakes import HOSTILE

DAY = datetime.date(2026, 11, 22)
FEE = "Medlemsavgiften är 12 000 kronor om året för varje medlem."
OLD_COORDINATOR = "Karin Lindberg är koordinator för nätverket."
NEW_COORDINATOR = "Den 1 juni 2026 blir Emil Sjöberg ny koordinator för nätverket."
DEFINED = "Platskompassen är ett verktyg för samtal om en plats."
DEMAND = "Vi kräver att staten ordnar en långsiktig finansiering av mötesplatser."
HOSTILE_DEFINED = f"Fartyg är ett ord som {HOSTILE} förklaras av."
FILES = {
    "avgift.md": f"# Avgift\n\nWebbsida den 3 maj 2026\n\n{FEE}\n",
    "nyheter-2026.md": f"# Nyhetsbrev maj 2026\n\nNyhetsbrev den 20 maj 2026\n\n{NEW_COORDINATOR}\n",
    "berattelse-2024.md": f"# Verksamhetsberättelse 2024\n\nBeslutad den 1 mars 2025\n\n{OLD_COORDINATOR}\n",
    "ord.md": f"# Ord\n\nWebbsida den 5 maj 2026\n\n{DEFINED}\n",
    "stallningstagande-2026.md": (
        f"# Ställningstagande om mötesplatser\n\nStällningstagande vid årskonferensen den 20 mars 2026\n\n{DEMAND}\n"
    ),
    "fientligt.txt": f"Fientligt\n\nWebbsida den 1 maj 2020\n\n{HOSTILE_DEFINED}\n",
}
STEPS = """
steps:
  fee:
    title: {sv: Avgiften, en: The fee}
    text: {sv: Vad det kostar., en: What it costs.}
    questions:
      - sv: Vad är medlemsavgiften?
        en: What is the membership fee?
        about: [medlemsavgift]
        answer: money
  who:
    title: {sv: Vem som är vem, en: Who is who}
    text: {sv: De som har uppdragen nu., en: Who holds the offices now.}
    questions:
      - sv: Vem är koordinator?
        en: Who is the coordinator?
        about: [koordinator, coordinator]
        answer: person
      - sv: Vem är kassör?
        en: Who is the treasurer?
        about: [kassör]
  said:
    title: {sv: Det vi har sagt, en: What we have said}
    text: {sv: Det senaste., en: The latest.}
    positions:
      title: {sv: Nyast först, en: Newest first}
  words:
    title: {sv: Ord, en: Words}
    text: {sv: Ord som förklaras., en: Words explained.}
    words:
      - {sv: Platskompassen, en: Place Standard Tool}
      - {sv: Fartyg, en: Ship}
      - {sv: rymdhiss, en: space lift}
  moon:
    title: {sv: Månen, en: The moon}
    text: {sv: Något som inga dokument säger., en: Something that no document says.}
    questions:
      - sv: Vad är månen gjord av?
        en: What is the moon made of?
        about: [måne]
"""


@dataclass
class Tour:
    """A guide with the folders behind it."""

    guide: Guide
    place: Place

    @property
    def file(self) -> Path:
        """Where the steps stand."""
        return self.place.data.path / FILE_NAME


def make_tour(folder: Path, files: dict[str, str] | None = None, steps: str = STEPS) -> Tour:
    """A tour over the files; with none of them nothing has been ingested."""
    place = make_place(folder)
    place.embedder = FakeEmbedder(words=("fartyg",))
    for path in [each for each in place.documents.rglob("*") if each.is_file()]:
        path.unlink()
    kept = FILES if files is None else files
    for name, text in kept.items():
        write(place.documents, name, text)
    if kept:
        place.ingest()
    knowledge_base = place.open()
    desk = Desk(knowledge_base.sources, Verifier(None))
    file = place.data.path / FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(steps, "utf-8")
    return Tour(Guide(knowledge_base.sources, desk.positions, TourFile(file).tour, lambda: DAY), place)
