"""Disagreements planted and not: `python -m evals.differences --seed N [--show]`.

Makes facts by chance, each told in two documents in different words: of the planted ones the two differ (a count of
one year, the year or the day of one event); of the others they agree, or time explains the difference (counts of
different years, conferences of different years), or they are about different things. Prints how many planted ones
the answers report, and how many answers without one report any.
"""

import argparse
import datetime
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from service.indexing import Progress
from service.knowledge_base import Question
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

_THINGS = (
    "Seniorlyftet Hälsotorget Skolspåret Kulturbron Fritidsnyckeln Matresan Trygghetspakten Naturstigen Föräldraskolan "
    "Rörelsebanken Språkvännerna Elevrådet Grannsamverkan Cykelkampanjen Läslyftet Sovgott Ungdomsforum Parkvärdarna "
    "Idrottsbryggan Livskraft Måltidsvänner Vandringsåret Hälsokaravanen Brobyggarna"
).split()
_COUNTS = (
    (
        "Hur många kommuner deltar i {thing}?",
        "I {thing} deltar {value} kommuner under {year}.",
        "{value} kommuner deltar {year} i {thing}, enligt styrelsen.",
    ),
    (
        "Hur många skolor är med i {thing}?",
        "{thing} omfattar {value} skolor {year}.",
        "{year} är {value} skolor med i {thing}.",
    ),
    (
        "Hur många medlemmar har {thing}?",
        "{thing} har {value} medlemmar {year}.",
        "År {year} har {thing} {value} medlemmar.",
    ),
    (
        "How many schools take part in {thing}?",
        "In {year} {value} schools take part in {thing}.",
        "{thing} had {value} schools taking part in {year}.",
    ),
)
_FOUNDED = (
    ("När startade {thing}?", "{thing} startade {value}.", "Arbetet med {thing} startade år {value}."),
    ("När bildades {thing}?", "{thing} bildades {value} av tre kommuner.", "Tre kommuner bildade {thing} {value}."),
    (
        "When was {thing} founded?",
        "{thing} was founded in {value} by three cities.",
        "Three cities founded {thing} in {value}.",
    ),
)
_HELD = (
    (
        "När hölls invigningen av {thing}?",
        "Invigningen av {thing} hölls den {value}.",
        "{thing} fick sin invigning, som hölls den {value}.",
    ),
    (
        "När avslutas {thing}?",
        "{thing} avslutas den {value} med en festlig dag.",
        "Den {value} avslutas {thing} med en festlig dag.",
    ),
)
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_PLANTED, _OTHERS = 20, 100


@dataclass(frozen=True, slots=True)
class Fact:
    """A question, two tellings with the year each was written, and whether they disagree."""

    question: str
    tellings: tuple[tuple[str, int], tuple[str, int]]
    planted: bool


def facts(chance: random.Random) -> list[Fact]:
    """The planted ones first."""
    names = [f"{thing}{suffix}" for thing in _THINGS for suffix in ("", " Nord", " Syd", " Väst", " Öst", " Mitt")]
    things = iter(chance.sample(names, _PLANTED + _OTHERS))
    return [_fact(chance, next(things), planted=place < _PLANTED) for place in range(_PLANTED + _OTHERS)]


def _fact(chance: random.Random, thing: str, *, planted: bool) -> Fact:
    year = chance.randint(2018, 2025)
    kind = chance.choice(("count", "founded", "held"))
    if kind == "count":
        asked, one, other = chance.choice(_COUNTS)
        first = chance.randint(4, 60)
        updated = not planted and chance.random() < 0.5
        second = first + chance.randint(1, 9) if planted or updated else first
        later = year - 2 if updated else year
        return Fact(
            asked.format(thing=thing),
            (
                (one.format(thing=thing, value=first, year=year), year),
                (other.format(thing=thing, value=second, year=later), later),
            ),
            planted,
        )
    if kind == "founded":
        asked, one, other = chance.choice(_FOUNDED)
        first = chance.randint(1990, 2012)
        second = first + chance.choice((1, 2, 10)) if planted else first
        return Fact(
            asked.format(thing=thing),
            ((one.format(thing=thing, value=first), year), (other.format(thing=thing, value=second), year - 1)),
            planted,
        )
    asked, one, other = chance.choice(_HELD)
    day = datetime.date(year, chance.randint(1, 11), chance.randint(1, 28))
    moved = day + datetime.timedelta(chance.randint(20, 40)) if planted else day
    return Fact(
        asked.format(thing=thing),
        (
            (one.format(thing=thing, value=_written(day)), year),
            (other.format(thing=thing, value=_written(moved)), year),
        ),
        planted,
    )


def _written(day: datetime.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def measured(seed: int, *, show: bool) -> tuple[int, int]:
    """How many planted disagreements are reported, and how many are invented."""
    made = facts(random.Random(seed))  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as name:
        files = Path(name) / "documents"
        files.mkdir()
        for place, fact in enumerate(made):
            for number, (text, year) in enumerate(fact.tellings):
                content = f"# Rapport {place}\n\nPublicerad: {year}-12-{10 + number}\n\n{text}\n"
                (files / f"rapport-{place}-{number}.md").write_text(content, "utf-8")
        settings = Settings(data=Path(name) / "data")
        run_ingest(settings, [files], rebuild=False, progress=Progress())
        knowledge_base = make_knowledge_base(settings)
        found = invented = 0
        for fact in made:
            answer = knowledge_base.ask(Question(fact.question))
            reported = bool(answer.disagreements)
            found += fact.planted and reported
            invented += reported and not fact.planted
            if show and reported != fact.planted:
                said = " / ".join(statement.text[:90] for statement in answer.statements) or answer.outcome
                sys.stdout.write(f"  {fact.question} {fact.tellings} <- {said} {answer.disagreements}\n")
    return found, invented


def main() -> int:
    """Measures and prints a line for each seed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for seed in options.seed:
        found, invented = measured(seed, show=options.show)
        sys.stdout.write(f"seed {seed}: {found}/{_PLANTED} reported, {invented}/{_OTHERS} invented\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
