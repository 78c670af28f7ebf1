"""Who, where and when at different days: `python -m evals.times --seed N [--held] [--show]`.

Makes a small collection anew for each seed (news, reports, lists, newsletters with an old signature and an old
footer, in Swedish and English, with names, offices and dates drawn by chance), ingests it as any folder, and asks
questions whose answers follow from what was drawn. With `--held` the phrasings kept out of development are used.
"""

import argparse
import datetime
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.answers import Answer, Outcome
from evals import time_phrases as phrases
from service.indexing import Progress
from service.knowledge_base import KnowledgeBase, Question
from service.settings import Settings
from service.wiring import make_knowledge_base, run_ingest

_FIRST = (
    "Anna Bertil Cecilia David Elin Fatima Gustav Hanna Ivar Jasmin Karin Lars Mona Nils Olivia Per Qamar "
    "Ragnhild Siv Tove Ulla Viktor Wilma Yusuf Zahra Åsa Örjan Anna-Karin Lars-Erik Maj-Britt"
).split()
_LAST = (
    "Almgren Bergqvist Cederlund Dahlström Ekwall Forsgren Granlund Hedström Isberg Jarlsson Kjellberg Lindahl "
    "Malmsten Nyqvist Oskarsson Palmgren Rehnström Sandell Tornberg Ullman Vikström Wallander Åkesson Öhman "
    "Haddad Yilmaz Nguyen"
).split()
_PLACES = (
    "Kalmar Visby Umeå Gävle Karlstad Varberg Ystad Luleå Falun Kiruna Mora Växjö Skara Motala Arvika Sala".split()
)
_ORGANISATIONS = (
    "Friska Kuster Sverige",
    "Hälsa i Norr",
    "Goda Städer",
    "Nätverket Livskraft",
    "Trygga Bygder",
    "Öppna Torg",
)
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
_OFFICES = {
    "ordförande": ("ordföranden", "chair"),
    "koordinator": ("koordinatorn", "coordinator"),
    "vice ordförande": ("vice ordföranden", "vice chair"),
    "projektledare": ("projektledaren", "project manager"),
    "kassör": ("kassören", "treasurer"),
    "sekreterare": ("sekreteraren", "secretary"),
    "verksamhetsledare": ("verksamhetsledaren", "operations manager"),
    "värd": ("värden", "host"),
}
_YEARS_IN_WORDS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton".split()


