"""A statement taken apart into what it says one thing after another, each to be borne out by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.verifying.clauses import is_verb
from service.verifying.grammar import is_name, preposition
from service.verifying.parsing import Parsed, parse
from service.verifying.roles import COPULAS

_AND = frozenset("och men samt medan and but while whereas".split())
_WHERE = frozenset("där where".split())
_WHO = frozenset("som who which".split())
_PRONOUNS = frozenset("han hon den det de he she it they".split())
# After these the clause is no statement of its own, or one that depends on the one before.
_DEPENDENT = frozenset(
    """att om när då eftersom innan ifall genom så därför därmed utan varken antingen that if when because since before
    after unless whether either neither""".split()
)
_FRONTING = frozenset(
    "i på vid under inom hos bland sedan från efter före till enligt när in at on during within among since".split()
)
_PLACING = frozenset("i på vid under inom hos bland in at on during within among".split())
_OPENING = frozenset("när when".split())
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a statement says. `named` tells that its subject is a name, so that it needs nothing beside it.

    `bare` is what it says of a subject that it shares with the part before, without that; empty where it has its own.
    """

    text: str
    named: bool
    bare: str = ""


def parts(text: str, language: str) -> list[Part]:
    """What a clean statement says in coordinated clauses, each with its subject; empty where it says one thing.

    Only "och", "men", "medan" and the like, "där" and "som" after a comma part it: causes, conditions and times do not.
    """
    read = parse(text, language)
    if any(token.word in _DEPENDENT for token in read.tokens):
        return []
    cut = next(_cuts(read), None)
    if cut is None:
        return []
    first, second = cut
    found: list[Part] = []
    for part in (first, second):
        found += parts(part.text, language) or [part]
    return found if all(_says_something(part.text, language) for part in found) else []


