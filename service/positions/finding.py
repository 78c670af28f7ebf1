"""Every position in the documents, found once for each state of the knowledge base."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.answers import MAX_QUOTE
from corpus.documents import Document, Kind
from corpus.passages import Sentence
from index.instructions import trusted
from service.positions.addressees import addressee_of
from service.positions.stances import Speaking, Stance, stance_of

_OWN_KINDS = frozenset({Kind.STATEMENT, Kind.DEBATE_ARTICLE})
_SHORTEST = 5
_FIRST_WORDS = 6
# "Om det är vi eniga." says nothing without the sentence before it.
_AGREES = re.compile(r"(?:Om|För|Bakom|Till) (?:det|detta)\b|(?:Det|Detta)\b")
# A line of its own that no blank line parts from the one before, or a mark of a list.
_ITEM = re.compile(r"[^\n]\n[ \t]*$|\n[ \t]*(?:[-–•*·]|\d+[.)])[ \t]*$")
# "Den ska visa …", "Det gäller också …": what is asked for goes on. "De 17 målen …" begins something of its own.
_GOES_ON = re.compile(
    r"(?:Den|Det|De|Detta|Denna|Dessa|Där|Dit|It|This|They|These|That)\s+"
    r"(?:ska|skulle|vill|gäller|bör|måste|kan|behöver|innebär|handlar|omfattar|shall|should|must|will|can|means|includes)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A position in one document: its sentences in order (more than one where those after point back at the first).

    `lead` is the line that leads into the list it stands in, None outside lists.
    """

    sentences: tuple[Sentence, ...]
    document: Document
    stance: Stance
    addressee: str | None
    lead: Sentence | None

    @property
    def text(self) -> str:
        """The sentences, joined by spaces."""
        return " ".join(" ".join(sentence.text.split()) for sentence in self.sentences)


def network_names(documents: Iterable[Document]) -> tuple[str, ...]:
    """The names of who speaks: the publisher of most documents; empty where none is told."""
    counts = Counter(document.publisher for document in documents if document.publisher)
    return (counts.most_common(1)[0][0],) if counts else ()


def find_positions(documents: Sequence[Document], sentences_of: Callable[[str], Sequence[Sentence]]) -> list[Found]:
    """The positions of all documents, in the documents' order and within each in its own."""
    names = network_names(documents)
    found: list[Found] = []
    for document in documents:
        found += _in_document(document, trusted(sentences_of(document.id)), _speaking(document, names))
    return found


def _speaking(document: Document, names: tuple[str, ...]) -> Speaking:
    """In another publisher's report only the network's name counts; its own texts and debate articles say "vi"."""
    return Speaking(names, own=document.kind in _OWN_KINDS)


def _in_document(document: Document, sentences: Sequence[Sentence], speaking: Speaking) -> Iterator[Found]:
    foreign = document.publisher not in (None, *speaking.names) and not speaking.own
    lead: tuple[Sentence, Stance] | None = None
    at = 0
    while at < len(sentences):
        sentence = sentences[at]
        at += 1
        text = " ".join(sentence.text.split())
        if lead and not _in_list(sentence, lead[0], document):
            lead = None
        stance = _stance(text, speaking, sentence.language, foreign=foreign)
        if text.endswith(":") and len(text.split()) > 2:
            lead = (sentence, stance) if stance else None
            continue
        # An item whose first words take a stance needs no lead to be understood, and may come after the list.
        first = " ".join(text.split()[:_FIRST_WORDS])
        led = None if _stance(first, speaking, sentence.language, foreign=foreign) else lead
        if led is not None:
            stance = led[1]
        if stance is None or _is_heading(sentence, document):
            continue
        group = [sentence]
        while at < len(sentences) and _continues(group, sentences[at], speaking):
            group.append(sentences[at])
            at += 1
        yield Found(tuple(group), document, stance, addressee_of(text), led[0] if led else None)


def _stance(text: str, speaking: Speaking, language: str, *, foreign: bool) -> Stance | None:
    if len(text.split()) < _SHORTEST - 1:
        return None
    if foreign and not any(name in text for name in speaking.names):
        return None
    return stance_of(text, speaking, language)


def _continues(group: Sequence[Sentence], sentence: Sentence, speaking: Speaking) -> bool:
    """Whether a sentence only goes on with the one before: it points back and takes no stance with a subject."""
    last = group[-1]
    together = last.passage_id == sentence.passage_id and last.headings == sentence.headings
    if not together or len(group) > 1:
        return False
    if len(sentence.text.split()) <= _SHORTEST and _AGREES.match(sentence.text):
        return True
    if not _GOES_ON.match(sentence.text):
        return False
    length = sum(len(each.text) for each in group) + len(sentence.text)
    return (
        length < MAX_QUOTE and stance_of(sentence.text, Speaking(speaking.names, own=False), sentence.language) is None
    )


def _in_list(sentence: Sentence, lead: Sentence, document: Document) -> bool:
    """Whether it is an item of the list, or follows on one: under the same heading, on a line of its own."""
    if sentence.headings != lead.headings:
        return False
    span = sentence.spans[0]
    page = document.page(span.page)
    before = page.text[: span.start] if page else ""
    follows = sentence.position == lead.position + 1
    top = span.page != lead.spans[-1].page and not before.strip()
    return follows or top or bool(_ITEM.search(before))


def _is_heading(sentence: Sentence, document: Document) -> bool:
    span = sentence.spans[0]
    page = document.page(span.page)
    return page is not None and any(h.start <= span.start and span.end <= h.end for h in page.headings)
