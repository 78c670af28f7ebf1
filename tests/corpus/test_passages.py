import pytest

from corpus.answers import Filters
from corpus.documents import Kind
from corpus.passages import Span, text_of


def test_spans_over_a_page_break_are_joined_by_a_space() -> None:
    pages = {1: "Mötet hölls i", 2: "Falun. Slut."}
    assert text_of((Span(1, 0, 13), Span(2, 0, 6)), pages) == "Mötet hölls i Falun."


def test_a_page_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        text_of((Span(3, 0, 1),), {1: "a"})


def test_an_empty_filter_is_false() -> None:
    assert not Filters()
    assert Filters(kinds=frozenset({Kind.REPORT}))
    assert Filters(year_from=2020)
