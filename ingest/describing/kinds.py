"""What kind of document it is: what it calls itself, else how it is built, else its format."""

import re
from collections.abc import Iterable, Iterator

from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.kind_forms import by_form, press_release
from ingest.describing.kind_words import Naming, loose_at, named_at, namings, to_the_press
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import YEAR
from ingest.describing.organisations import base_form, is_organisation

_TOPIC = re.compile(
    r"\b(?:om|i|pa|till|fran|med|av|mot|vid|efter|infor|ur|enligt|mellan|vad|hur|varfor|vem|nar|las|har|ar|ska|vill"
    r"|tar|ger"
    r"|far|antar|antog|presenterar|visar|slapper|lanserar|skriver|som|att|nya?|nytt|vart?|vara|din|ert?|prenumerera"
    r"|valkommen"
    r"|bestall|about|on|in|from|with|new|our|how|why|what|read|subscribe)\b"
)
"""What stands before a word that is spoken of and is no name: "Ny rapport", "Prenumerera på vårt nyhetsbrev"."""
_PARTS = re.compile(r"\s+[-|/\u00b7]+\s+|:\s+|(?<=\w)[.!?]\s+|\s*\n\s*|\s+\(|\s+'\s+")
_RANGE = re.compile(rf"\b{YEAR}\s*(?:-|/|till|to)\s*(?:{YEAR}|\d\d)\b")
_TYPE_LABEL = re.compile(r"(?:dokument(?:typ|slag)|typ av dokument|document type|type of document)\W+(?=[a-z])")
_RUN_IN = re.compile(r"[A-ZÅÄÖ ]{5,}[.:]|[A-ZÅÄÖ][a-zåäö]+:")
_DIVIDER = re.compile(r"\s[|'-]\s+(?=[a-z])")
_KIND_LINE = 160
_HEAD = 10
_SELF_NAMED = {
    Kind.STATEMENT, Kind.PRESS_RELEASE, Kind.NEWSLETTER, Kind.ANNUAL_REPORT, Kind.MINUTES, Kind.STRATEGY, Kind.REPORT,
}  # fmt: skip
_THIS = re.compile(r"\b(?:detta|denna|det har|den har|foreliggande|this|the present)\s+(?=[a-z])")
_BLOG = re.compile(r"\b(?:blogg?inlagg|gast(?:blogg|kronika)|kronika|gastinlagg|blog post|guest column)\b")
_OFFICE = re.compile(
    r"\((?:v|s|m|c|l|kd|mp|sd|fi)\)|\b(?:ordforande|kommunalrad|regionrad|kommunstyrelse\w*|chair|mayor)\b"
)
_LEAD_WORDS = 6
_ARTICLE = re.compile(r"(?:en|ett|an?) ")
_AFTER_SUBTITLE = re.compile(r"\s*(?:$|[,(]|(?:om|av|for|fran|over|mot|of|on|from|for|in|i)\b|\d)")
_LONGEST_SUBTITLE = 90
_ADJECTIVES = 2
_PLAIN_FORMS = {Kind.STATEMENT, Kind.PRESS_RELEASE, Kind.NEWSLETTER, Kind.MINUTES, Kind.ANNUAL_REPORT}
"""Kinds whose form tells more than a file that is named "brev" or "underlag"."""
_SECTION_OF_PAPER = re.compile(r"[\w ]{2,25} (?:debatt|opinion|asikt)\W*")
_APPENDED = re.compile(r"\b(?:bilaga|bilagor|bil|attachment|appendix|annex)\b")
"""A name that tells what a file was appended to rather than what it is: "Bilaga 4 till protokoll"."""
_NUMBERED = re.compile(r"[\W_]*(?:(?:nr|no|nummer|number|for|ar|aret)\b|\d|$)")
"""What follows a word for a kind that a name stands before: "Hälsonätet Årsrapport 2023"."""


