import datetime
import re
import string
from pathlib import Path

import pytest

from corpus.answers import Outcome
from corpus.dates import PartialDate, Period
from corpus.documents import Kind
from service.http.shapes import REFUSALS
from ui.wording import LANGUAGES, Wording

ROOT = Path(__file__).parents[2] / "ui"


@pytest.fixture(scope="module")
def wordings() -> dict[str, Wording]:
    return {language: Wording.read(language) for language in LANGUAGES}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_hold_the_same_keys_and_places(wordings: dict[str, Wording]) -> None:
    swedish, english = (wordings[each].texts for each in LANGUAGES)
    assert list(swedish) == list(english)
    for key, text in swedish.items():
        assert text.strip(), key
        assert english[key].strip(), key
        assert places(text) == places(english[key]), key


def test_every_key_is_used_and_every_used_key_is_there(wordings: dict[str, Wording]) -> None:
    files = [*ROOT.glob("*.py"), *(ROOT / "templates").glob("*.html")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = set(wordings["sv"].texts)
    used = set(re.findall(r"""(?<![\w.])(?:_?t|wording|refused\([^"]*)\(?["']([a-z_]+\.[a-z_.]+)["']""", code))
    assert used - keys == set()
    built = (
        *("about.", "kinds.", "languages.", "examples.groups.", "filters.", "document.", "refusal.", "missing."),
        *("stances.", "verdicts.", "reasons."),
        *("admin_origins.", "admin_reasons.", "admin_rules.", "admin_jobs.", "admin_changes.", "admin_report."),
        *("admin_relations.", "admin_log.", "admin_fields.", "admin_verdicts.", "marking."),
    )
    assert {key for key in keys if f'"{key}"' not in code and f"'{key}'" not in code and not key.startswith(built)} == (
        set()
    )


def test_every_kind_and_outcome_has_its_words(wordings: dict[str, Wording]) -> None:
    for wording in wordings.values():
        assert len({wording.kind(kind) for kind in Kind}) == len(Kind)
        for outcome in set(Outcome) - {Outcome.ANSWERED}:
            assert wording(f"refusal.{outcome.value}") == REFUSALS[outcome, wording.language]


@pytest.mark.parametrize(
    ("date", "swedish", "english"),
    [
        (PartialDate(2026, 3, 20), "20 mars 2026", "20 March 2026"),
        (PartialDate(2026, 5), "maj 2026", "May 2026"),
        (PartialDate(2011), "2011", "2011"),
        (datetime.date(2026, 12, 1), "1 december 2026", "1 December 2026"),
        (None, "utan datum", "undated"),
    ],
)
def test_dates_are_written_out(
    wordings: dict[str, Wording], date: PartialDate | datetime.date | None, swedish: str, english: str
) -> None:
    assert (wordings["sv"].date(date), wordings["en"].date(date)) == (swedish, english)


def test_periods_are_written_out(wordings: dict[str, Wording]) -> None:
    assert wordings["sv"].period(Period.parse("2024")) == "2024"
    assert wordings["sv"].period(Period.parse("2011-03/2012")) == "mars 2011–2012"


def test_there_are_example_questions_for_three_kinds_of_people(wordings: dict[str, Wording]) -> None:
    for wording in wordings.values():
        assert wording.keys("examples.groups") == ["members", "newcomers", "staff"]
        questions = [
            text for key, text in wording.texts.items() if re.fullmatch(r"examples.groups.*(first|second|third)", key)
        ]
        assert len(questions) == 9
        assert all(question.endswith("?") for question in questions)
