"""What holds for every document: parts are spans of its pages, in order, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Heading, Page
from corpus.passages import Passage, Sentence, Span, text_of
from index.splitting import Parts, split
from tests.making import first_language, make_document

WORDS = (
    "vi kommunen Örebro arbetar för att ö å äldre bl.a. t.ex. kl. 10.30 nr 5 A. B. Svensson WHO:s den 12 april 2024 "
    "hälsa, jämlik m.m. 878 050 50 % ”trygg” fas … – och e-post info@hc.se Ä Mötet på-fasta U.S. 1. Á\u0301 🙂"
).split()
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
sentences = st.builds(str.__add__, words, st.sampled_from([".", "!", "?", "…", ".”", ":", "", "ö.", "..."]))
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(" ".join)
marks = st.sampled_from(["• ", "– ", "- ", "* ", "", "  "])
lists = st.lists(st.builds(str.__add__, marks, words), min_size=1, max_size=6).map("\n".join)
headings = st.builds(lambda level, text: "#" * level + " " + text, st.integers(1, 4), words)
blocks = st.lists(st.one_of(paragraphs, lists, headings), max_size=8)


def page_of(number: int, drawn: list[str]) -> Page:
    """A page of blocks; "## x" is a heading of level 2. Unlike `make_page`, a "#" within the text means nothing."""
    text, found = "", list[Heading]()
    for block in drawn:
        level = len(block) - len(block.lstrip("#"))
        clean = block[level:].strip() if level else block
        text += "\n\n" if text else ""
        if level:
            found.append(Heading(len(text), len(text) + len(clean), level))
        text += clean
    return Page(number, None, text, headings=tuple(found))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Pages of blocks; a page break may cut a paragraph between any two words, and a page may be missing."""
    pages: list[list[str]] = draw(st.lists(blocks, min_size=1, max_size=4))
    for before, after in zip(pages, pages[1:], strict=False):
        if draw(st.booleans()):
            whole = draw(paragraphs).split(" ")
            cut = draw(st.integers(0, len(whole)))
            before.extend(filter(None, [" ".join(whole[:cut])]))
            after[:0] = filter(None, [" ".join(whole[cut:])])
    missing = draw(st.none() | st.integers(1, len(pages)))
    base = make_document("x")
    fields = {name: getattr(base, name) for name in base.__dataclass_fields__}
    made = [page_of(number, drawn) for number, drawn in enumerate(pages, 1) if number != missing]
    return Document(**{**fields, "pages": tuple(made)})


def texts_of(document: Document) -> dict[int, str]:
    return {page.number: page.text for page in document.pages}


def covered(span: Span) -> set[tuple[int, int]]:
    return {(span.page, place) for span in [span] for place in range(span.start, span.end)}


def places(part: Passage | Sentence) -> set[tuple[int, int]]:
    return set().union(*(covered(span) for span in part.spans))


def key(span: Span) -> tuple[int, int]:
    return (span.page, span.start)


@given(documents())
def test_every_text_is_its_spans(document: Document) -> None:
    parts, texts = split(document, first_language), texts_of(document)
    for part in (*parts.passages, *parts.sentences):
        assert part.text == text_of(part.spans, texts)
        assert part.text.strip() == part.text != ""
        assert 1 <= len(part.spans) <= 2
        assert all(0 <= span.start < span.end <= len(texts[span.page]) for span in part.spans)
        if len(part.spans) == 2:
            first, second = part.spans
            assert second.page == first.page + 1
            # Between the two there is nothing to read.
            assert not texts[first.page][first.end :].strip()
            assert not texts[second.page][: second.start].strip(" \n•")


@given(documents())
def test_sentences_stand_in_their_passage_in_order_without_overlap(document: Document) -> None:
    parts = split(document, first_language)
    by_id = {passage.id: passage for passage in parts.passages}
    for sentence in parts.sentences:
        assert places(sentence) <= places(by_id[sentence.passage_id])
        assert sentence.headings == by_id[sentence.passage_id].headings
    for row in (parts.sentences, parts.passages):
        spans = [span for part in row for span in part.spans]
        assert spans == sorted(spans, key=key)
        assert all(a.page != b.page or a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    owners = [by_id[sentence.passage_id].position for sentence in parts.sentences]
    assert owners == sorted(owners)
    assert set(owners) == set(range(len(parts.passages)))


@given(documents())
def test_no_word_is_lost_or_said_twice(document: Document) -> None:
    parts = split(document, first_language)
    said = [place for sentence in parts.sentences for place in places(sentence)]
    assert len(said) == len(set(said))
    for page in document.pages:
        in_headings = {place for heading in page.headings for place in range(heading.start, heading.end)}
        for place, letter in enumerate(page.text):
            if letter.isalnum() and place not in in_headings:
                assert (page.number, place) in said


@given(documents())
def test_a_heading_is_quoted_whole_and_alone_or_not_at_all(document: Document) -> None:
    parts = split(document, first_language)
    headings = {(page.number, each.start, each.end) for page in document.pages for each in page.headings}
    for sentence in parts.sentences:
        spans = {(span.page, span.start, span.end) for span in sentence.spans}
        if not spans <= headings:
            crossed = [
                span
                for span in sentence.spans
                for page, start, end in headings
                if span.page == page and span.start < end and start < span.end
            ]
            assert crossed == []


@given(documents())
def test_the_same_document_gives_the_same_parts(document: Document) -> None:
    first: Parts = split(document, first_language)
    assert split(document, first_language) == first
    ids = [part.id for part in (*first.passages, *first.sentences)]
    assert len(ids) == len(set(ids))
    assert [passage.position for passage in first.passages] == list(range(len(first.passages)))
    assert [sentence.position for sentence in first.sentences] == list(range(len(first.sentences)))