def kind_of(material: Material, title: Found[str]) -> Found[Kind]:
    """The kind: from a line that names it, the title, the file's name, a self-naming, the form, the format."""
    for rule in (_by_line, _by_metadata, _by_title, _by_press_form, _by_name, _by_blog):
        if found := rule(material, title):
            return found
    if found := _by_itself(material) or by_form(material, title.value):
        return found
    if material.is_web:
        return Found(Kind.WEB_PAGE, Ground.FORMAT)
    return Found(Kind.OTHER, Ground.FORMAT)


def kind_lines(material: Material) -> Iterator[tuple[Naming, str]]:
    """The short lines of head and furniture that begin with a word for a kind: "Pressmeddelande 2020-06-11".

    Or hold it after a divider ("Samhällsmedicin · Rapport 2021:4"), after "Dokumenttyp", or before a paragraph, as
    "DEBATT." does. Items of lists are none.
    """
    for line in (*material.head[:_HEAD], *material.furniture):
        for named in _named_in(line):
            if not named.definite or line.isupper():
                yield named, line


def _named_in(line: str) -> Iterator[Naming]:
    folded = fold(line)
    if line.startswith("•"):
        return
    if _SECTION_OF_PAPER.fullmatch(folded) and not _TOPIC.search(folded):
        yield Naming(Kind.DEBATE_ARTICLE, 0, len(folded), "")
        return
    if len(line) <= _KIND_LINE and (named := to_the_press(folded)):
        yield named
        return
    if match := _TYPE_LABEL.match(folded):
        starts = [match.end()]
    elif len(line) > _KIND_LINE:
        match = _RUN_IN.match(line)
        starts = [0] if match and (first := named_at(folded, 0)) and first.end >= match.end() - 1 else []
    else:
        first_letter = re.match(r"[^a-z0-9]*", folded)
        starts = [first_letter.end() if first_letter else 0, *(each.end() for each in _DIVIDER.finditer(folded))]
    for start in starts:
        if named := named_at(folded, start):
            yield named
    if named := _subtitle(line, folded):
        yield named
    if len(line) <= _KIND_LINE:
        yield from _after_name(line, folded)


def _subtitle(line: str, folded: str) -> Naming | None:
    """The kind in a subtitle with an article: "En kunskapssammanställning", "A follow-up study 2018–2021"."""
    article = _ARTICLE.match(folded)
    if article is None or len(line) > _LONGEST_SUBTITLE or line.endswith((".", ":", "?", "!")):
        return None
    named = next(namings(folded[article.end() :]), None)
    if named is None or named.kind not in (Kind.REPORT, Kind.STRATEGY, Kind.ANNUAL_REPORT):
        return None
    lead, rest = folded[article.end() :][: named.start], folded[article.end() + named.end :]
    if len(lead.split()) > _ADJECTIVES or _TOPIC.search(lead) or not _AFTER_SUBTITLE.match(rest):
        return None
    return Naming(named.kind, article.end() + named.start, article.end() + named.end, named.word)


def _after_name(line: str, folded: str) -> Iterator[Naming]:
    """The word for a kind after an organisation's name, with nothing but its number or year behind it."""
    for named in namings(folded):
        if (
            named.start
            and _NUMBERED.match(folded, named.end)
            and is_organisation(base_form(line[: named.start].strip()))
        ):
            yield named


def _by_line(material: Material, title: Found[str]) -> Found[Kind] | None:
    for named, line in kind_lines(material):
        if (
            (fold(line) == fold(title.value) and named.word)
            or (_is_sentence(line) and not _RUN_IN.match(line))
            or not _fits(named, material)
        ):
            continue
        if loose_at(fold(line), named.start):
            continue
        return Found(named.kind, Ground.CONTENT, evidence(line))
    return None


def _is_sentence(line: str) -> bool:
    """Whether a line is running text rather than a label: it ends like a sentence and is long for a label."""
    return line.endswith(".") and len(line.split()) > 8


def _fits(named: Naming, material: Material) -> bool:
    """A page of the web stays one whatever it holds but texts that are published as such."""
    return not material.is_web or named.kind not in (Kind.OTHER, Kind.STRATEGY, Kind.REPORT, Kind.MINUTES)