def without_adjunct(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The statement without what it begins or ends with to say where or when, and that: ("valdes X", "På mötet")."""
    read = parse(text, language)
    verbs = [place for place, token in enumerate(read.tokens) if is_verb(token, language)]
    if read.tokens and verbs and read.tokens[0].word in _FRONTING | _OPENING:
        verb = verbs[0] if read.tokens[0].word not in _OPENING else next(iter(verbs[1:]), -1)
        if verb > 0 and language == "sv":
            yield read.text[read.tokens[verb].start :], read.text[: read.tokens[verb].start].strip(" ,")
        elif language == "en" and "," in read.text[: read.tokens[verb].start]:
            adjunct, _, core = read.text.partition(",")
            yield core.strip(), adjunct
    yield from _within_opening(read, verbs)
    for place in range(len(read.tokens) - 1, max(verbs, default=len(read.tokens)), -1):
        if read.tokens[place].word in _PLACING:
            yield read.text[: read.tokens[place].start].strip(" ,"), read.text[read.tokens[place].start :].strip(" .")


def _within_opening(read: Parsed, verbs: list[int]) -> Iterator[tuple[str, str]]:
    """Without a place within what stands before the verb: ("Till talarna hörde X", "på mötet om Y")."""
    for place in range(2, verbs[0] if verbs else 0):
        if read.tokens[place].word in _PLACING:
            start, end = read.tokens[place].start, read.tokens[verbs[0]].start
            yield read.text[:start] + read.text[end:], read.text[start:end].strip(" ,")


def _cuts(read: Parsed) -> Iterator[tuple[Part, Part]]:
    """Ways to part the statement in two, each with a subject."""
    for place in range(1, len(read.tokens) - 1):
        token = read.tokens[place]
        comma = "," in read.text[read.tokens[place - 1].end : token.start]
        if token.word in _AND:
            yield from _coordinated(read, place, comma=comma)
        elif comma and token.word in _WHERE:
            yield from _told_of(read, place)
        elif comma and token.word in _WHO:
            yield from _relative(read, place)


def _coordinated(read: Parsed, place: int, *, comma: bool) -> Iterator[tuple[Part, Part]]:
    before, after = read.tokens[:place], read.tokens[place + 1 :]
    verbs = [at for at, token in enumerate(before) if is_verb(token, read.language)]
    if not verbs or not any(is_verb(token, read.language) for token in after):
        return
    first, rest = read.text[: read.tokens[place].start].strip(" ,"), read.text[after[0].start :]
    subject = _subject(read, verbs[0])
    if is_verb(after[0], read.language):
        if subject:
            yield Part(first, _is_named(read, verbs[0])), Part(f"{subject} {rest}", _is_named(read, verbs[0]), rest)
    elif after[0].word in _PRONOUNS:
        if subject and comma:
            told = f"{subject} {read.text[after[1].start :]}"
            yield Part(first, _is_named(read, verbs[0])), Part(told, _is_named(read, verbs[0]))
    elif comma or read.tokens[place].word in ("medan", "while", "whereas", "men", "but"):
        verb = next(at for at, token in enumerate(after) if is_verb(token, read.language))
        named = any(token.capital or _is_capital(read, token.start) for token in after[:verb])
        yield Part(first, _is_named(read, verbs[0])), Part(_dated(read, verbs[0], rest), named)


def _told_of(read: Parsed, place: int) -> Iterator[tuple[Part, Part]]:
    """As "X hölls i Lund, där A talade": both, but the second only beside the first."""
    first = read.text[: read.tokens[place].start].strip(" ,")
    yield Part(first, named=False), Part(read.text[read.tokens[place + 1].start :], named=False)


def _relative(read: Parsed, place: int) -> Iterator[tuple[Part, Part]]:
    """As "Eva Lind, som bor i Lund, är ordförande": both are told of the name before "som"."""
    name = _name_before(read, place)
    end = read.text.find(",", read.tokens[place].end)
    told = read.text[read.tokens[place + 1].start : end if end > 0 else len(read.text)]
    rest = read.text[end + 1 :] if end > 0 else ""
    if name:
        first = f"{read.text[: read.tokens[place].start].strip(' ,')} {rest.strip()}".strip()
        yield Part(first, named=True), Part(f"{name} {told.strip(' .')}", named=True)


def _name_before(read: Parsed, place: int) -> str:
    begin = place
    while begin and _is_capital(read, read.tokens[begin - 1].start):
        begin -= 1
    return read.text[read.tokens[begin].start : read.tokens[place - 1].end] if begin < place else ""


def _subject(read: Parsed, verb: int) -> str:
    """What stands before the verb, where that is the subject; empty where it is a time, a place or a pronoun."""
    first = read.tokens[0]
    if not verb or first.word in _FRONTING | _PRONOUNS or preposition(read, verb - 1) in ("during", "since"):
        return ""
    return read.text[first.start : read.tokens[verb - 1].end]


def _is_named(read: Parsed, verb: int) -> bool:
    """Whether a name stands before the verb, or after "är"; a first word counts where another capital follows."""
    after = read.tokens[verb + 1 : verb + 2] if read.tokens[verb].word in COPULAS else ()
    if read.tokens[0].word in _FRONTING:
        return False
    return any(token.capital for token in (*read.tokens[1:verb], *after)) or is_name(read, 0)


def _is_capital(read: Parsed, at: int) -> bool:
    return read.text[at].isupper()


def _dated(read: Parsed, verb: int, rest: str) -> str:
    """The second clause with the time that the first begins with, where it tells none itself."""
    spans = [date for date in read.dates if date.end <= read.tokens[verb].start]
    later = [date for date in read.dates if date.start > read.tokens[verb].start]
    if not spans or later or read.tokens[0].word not in _FRONTING:
        return rest
    return f"{rest.rstrip('. ')} {read.text[: read.tokens[verb].start].strip(' ,').lower()}"


def _says_something(text: str, language: str) -> bool:
    read = parse(text, language)
    figures = len(read.dates) + len(read.numbers)
    return len(read.content) + figures >= _LEAST and any(is_verb(token, language) for token in read.tokens)


_CLEFT = re.compile(r"^Det (?:är|var|blev|blir) (?P<what>[^,.]+?) som (?P<told>[^,.]+)")


def uncleft(text: str) -> str | None:
    """The statement without "det är … som" around what it stresses; None where there is no such thing."""
    match = _CLEFT.match(text)
    if match is None:
        return None
    what, told, rest = match["what"], match["told"], text[match.end() :]
    aside = what.split()[0].casefold() in _FRONTING or what[0].isdigit()
    plain = f"{told} {what[0].lower()}{what[1:]}" if aside else f"{what} {told}"
    return f"{plain[0].upper()}{plain[1:]}{rest}"


_VIEWING = r"(?:anser|menar|tycker|skriver|säger|framhåller|understryker|betonar|påpekar|hävdar|kräver inte)"
_HOLDERS = (
    re.compile(rf",? {_VIEWING} (?P<holder>[^,.;]+?)(?=\.?$)"),
    re.compile(r"(?:^|,? )(?i:enligt) (?P<holder>[^,.;]+?)(?=\.?$|,)"),
    re.compile(rf"^(?P<holder>[^,.;]+?) {_VIEWING} att "),
    re.compile(r" (?i:enligt) (?P<holder>[^,.;]+? (?:från|i|av|om) [A-ZÅÄÖ]\w+) "),
    re.compile(r",? according to (?P<holder>[^,.;]+?)(?=\.?$|,)"),
)


def views(text: str) -> Iterator[tuple[str, str]]:
    """(whose view, the statement with "vi" in its place) for each way the statement says whose view it tells."""
    for form in _HOLDERS:
        match = form.search(text)
        if match:
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" .,")
            own = "according to us" if "according" in match.group() else "anser vi"
            yield match["holder"], f"{rest[:1].upper()}{rest[1:]}, {own}."
