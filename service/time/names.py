"""Names by their form: people and organisations, with no list of known ones."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.analysis import stop_words
from service.time.offices import offices_in

_UPPER = "A-ZÅÄÖÉÈÜÆØÁÍÓÚŠŽĆČŁÇ"
_LOWER = "a-zåäöéèüæøáíóúñçšžćčłëïôêâßý"
_TOKEN = rf"[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*|[{_UPPER}]\.|[{_UPPER}]{{2,6}}\b"
_RUN = re.compile(rf"\b(?:{_TOKEN})(?: (?:(?:de|von|af|van|der|la|el|bin|da|di|ibn|och hennes|&) )?(?:{_TOKEN}))*")
_PERSON_TOKEN = re.compile(rf"[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*|[{_UPPER}]\.")
_PARTY = re.compile(r"\s?\((?:[A-ZÅÄÖ]{1,4}|L|MP|KD|SD)\)")
_ORGANISATION_AFTER = re.compile(
    r"\s(?:kommuns?|stads?|läns?|regions?|landstings?|kommunförbunds?|förbunds?|municipality|city council|city|"
    r"county|"
    r"council|network|nätverks?|Kommuns?|Stads?|Läns?)\b"
)
_ORGANISATION_WORDS = re.compile(
    r"^(?:Region\w*|Länsstyrelsen?|Kommunförbundet|Stiftelsen?|Föreningen?|Nätverket?|Förbundet?|Myndigheten|"
    r"Landstinget|Kommunen?|Stad(?:en)?|Municipality|City|Council|Network|Association|Foundation|Institute|Agency|"
    r"Committee|Board|University|Universitet\w*|Sverige|Sveriges|Sweden|Swedish|Svenska|Norden|Europa|Europe|"
    r"European|Cities|County|Federation|Union|Alliance|Centre|Center|Forum|Högskolan?|Kommittén|Rådet|Bolaget|"
    r"Institutet|Centrum|Sällskapet|Alliansen|Unionen|Akademin|Initiative|Partnership|The|Den|Det|AB)$"
    r"|\w{3,}(?:nätverk(?:et)?|förbund(?:et)?|förening(?:en)?|sverige|stiftelse(?:n)?|regionen|kommunen|myndigheten|"
    r"verket|styrelsen|rådet|institutet|kommittén|sällskapet|bolaget|universitet(?:et)?)s?$"
)
_PLACED = re.compile(
    r"\b(?:i|inom|på|vid|hos|för|at|in|within|of|inside|av|till) (?:(?:the|det|den|nätverket|föreningen|network) )?$"
)
_PEOPLES_PREPOSITIONS = ("av ", "till ", "för ")
_PLACED_SHARE = 0.34
_LONGEST = 5
_JOINT = re.compile(r" (?:i|för|och|of|for|and|in|på) ")
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at `text[start:end]`, without a genitive's s; `end` lies after a party in brackets."""

    start: int
    end: int
    text: str
    person: bool


def names_in(text: str, organisations: frozenset[str]) -> list[NameMention]:
    """The names in order; `organisations` are folded names known to be no person's."""
    return list(_names(text, organisations))


def _names(text: str, organisations: frozenset[str]) -> Iterator[NameMention]:
    for start, end in _joined(text, list(runs_in(text)), organisations):
        run = text[start:end]
        party = _PARTY.match(text, end)
        after = _ORGANISATION_AFTER.match(text, end)
        if after and not party:
            yield NameMention(start, after.end(), text[start : after.end()], person=False)
            continue
        tokens = run.split(" ")
        person = bool(party) or (
            2 <= len(tokens) <= _LONGEST
            and fold(run) not in organisations
            and all(_PERSON_TOKEN.fullmatch(token) or token.islower() for token in tokens)
            and not any(_ORGANISATION_WORDS.match(token) for token in tokens)
        )
        yield NameMention(start, party.end() if party else end, run, person)