@dataclass(frozen=True, slots=True)
class Held:
    """A time in office, from `start` up to `end` (None: still)."""

    holder: str
    start: datetime.date
    end: datetime.date | None


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a day, and what its first quote must hold; `earlier` is whom the answer should name besides."""

    question: str
    as_of: datetime.date | None
    truth: tuple[str, ...]
    earlier: str | None = None


class World:
    """What is so in one made-up organisation, and the documents that tell of it."""

    def __init__(self, seed: int, *, held: bool) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._held = held
        self.org = self._chance.choice(_ORGANISATIONS)
        people = [f"{first} {last}" for first in _FIRST for last in _LAST]
        self._people = iter(self._chance.sample(people, 60))
        self._hosts = iter(self._chance.sample([f"Region {p}" for p in _PLACES] + [f"{p}s kommun" for p in _PLACES], 9))
        names = [*self._chance.sample(list(_OFFICES)[:-1], 4), "värd"]
        self.offices = {name: self._times(name) for name in names}
        years = sorted(self._chance.sample(range(2017, 2026), 4))
        self.events = [(year, self._chance.choice(_PLACES), self._date(year, 3, 10)) for year in years]

    def _times(self, office: str) -> list[Held]:
        people = self._hosts if office == "värd" else self._people
        starts = [
            self._date(year) for year in (self._chance.randint(2012, 2014), self._chance.randint(2017, 2019), 0)[:2]
        ]
        starts.append(self._date(self._chance.randint(2022, 2025)))
        ends: list[datetime.date | None] = [starts[1], starts[2], None]
        return [Held(next(people), start, end) for start, end in zip(starts, ends, strict=True)]

    def _date(self, year: int, first: int = 1, last: int = 12) -> datetime.date:
        return datetime.date(year, self._chance.randint(first, last), self._chance.randint(1, 28))

    def documents(self) -> Iterator[tuple[str, str]]:
        """File names and contents."""
        for office, times in self.offices.items():
            for place in range(1, len(times)):
                yield self._news(office, times[place - 1], times[place])
            yield self._past(office, times[0])
            yield self._report(office, self._chance.choice(times))
        yield from (self._event(*event) for event in self.events)
        yield self._list()
        yield self._newsletter()

    def _day(self, day: datetime.date, language: str) -> str:
        months = _MONTHS_EN if language == "en" else _MONTHS
        return f"{day.day} {months[day.month - 1]} {day.year}"

    def _fields(self, office: str, language: str) -> dict[str, str]:
        definite, english = _OFFICES[office]
        name = english if language == "en" else office
        genitive = f"{self.org}’s" if language == "en" else self.org if self.org.endswith("s") else f"{self.org}s"
        return {
            "office": name,
            "office_def": definite,
            "office_cap": name.capitalize(),
            "org": self.org,
            "orgs": genitive,
        }

    def _pick(
        self, usual: Mapping[str, tuple[str, ...]], held: Mapping[str, tuple[str, ...]] | None, language: str
    ) -> str:
        kept = held if self._held and held else usual
        return self._chance.choice(kept[language])

    def _language(self) -> str:
        return "en" if self._chance.random() < 0.3 else "sv"

    def _news(self, office: str, old: Held, new: Held) -> tuple[str, str]:
        language = self._language()
        text = self._pick(phrases.NEWS, phrases.NEWS_HELD, language).format(
            new=new.holder,
            old=old.holder,
            day=self._day(new.start, language),
            years=_YEARS_IN_WORDS[max(1, new.start.year - old.start.year)],
            **self._fields(office, language),
        )
        issued = new.start - datetime.timedelta(self._chance.randint(1, 60))
        return self._file(
            f"nyhet-{office}-{new.start.year}", "Nyhet" if language == "sv" else "News", text, issued, language
        )

    def _past(self, office: str, old: Held) -> tuple[str, str]:
        language = self._language()
        end = old.end or datetime.date(2026, 1, 1)
        text = self._pick(phrases.PASTS, None, language).format(
            old=old.holder, start=old.start.year, year=end.year, **self._fields(office, language)
        )
        return self._file(f"historia-{office}", "Historia", text, end + datetime.timedelta(400), language)

    def _report(self, office: str, time: Held) -> tuple[str, str]:
        language = self._language()
        last = min((time.end or datetime.date(2026, 6, 1)).year - 1, 2025)
        year = self._chance.randint(min(time.start.year + 1, last), last)
        text = self._pick(phrases.STATES, phrases.STATES_HELD, language).format(
            new=time.holder, year=time.start.year, **self._fields(office, language)
        )
        title = f"Annual report {year}" if language == "en" else f"Verksamhetsberättelse {year}"
        body = text[0].upper() + text[1:]
        return self._file(f"verksamhetsberattelse-{year}-{office}", title, body, datetime.date(year, 12, 20), language)

    def _event(self, year: int, place: str, day: datetime.date) -> tuple[str, str]:
        language = self._language()
        event = "the annual conference" if language == "en" else "årskonferensen"
        text = self._pick(phrases.PLACES, None, language).format(
            event=event, year=year, place=place, day=self._day(day, language)
        )
        return self._file(
            f"konferens-{year}", "Konferens", text[0].upper() + text[1:], day + datetime.timedelta(9), language
        )

    def _list(self) -> tuple[str, str]:
        """A page of 2021 that still stands, with those of its day."""
        day = datetime.date(2021, 3, 1)
        rows = []
        for office in self.offices:
            holder = self.holder(office, day)
            text = self._chance.choice(phrases.LISTS).format(new=holder, **self._fields(office, "sv"))
            rows.append(text)
        return self._file("kontakt-2021", f"Kontakt {self.org}", "\n\n".join(rows), day, "sv")

    def _newsletter(self) -> tuple[str, str]:
        """A newsletter after all changes that ends with the name of one who has left, and has another in its footer."""
        office, other = self._chance.sample(list(self.offices), 2)
        signed = f"{self.offices[office][1].holder}<br>{office.capitalize()} {self.org}<br>info@exempel.se"
        footer = f"{other.capitalize()}: {self.offices[other][0].holder}"
        body = "<p>Tack för ett gott år. Medlemmarna har mötts sju gånger.</p><p>" + signed + "</p>"
        html = (
            f"<html lang='sv'><head><title>Nyhetsbrev maj 2026</title></head><body><main><h1>Nyhetsbrev maj 2026</h1>"
            f"{body}</main><footer><p>{footer}</p></footer></body></html>"
        )
        return "nyhetsbrev-maj-2026.html", html

    def _file(self, name: str, title: str, text: str, day: datetime.date, language: str) -> tuple[str, str]:
        label = "Published" if language == "en" else "Publicerad"
        filler = (
            "The members met to talk about public health and planning."
            if language == "en"
            else "Medlemmarna möttes för att tala om folkhälsa och planering."
        )
        return f"{name.replace(' ', '-')}.md", f"# {title}\n\n{label}: {day.isoformat()}\n\n{text}\n\n{filler}\n"

    def holder(self, office: str, day: datetime.date) -> str:
        """Who holds it on the day."""
        found = [t for t in self.offices[office] if t.start <= day and (t.end is None or day < t.end)]
        return found[0].holder if found else self.offices[office][0].holder

    def cases(self) -> Iterator[Case]:
        """The questions with their answers."""
        for office, times in self.offices.items():
            english = _OFFICES[office][1]
            first, second, third = times
            who, who_en = ("Vilken organisation", "Which organisation") if office == "värd" else ("Vem", "Who")
            yield Case(f"{who} är {office}?", None, (third.holder,), second.holder)
            yield Case(f"{who_en} is the {english} of {self.org}?", None, (third.holder,), second.holder)
            yield Case(
                f"{who} är {office} i {self.org}?",
                second.start + datetime.timedelta(200),
                (second.holder,),
                first.holder,
            )
            year = self._chance.randint(second.start.year + 1, third.start.year - 1)
            yield Case(f"{who} var {office} {year}?", None, (second.holder,))
            yield Case(f"{who_en} was {english} in {year}?", None, (second.holder,))
            yield Case(f"{who} var {office} förra året?", datetime.date(year + 1, 5, 5), (second.holder,))
            yield Case(f"{who} var {office} före {third.holder}?", None, (second.holder,))
            yield Case(f"{who_en} was {english} before {second.holder}?", None, (first.holder,))
            yield Case(
                f"När blev {third.holder} {office}?", None, (self._day(third.start, "sv"), self._day(third.start, "en"))
            )
            early = third.start - datetime.timedelta(1)
            yield Case(f"{who} är {office} nu?", early, (second.holder,))
            yield Case(f"{who} efterträdde {second.holder} som {office}?", None, (third.holder,))
            yield Case(
                f"{who} var {office} för tre år sedan?",
                datetime.date(year + 3, 7, 1),
                (self.holder(office, datetime.date(year, 7, 1)),),
            )
        for year, place, day in self.events:
            yield Case(f"Var hölls årskonferensen {year}?", None, (place,))
            yield Case("Var hölls årskonferensen förra året?", datetime.date(year + 1, 11, 1), (place,))
            yield Case(
                f"When was the annual conference held in {year}?", None, (self._day(day, "sv"), self._day(day, "en"))
            )


def right(case: Case, answer: Answer) -> bool:
    """Whether the first quote holds the truth and, where someone was before, the answer names them as earlier."""
    if answer.outcome is not Outcome.ANSWERED:
        return False
    first = " ".join(answer.citations[0].quote.split())
    if not any(truth in first for truth in case.truth):
        return False
    if case.earlier is None:
        return True
    labelled = [s.text for s in answer.statements if s.text.startswith(("Tidigare:", "Earlier:"))]
    return any(case.earlier in text for text in labelled)


def made(seed: int, folder: Path, *, held: bool) -> tuple[World, KnowledgeBase]:
    """The world of a seed and a knowledge base of its documents, in `folder`."""
    world = World(seed, held=held)
    files = folder / "documents"
    files.mkdir()
    for name, content in world.documents():
        (files / name).write_text(content, "utf-8")
    settings = Settings(data=folder / "data")
    run_ingest(settings, [files], rebuild=False, progress=Progress())
    return world, make_knowledge_base(settings)


def measured(seed: int, *, held: bool, show: bool) -> tuple[int, int]:
    """How many questions of a seed are answered right, and how many there are."""
    with tempfile.TemporaryDirectory() as name:
        world, knowledge_base = made(seed, Path(name), held=held)
        cases = list(world.cases())
        good = 0
        for case in cases:
            answer = knowledge_base.ask(Question(case.question, as_of=case.as_of))
            ok = right(case, answer)
            good += ok
            if show and not ok:
                said = " / ".join(f"{statement.text[:110]}" for statement in answer.statements) or answer.outcome
                sys.stdout.write(
                    f"  {seed} {case.question} {case.as_of or ''} {case.truth} {case.earlier or ''} <- {said}\n"
                )
        return good, len(cases)


def main() -> int:
    """Measures and prints a line for each seed and one for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    right_in_all = asked_in_all = 0
    for seed in options.seed:
        good, asked = measured(seed, held=options.held, show=options.show)
        right_in_all, asked_in_all = right_in_all + good, asked_in_all + asked
        sys.stdout.write(f"seed {seed}: {good}/{asked} = {good / asked:.3f}\n")
    sys.stdout.write(f"all: {right_in_all}/{asked_in_all} = {right_in_all / asked_in_all:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
