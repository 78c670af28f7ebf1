"""The offices a text names: ordförande, nationell koordinator, värdkommun, board chair."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its Swedish base form, with what comes before it in a compound ("folkhälso") and whether a deputy's.

    `organisation` tells whether an organisation holds it and no person.
    """

    base: str
    prefix: str = ""
    deputy: bool = False
    organisation: bool = False

    def answers(self, asked: "Office") -> bool:
        """Whether a holder of this one is one of that: "koordinator" is met by a "projektkoordinator"."""
        return (
            self.base == asked.base
            and self.deputy == asked.deputy
            and (not asked.prefix or self.prefix == asked.prefix)
        )


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office at `text[start:end]`, its adjectives included.

    `coming` and `past` tell whether it is called new or former; `others` are offices the same English word may mean.
    """

    start: int
    end: int
    office: Office
    coming: bool = False
    past: bool = False
    others: tuple[Office, ...] = ()


_WORD = re.compile(r"[^\W\d_]+(?:[-.:’'][^\W\d_]+)*\.?")
_INFLECTION = re.compile(r"(?:n|en|et|s|ns|ens|ets|r|er|ar|na|erna|arna|rna|ernas|arnas|rnas|e|es)?")
_OF_OFFICE = re.compile(
    r"s?(?:skap|post|roll|uppdrag|klubb|stol|tjänst|jobb|befattning|byte|skifte)(?:en|et|e|s|a|an)?s?",
)
_COMPOUND_HEADS = 5
_DEPUTY = re.compile(
    r"(?:\b(?:vice|ställföreträdande|biträdande|andre|förste|deputy|assistant|co)[\s-]+(?:vice\s+)?)$", re.I
)
_COMING = re.compile(
    r"\b(?:nya?|nyvalda?|nytillträdda?|tillträdande|blivande|nästa|new|incoming|newly[ -](?:elected|appointed)|"
    r"next)\s+"
    r"(?:[\wåäöÅÄÖ]+[aen]?\s+)?$",
    re.I,
)
_PAST = re.compile(
    r"\b(?:tidigare|förre|förra|förutvarande|dåvarande|avgående|f\.?\s?d\.?|former|previous|past|outgoing|then|"
    r"ex)[\s-]+"
    r"(?:[\wåäöÅÄÖ]+[aeln]\s+)?$",
    re.I,
)
# Who is host of a meeting is host for a day.
_OF_EVENT = re.compile(
    r"(?: för| of| at| vid)?(?: (?:the|our|vår|vårt|årets|nätverkets|föreningens|annual|årliga|nationella|a|en|"
    r"ett|its|network’s))*"
    r" (?:\w+ )?\w*(?:konferens|möte|conference|meeting|seminari|seminar|forum|webbinari|webinar|workshop|"
    r"evenemang|event|summit|"
    r"träff|nätverksdag|årsstämma)\w*",
    re.IGNORECASE,
)
_NEAR = 40


@lru_cache(maxsize=4096)
def offices_in(text: str) -> tuple[OfficeMention, ...]:
    """The offices that a text names, in order."""
    folded = text.lower()
    if not any(head in folded for head in _any_heads()):
        return ()
    found: list[OfficeMention] = []
    for start, end, named in _named(text):
        if named[0].organisation and _OF_EVENT.match(text, end):
            continue
        before = text[max(0, start - _NEAR) : start]
        deputy = _DEPUTY.search(before)
        if deputy:
            named = tuple(Office(each.base, each.prefix, True, each.organisation) for each in named)  # noqa: PLW2901
            before = before[: deputy.start()]
        begin = start - (len(deputy.group()) if deputy else 0)
        adjectives = _COMING.search(before) or _PAST.search(before)
        found.append(
            OfficeMention(
                begin - (len(adjectives.group()) if adjectives else 0),
                end,
                named[0],
                coming=bool(_COMING.search(before)),
                past=bool(_PAST.search(before)),
                others=named[1:],
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _any_heads() -> tuple[str, ...]:
    """What any mention holds: most sentences hold none, and are done with at once."""
    heads = {form.split(" ")[0].removesuffix("e").lower() for form, _ in _forms()}
    return tuple(head for head in sorted(heads) if not any(other != head and other in head for other in heads))


def _named(text: str) -> Iterator[tuple[int, int, tuple[Office, ...]]]:
    words = list(_WORD.finditer(text))
    skip = 0
    for place, match in enumerate(words):
        if place < skip:
            continue
        for length in (3, 2):
            phrase = words[place : place + length]
            known = (
                _phrases().get(" ".join(word.group().casefold() for word in phrase)) if len(phrase) == length else None
            )
            if known and text[phrase[0].start() : phrase[-1].end()].count("\n") == 0:
                yield match.start(), phrase[-1].end(), known
                skip = place + length
                break
        else:
            end = match.end() - (1 if match.group().endswith(".") else 0)
            single = _of_word(text[match.start() : end].casefold())
            if single:
                yield match.start(), end, single


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[Office, ...]:
    exact = _phrases().get(word)
    if exact:
        return exact
    for head, office in _heads():
        at = word.rfind(head)
        ending = word[at + len(head) :]
        if at < 0 and head.endswith("are"):
            # "projektledarrollen"
            at, ending = word.rfind(head[:-1]), word[word.rfind(head[:-1]) + len(head) - 1 :]
            if not _OF_OFFICE.fullmatch(ending):
                continue
        if at < 0 or not (_INFLECTION.fullmatch(ending) or _OF_OFFICE.fullmatch(ending)):
            continue
        before = word[:at].rstrip("-")
        if before in ("vice", "v"):
            return (Office(office.base, "", True, office.organisation),)
        if not before:
            # "värden" is oftener a value than the host.
            return () if office.organisation and word == f"{head}en" and head == office.base else (office,)
        if len(before) >= _COMPOUND_HEADS - 2 and not office.organisation and len(head) >= _COMPOUND_HEADS - 1:
            return (Office(office.base, before.removesuffix("s"), False, office.organisation),)
    return ()


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[str, Office], ...]:
    """Swedish words that take endings and stand last in compounds, the longest first."""
    return tuple(
        sorted(((form, kinds[0]) for form, kinds in _forms() if form.isalpha()), key=lambda pair: -len(pair[0]))
    )


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[Office, ...]]:
    return dict(_forms())


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, tuple[Office, ...]], ...]:
    found: dict[str, tuple[Office, ...]] = {}
    for line in resources.files("service.time").joinpath("words", "offices.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, others = line.partition(":")
        office = Office(name.split("[")[0].strip(), organisation="[" in name)
        for form in (office.base, *(other.strip() for other in others.split(","))):
            for shape in {form, f"{form}s", form.removesuffix("y") + "ies" if form.endswith("y") else form}:
                found[shape] = (*found.get(shape, ()), office)
    return tuple(found.items())
