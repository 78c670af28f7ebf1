"""What the reading of a document found: for people and programs, from the store alone."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document
from corpus.errors import NotFound
from corpus.relations import Related, Relation
from corpus.store import Store
from index.instructions import is_instruction


class Tie(StrEnum):
    """How a document stands to another, seen from the one."""

    DUPLICATE_OF = "duplicate_of"
    SIMILAR_TO = "similar_to"
    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded_by"


@dataclass(frozen=True, slots=True)
class Tied:
    """Another document, how this one stands to it, and how much of their texts they share, from 0 to 1."""

    tie: Tie
    id: str
    source: str
    title: str
    similarity: float


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A document with what was found in reading it.

    `languages` holds each language's share of the passages' characters, the largest first; `ocr_pages` the confidence
    (from 0 to 1) of each page that was read from a picture, by its number; `parallels` how many sentences are linked
    to one that says the same in another language; `to_machines` the sentences that speak to a machine and are never
    quoted, each with its page.
    """

    document: Document
    words: int
    furniture_lines: int
    ocr_pages: dict[int, float]
    languages: dict[str, float]
    passages: int
    parallels: int
    ties: tuple[Tied, ...]
    to_machines: tuple[tuple[int, str], ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, those that could not be read among them."""
        return len(self.document.pages) + len(self.document.problems)


def report_of(store: Store, document_id: str) -> DocumentReport:
    """The report on a document; raises NotFound."""
    document = store.document(document_id)
    if document is None:
        raise NotFound("Dokumentet finns inte. Det kan ha tagits bort.")
    passages = store.passages_of(document_id)
    sizes: Counter[str] = Counter()
    for passage in passages:
        sizes[passage.language] += len(passage.text)
    return DocumentReport(
        document=document,
        words=sum(len(page.text.split()) for page in document.pages),
        furniture_lines=sum(len(page.furniture) for page in document.pages),
        ocr_pages={page.number: page.ocr_confidence for page in document.pages if page.ocr_confidence is not None},
        languages={language: size / sizes.total() for language, size in sizes.most_common()},
        passages=len(passages),
        parallels=len(store.ties.parallels(document_id)),
        ties=ties_of(store, document_id),
        to_machines=tuple(
            (sentence.spans[0].page, " ".join(sentence.text.split()))
            for sentence in store.sentences(passage.id for passage in passages)
            if is_instruction(sentence.text)
        ),
    )


def ties_of(store: Store, document_id: str) -> tuple[Tied, ...]:
    """How a document stands to others."""
    found = []
    for each in store.ties.relations(document_id):
        other = store.facts_of(each.seen_from(document_id))
        if other is not None:
            found.append(Tied(_tie(each, document_id), other.id, other.source, other.title, each.similarity))
    return tuple(sorted(found, key=lambda tied: (list(Tie).index(tied.tie), tied.source)))


def _tie(related: Related, document_id: str) -> Tie:
    if related.relation is Relation.SUPERSEDES:
        return Tie.SUPERSEDES if related.document_id == document_id else Tie.SUPERSEDED_BY
    return Tie.DUPLICATE_OF if related.relation is Relation.DUPLICATE else Tie.SIMILAR_TO
