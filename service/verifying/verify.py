"""Judges a statement by the quotes it cites."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.verifying import checks
from service.verifying.aligning import Alignment, align
from service.verifying.binding import binding
from service.verifying.companions import companions
from service.verifying.composing import composed
from service.verifying.conflicts import conflicts
from service.verifying.ended import ended
from service.verifying.figures import unlike_dates, unlike_numbers
from service.verifying.gapped import gapped
from service.verifying.lost import lost
from service.verifying.parallels import parallels
from service.verifying.parsing import parse
from service.verifying.pointing import in_full, points_back, resolved
from service.verifying.quantities import causes_and_conditions, quantities
from service.verifying.roles import followers, roles
from service.verifying.shortening import is_shortening
from service.verifying.similarity import Similarity
from service.verifying.subjects import subjects
from service.verifying.tokens import clean
from service.verifying.transfers import transfers
from service.verifying.turned import turned
from service.verifying.verdicts import Judgement, Quoted, Verdict

# Statements that hold lie at .86 or more from their quotes with multilingual-e5-small, also across languages
# (docs/quality.md); below this, equal words speak of something else.
_FAR = 0.84
_CELLS = " | "
"""What parts the cells of a row, as the readers write tables."""
_CHECKS: tuple[Callable[[Alignment], str | None], ...] = (
    followers,
    transfers,
    companions,
    checks.coverage,
    checks.opposites,
    checks.substance,
    checks.names,
    checks.pronouns,
    checks.negation,
    ended,
    checks.hedges,
    quantities,
    causes_and_conditions,
    roles,
    subjects,
    binding,
    parallels,
    turned,
    gapped,
    lost,
)


@dataclass(frozen=True, slots=True)
class _Finding:
    reason: str
    coverage: float
    quotes: tuple[int, ...]
    verbatim: bool = False
    conflicts: bool = False


class Verifier:
    """Judges statements. Deterministic; safe to call from several threads where its similarity is.

    Words, numbers, names, negation, hedges and who does what to whom are judged by rules and word lists; the
    similarity only refuses what lies too far from its quote. None leaves that out.
    """

    def __init__(self, similarity: Similarity | None) -> None:
        self._similarity = similarity

    def verify(self, statement: str, language: str, quotes: Sequence[Quoted]) -> Verdict:
        """Whether the quotes support the statement, contradict it, or do neither.

        `language` is that of the statement, "sv" or "en". SUPPORTED only where one quote, or one and the next that
        points back to it, says all of it. The quotes named are those it rests on; none for NOT_FOUND.
        """
        text = clean(statement)
        if not any(letter.isalnum() for letter in text):
            return Verdict(Judgement.NOT_FOUND, "empty", ())
        whole = self._judge(text, language, quotes)
        if whole.judgement is Judgement.SUPPORTED:
            return whole
        return composed(text, language, quotes, self._judge) or whole

    def _judge(self, text: str, language: str, quotes: Sequence[Quoted]) -> Verdict:
        """The verdict on a clean statement as a whole."""
        read = [
            (_examine(text, language, quote, places), bool(_rows(quote.text))) for quote, places in _readings(quotes)
        ]
        # Across rows anything could be put together: of a whole table nothing but its own words holds.
        findings = [finding for finding, is_table in read if finding.verbatim or not is_table]
        for finding in findings:
            if finding.reason == "ok" and (finding.verbatim or self._is_near(text, quotes, finding.quotes)):
                return Verdict(Judgement.SUPPORTED, "ok", finding.quotes)
        best = max(
            findings,
            key=lambda finding: (finding.conflicts, finding.coverage),
            default=_Finding("coverage", 0.0, ()),
        )
        if best.conflicts:
            return Verdict(Judgement.CONTRADICTED, best.reason, best.quotes)
        return Verdict(Judgement.NOT_FOUND, "meaning" if best.reason == "ok" else best.reason, ())

    def _is_near(self, text: str, quotes: Sequence[Quoted], places: tuple[int, ...]) -> bool:
        if self._similarity is None:
            return True
        quoted = " ".join(clean(quotes[place].text) for place in places)
        return self._similarity.cosines(text, [quoted])[0] >= _FAR


def _readings(quotes: Sequence[Quoted]) -> Iterator[tuple[Quoted, tuple[int, ...]]]:
    """Each quote, of a table each row with its head, and each quote with the next one where that points back."""
    for index, quote in enumerate(quotes):
        for row in _rows(quote.text):
            yield replace(quote, text=row), (index,)
        yield quote, (index,)
        told = in_full(quote.before, quote.text, quote.language)
        if told is not None:
            yield replace(quote, text=told), (index,)
    for index in range(len(quotes) - 1):
        first, second = quotes[index : index + 2]
        near = first.language == second.language and first.context == second.context
        if near and points_back(second.text, second.language):
            joined = Quoted(f"{first.text} {second.text}", first.language, first.context, first.speaker)
            yield joined, (index, index + 1)
            told = resolved(first.text, second.text, second.language)
            if told is not None:
                yield replace(second, text=told), (index, index + 1)


def _rows(text: str) -> list[str]:
    """The rows of a table, each with the head before it; none for a text that is no table of several rows."""
    head, *rows = [line for line in text.splitlines() if _CELLS in line] or [""]
    return [f"{head}\n{row}" for row in rows] if len(rows) > 1 else []


def _examine(text: str, language: str, quote: Quoted, places: tuple[int, ...]) -> _Finding:
    own = clean(quote.text)
    if language == quote.language and (_bare(text) == _bare(own) or is_shortening(text, own)):
        return _Finding("ok", 1.0, places, verbatim=True)
    found = align(parse(text, language), parse(own, quote.language), quote.speaker)
    reason = unlike_dates(found, quote.context)
    if reason is None or not found.quote.dates:
        reason = unlike_numbers(found) or reason
    for check in _CHECKS:
        reason = reason or check(found)
    return _Finding(reason or "ok", found.coverage, places, conflicts=conflicts(found, reason))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
