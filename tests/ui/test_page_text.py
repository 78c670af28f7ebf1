import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Heading, Page
from corpus.passages import Span
from ui.page_text import Block, Piece, blocks, excerpt_of, parse_marks

TEXT = "Rubrik\n\nFörsta stycket är kort.\n\nAndra stycket\nmed en rad till."
PAGE = Page(2, None, TEXT, headings=(Heading(0, 6, 1),))


def test_paragraphs_and_headings() -> None:
    assert blocks(PAGE, []) == [
        Block((Piece("Rubrik", False),), True),
        Block((Piece("Första stycket är kort.", False),), False),
        Block((Piece("Andra stycket\nmed en rad till.", False),), False),
    ]


def test_a_quote_is_marked_within_its_paragraph() -> None:
    start = TEXT.index("stycket är")
    marked = blocks(PAGE, [Span(2, start, start + 10)])[1]
    assert marked.pieces == (Piece("Första ", False), Piece("stycket är", True), Piece(" kort.", False))


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    found = blocks(PAGE, [Span(2, TEXT.index("är kort"), TEXT.index(" stycket\nmed"))])
    assert [piece.text for block in found for piece in block.pieces if piece.marked] == ["är kort.", "Andra"]


def test_marks_of_other_pages_and_beyond_the_text_mark_nothing() -> None:
    assert not [
        piece for block in blocks(PAGE, [Span(1, 0, 9), Span(2, 9000, 9999)]) for piece in block.pieces if piece.marked
    ]


def test_an_empty_page_has_no_blocks() -> None:
    assert blocks(Page(1, None, ""), [Span(1, 0, 5)]) == []


@given(
    st.text(alphabet="aå .\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)).map(sorted), max_size=3),
)
def test_no_text_is_lost_and_exactly_the_spans_are_marked(text: str, edges: list[list[int]]) -> None:
    found = blocks(Page(1, None, text), [Span(1, start, end) for start, end in edges])
    shown = "".join(piece.text for block in found for piece in block.pieces)
    assert "".join(shown.split()) == "".join(text.split())
    marked = "".join(piece.text for block in found for piece in block.pieces if piece.marked)
    expected = "".join(
        letter
        for at, letter in enumerate(text)
        if any(start <= at < end for start, end in edges) and not letter.isspace()
    )
    assert "".join(marked.split()) == expected


LONG = "Ordet återkommer " * 40


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("Först. Sedan detta. Till sist.", "Sedan detta.", "Först.", " Till sist."),
        ("Ett stycke.\n\nSedan detta. Mer.", "Sedan detta.", "", " Mer."),
        ("Först en. Sedan två. Detta. Tre. Fyra.", "Detta.", "Sedan två.", " Tre."),
        ("Detta.", "Detta.", "", ""),
        ("Alla är med, och detta; resten följer. Mer.", "Alla är med, och detta", "", "; resten följer."),
        ("Alla är med. Ja.", "Alla är med", "", ". Ja."),
        (f"{LONG}. Detta. {LONG}", "Detta.", None, None),
    ],
)
def test_a_quote_is_shown_with_the_sentences_beside_it(
    text: str, quote: str, before: str | None, after: str | None
) -> None:
    page, start = Page(1, None, text), text.index(quote)
    found = excerpt_of(quote, page, page, [Span(1, start, start + len(quote))])
    assert found.quote == quote
    assert len(found.before) < 200
    assert len(found.after) < 200
    if before is not None:
        assert (found.before, found.after) == (before, after)


def test_a_long_quote_is_shown_by_its_ends() -> None:
    quote = f"Början {LONG}slutet."
    page = Page(1, None, quote)
    found = excerpt_of(quote, page, page, [Span(1, 0, len(quote))]).quote
    assert found.startswith("Början Ordet")
    assert found.endswith("återkommer slutet.")
    assert " … " in found
    assert len(found) < 200


def test_marks_are_read_from_addresses() -> None:
    assert parse_marks(["40-82", "4:0-18"], 2) == (Span(2, 40, 82), Span(4, 0, 18))


def test_marks_of_another_form_are_left_out() -> None:
    wrong = ["", "5", "9-3", "5-5", "-1-4", "1-2-3", "x:1-2", "1:", "<script>", "99999999-100000000", "1 - 2"]
    assert parse_marks(wrong, 1) == ()
