"""Parallel parts of a sentence: "konferensen hölls i Lund och årsmötet i Malmö" holds no conference in Malmö."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.grammar import preposition
from service.verifying.parsing import Parsed

_LINKS = frozenset("och men samt medan än and but while than whereas".split())


@dataclass(frozen=True, slots=True)
class _Item:
    """A date, number or place of a statement or quote: the place of its first token, and its kind."""

    place: int
    kind: tuple[str, str]


def parallels(found: Alignment) -> str | None:
    """What the statement tells of something, the quote does not tell of another in a part of the same make."""
    statement, quote = found.statement, found.quote
    mine, theirs = _parts(statement), _parts(quote)
    items = list(_items(quote))
    for own, other in _pairs(found):
        part = mine[own.place]
        used = {found.pairs[place] for place in found.pairs if mine[place] == part}
        if not _has_another_subject(quote, theirs, other.place, used):
            continue
        for target in used:
            apart = theirs[target] != theirs[other.place] and not is_verb(quote.tokens[target], quote.language)
            rival = any(
                item.kind == other.kind and theirs[item.place] == theirs[target] and item.place not in used
                for item in items
            )
            if apart and rival and target in quote.content:
                return "clause"
    return None


def _has_another_subject(quote: Parsed, parts: list[int], place: int, used: set[int]) -> bool:
    """Whether the part of the quote with this item speaks of something that the statement's part leaves out."""
    return any(
        parts[other] == parts[place] and other not in used and not preposition(quote, other)
        for other in quote.content
        if other != place and not is_verb(quote.tokens[other], quote.language)
    )


def _pairs(found: Alignment) -> Iterator[tuple[_Item, _Item]]:
    """Each item of the statement with the first item of the quote that bears it out."""
    statement, quote = found.statement, found.quote
    for item in _items(statement):
        if item.kind[0] == "name":
            target = found.pairs.get(item.place)
            if target is not None:
                yield item, _Item(target, ("name", preposition(quote, target)))
    for date in statement.dates:
        same = [other for other in quote.dates if date.within(other)]
        if same:
            yield _item(statement, date.start, "date"), _item(quote, same[0].start, "date")
    for number in statement.numbers:
        alike = [other for other in quote.numbers if number.borne_out_by(other)]
        if alike:
            yield _item(statement, number.start, number.unit), _item(quote, alike[0].start, number.unit)


def _items(text: Parsed) -> Iterator[_Item]:
    for place in text.content:
        run = place > 0 and text.tokens[place - 1].capital
        governed = preposition(text, place)
        if text.tokens[place].capital and not run and governed not in ("", "gen"):
            yield _Item(place, ("name", governed))
    for date in text.dates:
        yield _item(text, date.start, "date")
    for number in text.numbers:
        yield _item(text, number.start, number.unit)


def _item(text: Parsed, start: int, kind: str) -> _Item:
    place = next(place for place, token in enumerate(text.tokens) if token.end > start)
    return _Item(place, ("figure", kind))


def _parts(text: Parsed) -> list[int]:
    """For each token the number of the part it stands in, from 0; parts are joined by "och", "än" or a comma."""
    numbers: list[int] = []
    for place, token in enumerate(text.tokens):
        before = text.text[text.tokens[place - 1].end : token.start] if place else ""
        begins = token.word in _LINKS or any(mark in before for mark in ",;")
        numbers.append((numbers[-1] if numbers else 0) + (1 if begins and place else 0))
    return numbers