def _joined(text: str, runs: list[tuple[int, int]], organisations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The runs, those that a known organisation's name holds in one: "Hälsa i Norr"."""
    place = 0
    while place < len(runs):
        start, end = runs[place]
        if place + 1 < len(runs) and fold(text[start : runs[place + 1][1]]) in organisations:
            end = runs[place + 1][1]
            place += 1
        yield start, end
        place += 1


def runs_in(text: str) -> Iterator[tuple[int, int]]:
    """The places of runs of capitalised words, without a first word that is no name: "Efter Anna Berg"."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        while start < end:
            word = text[start:end].split(" ")[0]
            if not _opens(word.casefold(), text[:start]) and not offices_in(word):
                break
            start += len(word) + 1
        # "Anna Berg Ordförande": a line of a list.
        cut = (
            next((office.start for office in offices_in(text[start:end]) if office.start), None)
            if start < end
            else None
        )
        if cut is not None:
            end = start + len(text[start : start + cut].rstrip())
        if start < end:
            yield start, end


def _opens(word: str, before: str) -> bool:
    """Whether a capitalised word is no part of the name that follows; a stop word has its capital from the sentence."""
    if word in _OPENERS:
        return True
    return word in _stop_words() and (not before.strip() or before.rstrip(" ”\"'–-(")[-1:] in ".!?:\n")


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return (stop_words("sv") | stop_words("en")) - _ALSO_GIVEN_NAMES


_ALSO_GIVEN_NAMES = frozenset({"per", "dag", "will", "an", "my", "may"})
_OPENERS = frozenset(
    """
    vår vårt våra nationell nationella the our on since from until after before both today welcome dear hej tack thank
    thanks kontakt contact ny nya new nyvald vald valda former tidigare förre förra vice avgående tillträdande incoming
    outgoing styrelsen styrelse board kansli kansliet office årsmötet årsstämman stämman nätverkets nätverket
    föreningens föreningen idag nu now sedan fram som under inför redan närvarande present mötesordförande chair
    professor doktor docent kommunalrådet regionrådet kommunalråd kollegan colleague vännen ms mr mrs dr
    måndagen tisdagen onsdagen torsdagen fredagen januari februari mars april maj juni juli augusti september oktober
    november december january february march may june july august october meanwhile however samtidigt därefter
    dessutom enligt according till tills när once while following namn name uppdrag ort efterträdare successor
    källa source foto photo bild protokoll nyhetsbrev newsletter
    """.split()
)


class NameUse:
    """How texts use names: how often each stands there, and how often as a place's or an organisation's."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._placed: Counter[str] = Counter()
        self._joined: Counter[tuple[str, str]] = Counter()

    def add(self, text: str) -> None:
        """Counts the names of a text."""
        runs = list(runs_in(text))
        for (first, middle), (second, last) in pairwise(runs):
            if _JOINT.fullmatch(text[middle:second]) and " " not in text[first:middle]:
                self._joined[fold(text[first:middle]), fold(text[first:last])] += 1
        for start, end in runs:
            name = fold(text[start:end])
            self._seen[name] += 1
            before = _PLACED.search(text[max(0, start - 24) : start])
            told = before and not before.group().startswith(_PEOPLES_PREPOSITIONS)
            of_office = before and before.group().startswith("för ") and offices_in(text[max(0, start - 40) : start])
            if told or of_office:
                self._placed[name] += 1

    def packed(self) -> str:
        """The counts as text, for `merge`."""
        joined = [[*names, count] for names, count in self._joined.items()]
        return json.dumps([self._seen, self._placed, joined], ensure_ascii=False, separators=(",", ":"))

    def merge(self, packed: str) -> None:
        """Adds what another one has counted."""
        seen, placed, joined = json.loads(packed)
        self._seen.update(seen)
        self._placed.update(placed)
        for first, whole, count in joined:
            self._joined[first, whole] += count

    def organisations(self) -> frozenset[str]:
        """Folded names that the texts use as places or organisations: mostly after "i", "inom", "of"."""
        placed, seen = self._placed, self._seen
        whole = {name for (first, name), count in self._joined.items() if count >= _OFTEN and count > seen[first] / 2}
        return frozenset(name for name, count in placed.items() if count >= _PLACED_SHARE * seen[name]) | whole


def fold(name: str) -> str:
    """A name for comparing: letters folded, without the s of a genitive at each word's end."""
    words = " ".join(name.replace("’", "'").split()).casefold().split(" ")
    return " ".join(word.removesuffix("'s").removesuffix(":s").removesuffix("s") or word for word in words)


def same_name(one: str, other: str) -> bool:
    """Whether two folded names may be one: the words of one are among the other's."""
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first
