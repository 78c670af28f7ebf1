"""Nothing is kept where it is off, and what is kept is gone after its time: the clock is handed in."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.answers import Answer, Outcome, Statement
from corpus.passages import Span
from service.feedback.kept import KeptQuestions, Mark, Place, Sort, forget, keep_purging
from service.settings import Settings
from service.wiring import make_kept_questions

ASKED = "Hemlig fråga om Kalle Anka?"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "questions.sqlite"


def refused(clock: Clock, text: str = ASKED, outcome: Outcome = Outcome.NO_SUPPORT) -> Answer:
    return Answer(text, "sv", outcome, (), (), clock.now.astimezone().date())


def on_disk(path: Path) -> bool:
    """Whether the question's words stand anywhere in the folder's files."""
    return any(ASKED.encode() in each.read_bytes() for each in path.parent.rglob("*") if each.is_file())


def test_off_nothing_is_written_and_what_was_kept_is_gone(tmp_path: Path, clock: Clock) -> None:
    on = make_kept_questions(Settings(data=tmp_path, keep_questions_days=30))
    assert on is not None
    on.note(refused(clock))
    on.close()
    assert on_disk(tmp_path / "x")
    assert make_kept_questions(Settings(data=tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_only_questions_without_an_answer_are_kept_by_themselves(path: Path, clock: Clock) -> None:
    kept = KeptQuestions(path, 30, clock)
    answered = Answer(ASKED, "sv", Outcome.ANSWERED, (Statement("Ja.", (1,)),), (), clock.now.date())
    kept.note(answered)
    assert not on_disk(path)
    for outcome in (Outcome.NO_SUPPORT, Outcome.OUT_OF_SCOPE):
        kept.note(refused(clock, f"{outcome}?", outcome))
    assert sorted(each.question for each in kept.listing([Sort.UNANSWERED], 9)[1]) == ["no_support?", "out_of_scope?"]


@pytest.mark.parametrize("moment", ["open", "write", "read", "find", "purge"])
def test_what_is_kept_is_gone_after_its_time(path: Path, clock: Clock, moment: str) -> None:
    kept = KeptQuestions(path, 30, clock)
    kept.note(refused(clock))
    kept.mark(Mark(Sort.WRONG, ASKED, "sv", line=f"Fel: {ASKED}"))
    clock.pass_days(29.9)
    kept.purge()
    assert on_disk(path)
    clock.pass_days(0.2)
    if moment == "open":
        kept.close()
        KeptQuestions(path, 30, clock)
    elif moment == "write":
        kept.note(refused(clock, "En annan fråga?"))
    elif moment == "read":
        assert kept.listing([Sort.UNANSWERED, Sort.WRONG], 9) == (0, [])
    elif moment == "find":
        assert kept.find(1) is None
    else:
        assert kept.purge() == 2
    assert not on_disk(path)


def test_it_is_purged_now_and_then_while_nobody_comes(path: Path, clock: Clock) -> None:
    kept, stop = KeptQuestions(path, 1, clock), threading.Event()
    kept.note(refused(clock))
    clock.pass_days(2)
    thread = threading.Thread(target=keep_purging, args=(kept, stop, 0.01))
    thread.start()
    until = threading.Event()
    for _ in range(500):
        if not on_disk(path):
            break
        until.wait(0.01)
    stop.set()
    thread.join(5)
    assert not on_disk(path)
    assert not thread.is_alive()


def test_asked_again_it_counts_and_goes_with_the_first(path: Path, clock: Clock) -> None:
    kept = KeptQuestions(path, 10, clock)
    kept.note(refused(clock))
    kept.note(refused(clock, "En gång?"))
    clock.pass_days(9)
    kept.note(refused(clock))
    assert [(each.question, each.times) for each in kept.listing([Sort.UNANSWERED], 9)[1]] == [
        (ASKED, 2),
        ("En gång?", 1),
    ]
    clock.pass_days(1)
    assert kept.listing([Sort.UNANSWERED], 9)[0] == 0


def test_shorter_time_holds_for_what_is_kept_already(path: Path, clock: Clock) -> None:
    kept = KeptQuestions(path, 30, clock)
    kept.note(refused(clock))
    kept.close()
    clock.pass_days(5)
    assert KeptQuestions(path, 5, clock).listing([Sort.UNANSWERED], 9)[0] == 0


def test_a_mark_keeps_the_question_and_places_and_no_quote(path: Path, clock: Clock) -> None:
    kept = KeptQuestions(path, 30, clock)
    place = Place("brev-0a1b2c", (Span(1, 0, 9), Span(2, 0, 4)), "ab" * 32)
    kept.mark(Mark(Sort.WRONG_SOURCE, "Vem?", "en", "x" * 900, clock.now.date(), True, (place,)))
    ((found,), total) = kept.listing([Sort.WRONG_SOURCE], 9)[::-1]
    assert total == 1
    assert (found.places, found.as_of, found.language) == ((place,), clock.now.date(), "en")
    assert len(found.line) == 500
    assert kept.discard(found.number)
    assert not kept.discard(found.number)


def test_of_very_many_the_oldest_go(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.feedback.kept.MOST_ROWS", 3)
    kept = KeptQuestions(path, 30, clock)
    for number in range(6):
        kept.note(refused(clock, f"{number}?"))
    kept.purge()
    assert [each.question for each in kept.listing([Sort.UNANSWERED], 9)[1]] == ["5?", "4?", "3?"]


def test_a_file_that_cannot_be_used_stands_in_no_answers_way(
    path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    kept = KeptQuestions(path, 30, clock)
    kept.close()
    kept.note(refused(clock))
    assert ASKED not in caplog.text
    assert "StoreError" in caplog.text
    forget(path)
    assert not path.exists()
