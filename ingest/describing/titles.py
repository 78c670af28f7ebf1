"""What a document is called: its own heading, else what its file says, else the file's name."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from corpus.documents import Ground, Kind, Page
from ingest.describing.folding import fold
from ingest.describing.kind_words import named_at, to_the_press
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import mentions
from ingest.describing.organisations import is_organisation, organisations_in

_PROGRAM_TITLES = re.compile(
    r"^(microsoft (word|powerpoint)|untitled|namnl[oö]s|dokument\d*$|document\d*$|powerpoint|mall\b|template)"
    r"|\.(?:docx?|pdf|indd|dotx?|odt|pptx?)$",
    re.I,
)
_TITLE_PARTS = re.compile(r"\s+[–|\-—·:»]\s+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LABEL_LINE = re.compile(
    r"(?:från|till|ämne|datum|skickat|kopia|dnr|diarienummer|sida|from|to|subject|date|sent|cc)\s*[:\s]", re.I
)
_SUBJECT = re.compile(r"(?:ämne|ärende|subject|rubrik|re|titel|title)\s*:\s*(\S.*)", re.I)
_MAIL_LINE = re.compile(r"(?:från|skickat|from|sent)\s*:", re.I)
_SECTION = re.compile(r"(?:§\s*)?1(?:\.1)?[.)]\s|§\s*\d")
"""The number of a text's first section or paragraph, which is no title of the whole."""
_LONGEST = 160
_FEW_WORDS = 3
_FIRST = 6


def title_of(material: Material) -> Found[str]:
    """The document's own heading; a title in the file's properties counts where it stands on the first page too.

    A web page's <title> counts where it has no first-level heading of its own, or one that only names the site. The
    publisher's name at the end of a title is left out.
    """
    said = [title for title in material.facts.titles if not _PROGRAM_TITLES.search(title)]
    if material.is_html:
        found = _web_title(material, said)
    else:
        found = _subject(material) or _heading(material, said) or _kind_line(material) or _first_line(material)
    if found is None and said:
        found = Found(said[0], Ground.METADATA, evidence(said[0]))
    return found or Found(_readable(material), Ground.NAME, evidence(PurePath(material.name).name))


def _web_title(material: Material, said: list[str]) -> Found[str] | None:
    plain = [(_without_site(title, material), title) for title in said]
    heading = next((text for text, level in _headings(material.pages) if level == 1), None)
    if heading and (
        not plain or not _names_site(heading, material) or fold(heading) in {fold(title) for title, _ in plain}
    ):
        return Found(heading, Ground.CONTENT, evidence(heading))
    return Found(plain[0][0], Ground.METADATA, evidence(plain[0][1])) if plain else _heading(material)


def _names_site(heading: str, material: Material) -> bool:
    """Whether a heading is but the name of the site or its publisher."""
    return any(fold(heading) == fold(name) for name in material.facts.publishers)


def _without_site(title: str, material: Material) -> str:
    """The title without the site's name at its end: one that the page names as publisher, or an organisation's."""
    parts = _TITLE_PARTS.split(title)
    last = parts[-1]
    named = any(fold(last) == fold(name) for name in material.facts.publishers)
    if len(parts) > 1 and (named or is_organisation(last) or re.fullmatch(r"[\w-]+\.[a-z]{2,}", last)):
        return title[: title.rindex(last)].rstrip(" –|-—·:»")
    return title


def _heading(material: Material, said: Sequence[str] = ()) -> Found[str] | None:
    """The highest heading of the beginning; a letterhead's name or a label ("Pressmeddelande") above it is none.

    A title in the properties that stands there in whole lines is the heading in full.
    """
    headings = [
        (text, level)
        for text, level in _headings(material.pages[:2])[:6]
        if _is_title(text) and not (_SECTION.match(text) and text not in material.head[:1])
    ]
    own = [each for each in headings if not is_organisation(each[0])]
    if len(own) > 1 and _is_label(own[0][0]):
        own = own[1:]
    if not own:
        return None
    first = set(material.head[:_FIRST])
    text = min([each for each in own if each[0] in first] or own[:1], key=lambda each: each[1])[0]
    for title in said:
        if _stands(title, material) and fold(text) in fold(title):
            text = title
    return Found(_cased(text), Ground.CONTENT, evidence(text))


def _stands(title: str, material: Material) -> bool:
    """Whether a title is whole lines of the head."""
    words = r"\s+".join(re.escape(word) for word in fold(title).split())
    return bool(words) and bool(re.search(rf"^{words}$", "\n".join(map(fold, material.head)), re.M))


def _is_label(text: str) -> bool:
    """Whether a line is but what it is and its day: "Pressmeddelande 2020-06-11"."""
    named = named_at(fold(text), 0) or to_the_press(fold(text))
    if named is None or named.kind not in (Kind.PRESS_RELEASE, Kind.DEBATE_ARTICLE):
        return False
    return named.end == len(text) or any(
        not re.search(r"\w", text[named.end : each.start] + text[each.end :]) for each in mentions(text)[:1]
    )


def _cased(text: str) -> str:
    """A title in capitals as a sentence; a name or two words stay as they are."""
    if not text.isupper() or len(text.split()) <= _FEW_WORDS:
        return text
    return re.sub(r"(?<=[.!?] )\w", lambda first: first[0].upper(), text.capitalize())


def _kind_line(material: Material) -> Found[str] | None:
    """The first line that begins with the name of a kind: "Yttrande över betänkandet …"."""
    for line in material.head:
        if _is_title(line) and named_at(fold(line), 0) and not line.endswith(".") and not _is_label(line):
            return Found(line, Ground.CONTENT, evidence(line))
    return None


def _headings(pages: tuple[Page, ...]) -> list[tuple[str, int]]:
    return [(" ".join(page.text[h.start : h.end].split()), h.level) for page in pages for h in page.headings]


def _is_title(text: str) -> bool:
    return bool(_LETTERS.search(text)) and len(text) <= _LONGEST and not _LABEL_LINE.match(text)


def _subject(material: Material) -> Found[str] | None:
    """A mail's subject."""
    if not any(_MAIL_LINE.match(line) for line in material.head[:6]):
        return None
    for line in material.head:
        if match := _SUBJECT.match(line):
            return Found(match[1].strip(), Ground.CONTENT, evidence(line))
    return None


def _first_line(material: Material) -> Found[str] | None:
    for line in material.head[:5]:
        if (
            _is_title(line)
            and len(line.split()) >= 2
            and not _is_label(line)
            and not line.endswith(".")
            and not _is_letterhead(line)
        ):
            return Found(line, Ground.CONTENT, evidence(line))
    return None


def _is_letterhead(line: str) -> bool:
    return any(line.startswith(name) for name in organisations_in(line)) and len(line.split()) <= 6


def _readable(material: Material) -> str:
    words = material.readable_name
    return words[:1].upper() + words[1:] or material.name
