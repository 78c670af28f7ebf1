"""Where documents in force say different things about the same: counts, dates and years, names.

What time explains is no disagreement: a count of another year is a newer count, and two documents of different years
that each date an event of their own year tell of two events.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.dates import PartialDate
from corpus.documents import Document
from corpus.passages import Sentence
from index.analysis import content_terms, synonyms
from service.questions import Analysis, Expected
from service.time.claims import Change, Claim
from service.time.dates import NUMBER_WORDS as _WORDS_FOR
from service.time.dates import compatible, dates_in
from service.time.names import fold, runs_in
from service.time.tenures import Tenure
from service.time.wording import about
from service.windows import Window

Alike = Callable[[Sentence, Sentence], float]
"""The cosine of two sentences' meanings."""

COMPARABLE = frozenset({Expected.DATE, Expected.NUMBER, Expected.MONEY})
"""The kinds of answer of which two can be told to differ."""

_SAME_LANGUAGE = 0.55
_SAME_MEANING = 0.93
_SAME_MEANING_ACROSS = 0.9
_SAME_MEANING_IF_SLIP = 0.85
_NEAR = 3
_FEWEST = 2
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0.]\d{3})+|\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two windows that differ, and what on, in the question's language."""

    windows: tuple[Window, Window]
    about: str


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    date: PartialDate | None = None
    number: float | None = None
    unit: str = ""


def difference(question: Analysis, first: Window, others: Sequence[Window], alike: Alike) -> Difference | None:
    """What another window says otherwise on what the first one answers, or None; `others` are best first."""
    if question.expected not in COMPARABLE:
        return None
    for sentence in first.sentences:
        for value in _values(question, sentence, first.document):
            for other in others:
                found = _against(question, sentence, value, first, other, alike)
                if found is not None:
                    return found
    return None


def _against(
    question: Analysis, sentence: Sentence, value: _Value, first: Window, other: Window, alike: Alike
) -> Difference | None:
    if len(other.sentences) != 1 or other.sentences[0].id in {each.id for each in first.sentences}:
        return None
    candidate = other.sentences[0]
    values = _values(question, candidate, other.document)
    if not values or any(_same(value, each) for each in values):
        return None
    differing = next((each for each in values if each.unit == value.unit), None)
    if differing is None or _explained(value, differing, sentence, candidate, first.document, other.document):
        return None
    slip = _slip(value, differing)
    if not _of_the_same_names(question.text, sentence, candidate, slip=slip):
        return None
    if not _on_the_same(sentence, candidate, alike, slip=slip):
        return None
    kind = "date" if question.expected is Expected.DATE else "number"
    return Difference((first, other), about(kind, (value.text, differing.text), question.language))


def _values(question: Analysis, sentence: Sentence, document: Document) -> list[_Value]:
    if question.expected is Expected.DATE:
        written = document.issued_on
        return [
            _Value(sentence.text[mention.start : mention.end].strip(), date=mention.date)
            for mention in dates_in(sentence.text, written)
        ]
    return _numbers(sentence)


def _numbers(sentence: Sentence) -> list[_Value]:
    """Numbers that are no years, each with the base form of the noun that is counted."""
    found: list[_Value] = []
    content = content_terms(sentence.text, sentence.language)
    for place, term in enumerate(content):
        number = _as_number(term.word)
        if number is None or _is_date(sentence.text, term.start, term.end):
            continue
        units = [other.base for other in content[place + 1 : place + 1 + _NEAR] if _as_number(other.word) is None]
        if units:
            found.append(_Value(sentence.text[term.start : term.end], number=number, unit=units[0]))
    for match in re.finditer(r"\b([a-zåäö]+)\b", sentence.text.casefold()):
        number = _WORDS_FOR.get(match[1])
        if number is not None and number > 1:
            after = content_terms(sentence.text[match.end() :], sentence.language)
            if after and after[0].start <= _NEAR * 8:
                found.append(_Value(sentence.text[match.start() : match.end()], number=number, unit=after[0].base))
    return found


def _as_number(word: str) -> float | None:
    if not _NUMBER.fullmatch(word):
        return None
    return float(re.sub(r"[ \u00a0.]", "", word).replace(",", "."))


def _is_date(text: str, start: int, end: int) -> bool:
    if re.fullmatch(r"(?:1[89]|20)\d\d", text[start:end]):
        return True
    return any(mention.start <= start < mention.end for mention in dates_in(text, PartialDate(2000, 1, 1)))


def _same(one: _Value, other: _Value) -> bool:
    if one.date is not None and other.date is not None:
        return compatible(one.date, other.date)
    return one.unit == other.unit and one.number == other.number


