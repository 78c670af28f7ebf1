"""Who issued a document, where it names them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import PurePath

from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.kind_words import named_at
from ingest.describing.material import Found, Material, evidence
from ingest.describing.organisations import base_form, in_ordinary_case, is_organisation, organisations_in

_TITLE_PARTS = re.compile(r"\s+[–|\-—·:»]\s+")
_ABBREVIATED = r"((?:[A-ZÅÄÖ][\w-]+|och|för|i|av|of|and|the)(?: (?:[A-ZÅÄÖ][\w-]+|och|för|i|av|of|and|the))*) \(({})\)"
_LEADING_LINK = re.compile(r"^(?:och|för|i|av|of|and|the|har) ")
_LABEL = re.compile(
    r"^\W*(?:utgivare|avsandare|utgiven av|utges av|utgiv\w* av|ansvarig (?:utgivare|organisation|myndighet)"
    r"|organisation|huvudman|publicerad av|publisher"
    r"|published by|issued by|arbetsgivare|producerad av)\b\s*:?\s*|^(?:fran|from|avs)\s*:\s*"
)
_IN_PAPER = re.compile(
    r"\b(?:debattartikel|debattinlagg|debatt|replik|insandare|publicera[dt]\w*|infor[dt]|blogginlagg|op-ed|published|article)\s+(?:i|pa|in|on)\s+"
)
_PAPER = re.compile(r"((?:[A-ZÅÄÖ][\wåäö-]*|[\w-]+\.(?:se|org|nu|com))(?: [A-ZÅÄÖ][\wåäö-]*)*)")
_ABOUT = re.compile(r"^(?:om|about) ")
_DESCRIBES = re.compile(r"^ är (?:ett|en|den|det)\b|^ is (?:a|an|the)\b")
_SOURCE = re.compile(r"\b(?:källa|source): ", re.I)
_RECIPIENT = re.compile(r"(?:Till|To) [A-ZÅÄÖ]|Mottagare\b|Remiss från\b")
_LINE_PARTS = re.compile(r"\s+[\u00b7|\u2013\u2014/\u203a-]\s+|,\s+")
_ENOUGH = 4.0
_ALONE = 2.0
"""What is enough for an organisation that a document names more than any other."""
_CLEARLY = 1.5
_LONGEST_SHORT = 6
_ABOUT_LINE = 60
_TO = re.compile(r"\b(?:till|to)\s+$", re.I)
_OPENING = 3000
Add = Callable[[str, float, Ground, str], None]
"""Takes a name, its weight, where it stands, and the words."""


def publisher_of(material: Material, kind: Kind) -> Found[str] | None:
    """Who issued it; None where nothing in it says so.

    A label and, for an article, the paper it stood in say it outright. Otherwise what is named as one who issues is
    named (a letterhead, a copyright line, metadata, the text's last line) weighs most, and how often it is named.
    """
    if kind is Kind.DEBATE_ARTICLE:
        return _paper(material) or _weighed(material, papers=True)
    return _labelled(material) or _weighed(material)


def _paper(material: Material) -> Found[str] | None:
    for line in (*material.head, *material.tail, *material.furniture):
        for match in _IN_PAPER.finditer(fold(line)):
            if paper := _PAPER.match(line, match.end()):
                return Found(paper[1], Ground.CONTENT, evidence(line, match.start(), paper.end()))
    return None


def _labelled(material: Material) -> Found[str] | None:
    for line in (*material.head, *material.furniture, *material.lines):
        match = _LABEL.match(fold(line)) if len(line) <= 160 else None
        if match and (name := next(organisations_in(line[match.end() : match.end() + 80]), None)):
            return Found(name, Ground.CONTENT, evidence(line))
    return None


def _weighed(material: Material, *, papers: bool = False) -> Found[str] | None:
    weights: dict[str, float] = defaultdict(float)
    origin: dict[str, Found[str]] = {}

    spelled: dict[str, str] = {}

    def add(name: str, weight: float, ground: Ground, words: str) -> None:
        if name.isupper() and len(name) <= _LONGEST_SHORT:
            name = spelled.setdefault(name, _in_full(name, material) or name)
        weights[name] += weight
        origin.setdefault(name, Found(name, ground, evidence(words)))

    _from_metadata(material, add)
    if not papers:
        _from_places(material, add)
        _from_text(material, add)
    if not weights:
        return _spelled_out(material)
    best = max(weights, key=lambda name: (weights[name], -list(weights).index(name)))
    others = max((weight for name, weight in weights.items() if name != best), default=0.0)
    enough = _ALONE if weights[best] >= _CLEARLY * others else _ENOUGH
    return origin[best] if weights[best] >= enough else _spelled_out(material)


def _from_metadata(material: Material, add: Add) -> None:
    for name in material.facts.publishers:
        if is_organisation(name) or (material.is_web and material.text.count(name) > 1):
            add(name, 5, Ground.METADATA, name)
    for title in material.facts.titles:
        last = _TITLE_PARTS.split(title)[-1]
        if last != title and is_organisation(last):
            add(last, 4, Ground.METADATA, title)


def _from_places(material: Material, add: Add) -> None:
    """Letterheads, footers and the last lines: where those who issue a document put their name."""
    for number, line in enumerate(material.head[:6]):
        for name, whole, begins in _names_of(line):
            add(
                name, (6 if number == 0 else 4) if whole else 4 if number == 0 and begins else 1.5, Ground.CONTENT, line
            )
    for line in (*material.furniture, *material.tail):
        for name, whole, _ in _names_of(line):
            add(name, 4 if whole else 2, Ground.CONTENT, line)
    for line in material.head:
        if match := _SOURCE.search(line):
            name = line[match.end() :].split(",")[0].split(" (")[0].strip()
            if is_organisation(name):
                add(name, 6, Ground.CONTENT, line)


def _names_of(line: str) -> Iterator[tuple[str, bool, bool]]:
    """The organisations of a line, whether each is a whole part of it, and whether it begins one."""
    for part in _LINE_PARTS.split(line):
        named = named_at(fold(part), 0)
        if is_organisation(part) and not (named and " " in part[named.end :].strip()):
            yield base_form(in_ordinary_case(part)), True, True
        elif not _RECIPIENT.match(part):
            for name in organisations_in(part[:120]):
                if not _TO.search(part[: part.find(name)]):
                    yield name, False, part.startswith(name)


def _from_text(material: Material, add: Add) -> None:
    """Names in running text count a little each time; one that the text describes ("X är ett nätverk …") more."""
    counted: dict[str, int] = defaultdict(int)
    for name in organisations_in(material.text):
        counted[name] += 1
    for name, times in counted.items():
        place = material.text.find(name)
        add(name, min(times, 5) * 0.75, Ground.CONTENT, material.text[max(0, place - 60) : place + 120])
        if _DESCRIBES.match(material.text[place + len(name) : place + len(name) + 12]):
            add(name, 1.5, Ground.CONTENT, material.text[place : place + 120])
    for line, following in zip(material.lines, material.lines[1:], strict=False):
        if len(line) <= _ABOUT_LINE and _ABOUT.match(fold(line)):
            for about in (*organisations_in(line), *organisations_in(following[:120])):
                add(about, 3, Ground.CONTENT, f"{line} {following}")
                break


def _spelled_out(material: Material) -> Found[str] | None:
    """The organisation whose abbreviation begins the file's name, where the text spells it out."""
    first = re.split(r"[-_ ]", PurePath(material.name).stem)[0]
    name = _in_full(first.upper(), material) if 2 <= len(first) <= _LONGEST_SHORT else None
    return Found(name, Ground.CONTENT, evidence(f"{name} ({first.upper()})")) if name else None


def _in_full(short: str, material: Material) -> str | None:
    """What an abbreviation stands for, where the text says it: "Sveriges Kommuner och Landsting (SKL)"."""
    match = re.search(_ABBREVIATED.format(re.escape(short)), material.text[:_OPENING])
    return _LEADING_LINK.sub("", match[1]) if match else None
