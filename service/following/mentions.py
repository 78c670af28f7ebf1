"""Who, what and when a text mentions, told by form alone: capitalised words, years, names of offices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis import stop_words
from service.following.words import WORDS

_UPPER, _LOWER = "A-ZÅÄÖÉÜÆØ", "a-zåäöéèüæøáíóúñç"
_PART = rf"(?:[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*|[{_UPPER}]{{2,6}}\b|[IVX]+\b)"
_NAME = re.compile(rf"\b{_PART}(?::s)?(?: (?:(?:de|von|af|van|der|för|och|of|and|for|the) (?=[{_UPPER}]))?{_PART})*")
_ROLE_BETWEEN = re.compile(r" (?:och|and) ")
_ORGANISATION = re.compile(
    r"(?:^|\s)(?:Region|Regionen|Stiftelsen|Föreningen|Nätverket|Myndigheten|Kommunen|City|Council|Network|Association|"
    r"Foundation|Institute|Agency|Committee|Board|University|Sverige|Sveriges|Sweden|Svenska|Cities|County|Union|"
    r"Economy|Wellbeing|Tool|Week|Project|Programme|Report|Conference|Forum|Generation|Agenda|Fas|Phase|Campus|Lab|Public|Social|European|Consensus|Health|Samhälle)(?:\s|$)"
    r"|\w{3,}(?:nätverket|förbundet|föreningen|sverige|stiftelsen|regionen|kommunen|myndigheten|verket|styrelsen|rådet|"
    r"kommissionen|institutet|kommittén|bolaget|universitet|kommun|stad|län)(?:\s|$)"
)
_BODY_AFTER = re.compile(r"\s(?:kommun|stad|län|landsting|municipality|city|county|council)s?\b", re.IGNORECASE)
_PLACED_BEFORE = re.compile(r"\b(?:i|på|hos|inom|in|at|within)\s$")
_GENITIVE = re.compile(r"(?::s|['’]s)$")
_TITLES = frozenset("professor docent doktor dr mr mrs ms kommunalrådet regionrådet minister".split())
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `text[start:end]`, without a genitive's s."""

    start: int
    end: int
    text: str
    person: bool


def names_in(text: str) -> list[Mention]:
    """The names in order; persons' are two words or more that no place or organisation is called."""
    return [mention for mention in _names(text) if len(mention.text) <= _LONGEST]


def people_in(text: str) -> list[str]:
    """The persons named, in order, each once."""
    return list(dict.fromkeys(mention.text for mention in names_in(text) if mention.person))


def _names(text: str) -> Iterator[Mention]:
    for match in _NAME.finditer(text):
        for start, end in _cut(text, *match.span()):
            body = _BODY_AFTER.match(text, end)
            if body:
                yield Mention(start, body.end(), text[start : body.end()], person=False)
                continue
            name = _GENITIVE.sub("", text[start:end])
            yield Mention(start, start + len(name), name, _is_person(text, start, name))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run without words that only stand first in a sentence or name an office; two persons are two."""
    for word in list(re.finditer(r"\S+", text[start:end])):
        low = word.group().casefold().removesuffix(":s")
        capitals = word.group().isupper() and len(word.group()) > 1
        if not capitals and (low in _TITLES or low in stop_words("sv") or low in stop_words("en") or _is_office(low)):
            continue
        start += word.start()
        break
    else:
        return
    parts = _ROLE_BETWEEN.split(text[start:end])
    if len(parts) > 1 and all(len(part.split()) >= 2 for part in parts):
        at = start
        for part in parts:
            at = text.index(part, at)
            yield at, at + len(part)
    else:
        yield start, end


def _is_office(low: str) -> bool:
    return any(WORDS[language].office.fullmatch(low) for language in WORDS)


def _is_person(text: str, start: int, name: str) -> bool:
    parts = name.split(" ")
    return (
        2 <= len(parts) <= 5
        and not any(part.isupper() or part in ("för", "och", "of", "and", "for", "the") for part in parts)
        and not _ORGANISATION.search(name)
        and not _PLACED_BEFORE.search(text[max(0, start - 8) : start])
    )


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's by its form, and not a municipality's or a region's."""
    return _ORGANISATION.search(name) is not None and not re.search(
        r"\b(?:Region|Kommun|City)|(?:kommun|stad|län)$", name
    )


def office_in(text: str, language: str) -> str | None:
    """The first office the text names, its ending taken off ("koordinatorn"); None where there is none."""
    match = WORDS[language].office.search(text.casefold())
    if match is None:
        return None
    found = "host" if match.group() == "hosts" else match.group()
    if language == "sv":
        found = found.replace("nationella ", "nationell ")
        found = re.sub(r"(ordförande|projektledare|samordnare|kassör)n$", r"\1", found)
        found = re.sub(r"(koordinator|direktör|värd|chef|rektor|kommun|region)e?n$", r"\1", found)
    return found


def time_in(text: str, language: str) -> tuple[int, int] | None:
    """Where the text first names a time ("under 2024", "i dag", "in April 2023"); None where it names none."""
    match = WORDS[language].time.search(text.casefold())
    return match.span() if match else None
