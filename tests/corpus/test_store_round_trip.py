import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import PartialDate, Period
from corpus.documents import (
    Document,
    Finding,
    Ground,
    Heading,
    HiddenText,
    Hiding,
    Kind,
    Layout,
    Page,
    PageProblem,
    Provenance,
)
from corpus.store import Store

# What SQLite and JSON can hold: anything but lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
maybe = st.none() | texts
counts = st.integers(0, 99)
dates = st.builds(PartialDate, st.integers(1000, 2100)) | st.dates().map(lambda d: PartialDate(d.year, d.month, d.day))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    numbers = draw(st.lists(st.integers(1, 50), unique=True, max_size=6))
    pages = tuple(
        Page(
            number,
            draw(maybe),
            draw(texts),
            tuple(draw(st.lists(texts, max_size=3))),
            tuple(
                draw(st.lists(st.builds(Heading, st.integers(0, 9), st.integers(9, 20), st.integers(1, 6)), max_size=3))
            ),
            ocr_confidence=draw(st.none() | st.floats(0, 1)),
        )
        for number in sorted(numbers[1:])
    )
    return Document(
        id=draw(texts),
        source=draw(texts),
        title=draw(texts),
        kind=draw(st.sampled_from(Kind)),
        languages=tuple(draw(st.lists(st.sampled_from(["sv", "en", "da"]), min_size=1, max_size=2))),
        issued_on=draw(st.none() | dates),
        period=draw(st.none() | st.builds(Period, dates, dates)),
        publisher=draw(maybe),
        origin_url=draw(maybe),
        provenance=draw(st.sampled_from(Provenance)),
        content_digest=draw(texts),
        pages=pages,
        problems=tuple(PageProblem(number, draw(texts)) for number in numbers[:1]),
        findings=tuple(draw(st.lists(st.builds(Finding, texts, texts, st.sampled_from(Ground), texts), max_size=2))),
        hidden=tuple(draw(st.lists(st.builds(HiddenText, counts, st.sampled_from(Hiding), counts, texts), max_size=2))),
        layout=draw(st.builds(Layout, counts, counts, counts)),
    )


@given(documents())
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "kallan.sqlite")
        with store.transaction():
            store.put(document, "/somewhere", "digest")
        assert store.document(document.id) == document
        assert store.documents() == [document]
        store.close()
