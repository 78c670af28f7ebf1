"""The marks of every sentence that could be quoted, and of what is quoted, hold its words and nothing else."""

import json
from functools import cache
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.errors import UnreadableFile
from corpus.passages import Span
from corpus.places import Box, marks_of
from index.protocols import Embedder
from index.splitting import split
from ingest.read import READER_VERSION, read_document
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder, ingest
from service.knowledge_base import Question
from tests.making import first_language
from tests.pictures.spelling import normal, spelled

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "corpus" / "documents"
SHARED = ROOT.parent / "shared"
PDFS = [*sorted(SHIPPED.glob("*.pdf")), *sorted((SHARED / "corpus").glob("*.pdf"))]
QUESTIONS = SHARED / "evals" / "questions-dev.jsonl"
OWN = (
    "Hur stora var nätverkets intäkter under 2024?",
    "Vad ska samlingen för social hållbarhet leda till?",
    "Vad föreslår nätverket om skillnaderna i livsvillkor?",
    "Vad säger ställningstagandet om folkhälsan och framtiden?",
    "Vilka temagrupper finns det?",
    "Hur många medlemmar har nätverket?",
)


@cache
def document_of(path: Path) -> Document | None:
    """None for the scan: PDFium knows nothing of its text. tests/ingest/test_ocr.py looks at its marks."""
    try:
        document = read_document(path, document_id=path.stem, source=path.name, entry=None)
    except UnreadableFile:  # there is no program to read it
        return None
    return None if any(page.ocr_confidence is not None for page in document.pages) else document


def marks(document: Document, span: Span) -> tuple[Box, ...]:
    page = document.page(span.page)
    assert page is not None
    assert page.places is not None
    return marks_of(page.places.boxes(), span.start, span.end)


def wrong(path: Path, document: Document, spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    """What the spans say and what their marks hold, where the two differ."""
    found = []
    for span in spans:
        page = document.page(span.page)
        assert page is not None
        said = normal(page.text[span.start : span.end])
        held = spelled(path.read_bytes(), span.page, marks(document, span))
        if held != said:
            found.append((said, held))
    return found


@pytest.mark.parametrize("path", PDFS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_sentence_is_marked_whole_and_alone(path: Path) -> None:
    document = document_of(path)
    if document is None:
        pytest.skip("a scan")
    sentences = split(document, first_language).sentences
    assert sentences
    assert [each for sentence in sentences for each in wrong(path, document, sentence.spans)] == []


def cited(folder: Path, data: Path, questions: list[str], embedder: Embedder) -> int:
    """How many citations of PDFs the questions gave; each is checked."""
    ingest(
        DataFolder(data),
        [folder],
        embedder,
        lambda path, known, source, entry: read_document(path, document_id=known, source=source, entry=entry),
        READER_VERSION,
        first_language,
    )
    knowledge_base = IndexedKnowledgeBase(DataFolder(data), embedder)
    count = 0
    for question in questions:
        for citation in knowledge_base.ask(Question(question)).citations:
            path = folder / citation.document.source
            if path.suffix == ".pdf" and citation.ocr_confidence is None:
                document = document_of(path)
                assert document is not None
                assert wrong(path, document, citation.spans) == []
                count += 1
    return count


def test_what_the_shipped_documents_are_quoted_with_is_marked(tmp_path: Path, embedder: Embedder) -> None:
    assert cited(SHIPPED, tmp_path, list(OWN), embedder) > 3


@pytest.mark.skipif(not QUESTIONS.is_file(), reason="the shared documents are not beside the repository")
def test_what_the_dev_questions_quote_is_marked(tmp_path: Path, embedder: Embedder) -> None:
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert cited(SHARED / "corpus", tmp_path, questions, embedder) > 10