def _by_metadata(material: Material, _title: Found[str]) -> Found[Kind] | None:
    for label in material.facts.labels:
        named = named_at(fold(label), 0)
        if named and named.end == len(label) and _fits(named, material):
            return Found(named.kind, Ground.METADATA, evidence(label))
    return None


def _by_title(material: Material, title: Found[str]) -> Found[Kind] | None:
    return _by_words((title.value,), title.ground, material) or _by_words(
        material.headings[:1], Ground.CONTENT, material
    )


def _by_press_form(material: Material, _title: Found[str]) -> Found[Kind] | None:
    """What gives those who write for the press somebody to call is a press release, whatever its file is named."""
    return None if material.is_web else press_release(material)


def _by_name(material: Material, title: Found[str]) -> Found[Kind] | None:
    if _APPENDED.search(fold(material.readable_name)):
        return None
    found = _by_words((material.readable_name,), Ground.NAME, material)
    if (
        found
        and found.value is Kind.OTHER
        and (built := by_form(material, title.value))
        and built.value in _PLAIN_FORMS
    ):
        return built
    return found


def _by_words(texts: Iterable[str], ground: Ground, material: Material) -> Found[Kind] | None:
    for text in texts:
        for part in _PARTS.split(fold(text)):
            named = _head_noun(part or "", text, material)
            if named and (not material.is_web or _names_page(named, text)):
                return Found(named.kind, ground, evidence(text))
    return None


def _names_page(named: Naming, title: str) -> bool:
    """Whether a web page's title names the page: "Folkhälsostrategi 2019–2025" does, "Ansökan" and plurals do not."""
    if named.kind is Kind.OTHER or re.search(
        r"(?:(?<!chart)er|erna|ar|arna|ena|meddelanden|reports|statements)$", named.word
    ):
        return False
    return named.kind in (Kind.NEWSLETTER, Kind.PRESS_RELEASE, Kind.DEBATE_ARTICLE, Kind.STATEMENT) or bool(
        re.search(YEAR, title)
    )


def _head_noun(part: str, whole: str, material: Material) -> Naming | None:
    """The first word of a title's part that names a kind, unless what stands before it makes it the part's topic."""
    for named in namings(part):
        lead = part[: named.start]
        if _TOPIC.search(lead) or len(lead.split()) > _LEAD_WORDS or (named.definite and lead.strip()):
            return None
        return named
    for match in re.finditer(r"\b\w*program(?:met)?\b|\bplan\b", part):
        lead = part[: match.start()]
        if not _TOPIC.search(lead) and (_RANGE.search(fold(whole)) or _RANGE.search(fold("\n".join(material.head)))):
            return Naming(Kind.STRATEGY, match.start(), match.end(), match[0])
        return Naming(Kind.OTHER, match.start(), match.end(), match[0]) if not lead.strip() else None
    return None


def _by_blog(material: Material, _title: Found[str]) -> Found[Kind] | None:
    """A politician's or a chair's signed column is their opinion."""
    for line in material.head[:_HEAD]:
        folded = fold(line)
        if len(line) <= 2 * _KIND_LINE and _BLOG.match(folded) and _OFFICE.search(folded):
            return Found(Kind.DEBATE_ARTICLE, Ground.CONTENT, evidence(line))
    return None


def _by_itself(material: Material) -> Found[Kind] | None:
    """The kind a document calls itself: "detta ställningstagande", "i den här rapporten"."""
    if material.is_web:
        return None
    counts: dict[Kind, list[int]] = {}
    for match in _THIS.finditer(material.folded):
        named = named_at(material.folded, match.end())
        if named and named.kind in _SELF_NAMED:
            counts.setdefault(named.kind, []).append(match.start())
    if not counts:
        return None
    kind = max(counts, key=lambda each: (len(counts[each]), -counts[each][0]))
    place = counts[kind][0]
    return Found(kind, Ground.CONTENT, evidence(material.text, place, place + 40))