def _explained(
    one: _Value, other: _Value, first: Sentence, second: Sentence, document: Document, another: Document
) -> bool:
    """Whether the two tell of different times."""
    if one.date is not None and other.date is not None:
        return one.date.year != other.date.year and _of_its_year(one.date, document, another, other.date)
    years, others = _years(first, document), _years(second, another)
    return bool(years and others and not years & others) or (bool(years) != bool(others))


def _of_its_year(date: PartialDate, document: Document, another: Document, other: PartialDate) -> bool:
    if document.id == another.id or not document.issued_on or not another.issued_on:
        return False
    apart = document.issued_on.year != another.issued_on.year
    near = abs(date.year - document.issued_on.year) <= 1 and abs(other.year - another.issued_on.year) <= 1
    return apart and near


def _years(sentence: Sentence, document: Document) -> frozenset[int]:
    named = frozenset(mention.date.year for mention in dates_in(sentence.text, document.issued_on))
    if named:
        return named
    if document.period is not None:
        return frozenset(range(document.period.start.year, document.period.end.year + 1))
    return frozenset({document.issued_on.year}) if document.issued_on else frozenset()


def _of_the_same_names(question: str, one: Sentence, other: Sentence, *, slip: bool) -> bool:
    """Whether neither names somebody or something besides what the other names; a translation may have other names."""
    translated = one.language != other.language
    if translated and (slip or min(len(_content(one)), len(_content(other))) < _FEWEST):
        return slip
    asked = {fold(question[start:end]) for start, end in runs_in(question)}
    first, second = _names(one.text, asked), _names(other.text, asked)
    if translated:
        return (asked & first) <= second
    return first <= second or second <= first if not asked else (asked & first) <= second and second <= first | asked


def _names(text: str, asked: set[str]) -> set[str]:
    """The folded names of a sentence; its first word is one only where the question says so."""
    found = {start: fold(text[start:end]) for start, end in runs_in(text)}
    return {name for start, name in found.items() if start > 0 or " " in name or name in asked}


def _slip(one: _Value, other: _Value) -> bool:
    """Whether two dates have month and day in common and differ in the year alone."""
    if one.date is None or other.date is None or one.date.month is None:
        return False
    return (one.date.month, one.date.day) == (other.date.month, other.date.day)


def _on_the_same(one: Sentence, other: Sentence, alike: Alike, *, slip: bool) -> bool:
    """Whether the sentences say nearly the same but for the value."""
    if one.language != other.language:
        return alike(one, other) >= (_SAME_MEANING_IF_SLIP if slip else _SAME_MEANING_ACROSS)
    shared = _shared(one, other)
    return shared >= _SAME_LANGUAGE or (shared >= _SAME_LANGUAGE / 2 and alike(one, other) >= _SAME_MEANING)


def _shared(one: Sentence, other: Sentence) -> float:
    """The share of the shorter sentence's content words, numbers and dates apart, that the other holds as well."""
    first, second = _content(one), _content(other)
    less, more = sorted((first, second), key=len)
    if not less:
        return 0.0
    held = sum(base in more or any(each in more for each in synonyms().get(base, ())) for base in less)
    if held < _FEWEST:
        return 0.0
    return held / max(len(less), (len(less) + len(more)) / 2)


def _content(sentence: Sentence) -> frozenset[str]:
    dated = [(mention.start, mention.end) for mention in dates_in(sentence.text, PartialDate(2000, 1, 1))]
    return frozenset(
        term.base
        for term in content_terms(sentence.text, sentence.language)
        if not term.word[0].isdigit()
        and term.word not in _WORDS_FOR
        and not any(start <= term.start < end for start, end in dated)
    )


def differing_claims(tenures: Sequence[Tenure], day: datetime.date) -> tuple[Claim, Claim] | None:
    """Two documents that give one holder different days, or one day different holders; None where none do."""
    for tenure in tenures:
        starts = [claim for claim in tenure.claims if claim.change is Change.COMES and claim.exact and claim.since]
        for place, one in enumerate(starts):
            for other in starts[place + 1 :]:
                if one.document.id != other.document.id and not _agree(one.since, other.since):
                    return one, other
    return _two_holders(tenures, day)


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or compatible(one, other)


def _two_holders(tenures: Sequence[Tenure], day: datetime.date) -> tuple[Claim, Claim] | None:
    """Two who are said to come on the same day, of whom one is in office on `day`."""
    known = [tenure for tenure in tenures if tenure.start and tenure.start.day and tenure.holds(day, day)]
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            if one.start == other.start:
                first = next((c for c in one.claims if c.since == one.start), None)
                second = next((c for c in other.claims if c.since == other.start), None)
                if first and second and first.document.id != second.document.id:
                    return first, second
    return None
