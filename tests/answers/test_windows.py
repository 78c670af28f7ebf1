"""What can be quoted, and that what is quoted is there."""

from dataclasses import replace

import pytest

from corpus.answers import MAX_QUOTE
from corpus.documents import Document
from corpus.passages import Sentence, Span
from index.splitting import split
from service.lists import whole_list
from service.quotes import cite, holds
from service.windows import WINDOW_LENGTH, Window, points_back, windows
from tests.making import first_language, make_document


def _sentences(document: Document) -> list[Sentence]:
    return list(split(document, first_language).sentences)


def _window(document: Document, *places: int) -> Window:
    sentences = _sentences(document)
    return Window(tuple(sentences[place] for place in places), document, 0, (0.9,) * len(places), None)


def test_windows_are_one_to_three_sentences_that_follow_each_other() -> None:
    document = make_document("Ett möte hölls. Temat var hälsa. Många kom. Det regnade.")
    found = [len(window.sentences) for window in windows(_sentences(document), [0.1] * 4, document, 0)]
    assert found == [1, 2, 3, 1, 2, 3, 1, 2, 1]


def test_several_sentences_are_short_enough_to_glance_at() -> None:
    long = "Det här är en mening som fyller rätt många tecken på raden i dokumentet, en efter en. "
    document = make_document(long * 8)
    for window in windows(_sentences(document), [0.1] * 8, document, 0):
        assert len(window.sentences) == 1 or window.length <= WINDOW_LENGTH


def test_windows_that_share_a_sentence_overlap() -> None:
    document = make_document("Ett. Två. Tre.")
    assert _window(document, 0, 1).overlaps(_window(document, 1, 2))
    assert not _window(document, 0).overlaps(_window(document, 1))


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Den bygger på tillit.", True),
        ("Hon tillträder i juni.", True),
        ("Temat var hälsa.", True),
        ("Den 12 april hölls ett möte.", False),
        ("Det finns tre temagrupper.", False),
        ("Nätverket bildades 2004.", False),
    ],
)
def test_sentences_that_point_back(text: str, back: bool) -> None:
    assert points_back(text) is back


def test_a_citation_is_the_pages_own_text() -> None:
    document = make_document("# Möten\n\nMötet hölls i Falun. Temat var hälsa.")
    citation = cite(1, _window(document, 0, 1))
    assert citation is not None
    assert citation.quote == "Mötet hölls i Falun. Temat var hälsa."
    assert (citation.section, citation.page) == ("Möten", 1)


def test_a_quote_over_a_page_break_has_two_spans() -> None:
    document = make_document("Nätverket vill att", "alla barn får en fritid.")
    citation = cite(1, _window(document, 0))
    assert citation is not None
    assert citation.quote == "Nätverket vill att alla barn får en fritid."
    assert [span.page for span in citation.spans] == [1, 2]


def test_a_long_sentence_is_cut_at_a_pause() -> None:
    text = "Nätverket vill " + "stärka hälsan i hela landet, " * 40 + "alltid."
    citation = cite(1, _window(make_document(text), 0))
    assert citation is not None
    assert MAX_QUOTE // 2 < len(citation.quote) <= MAX_QUOTE
    assert text.startswith(citation.quote)
    assert citation.quote.endswith("landet")


@pytest.mark.parametrize("quote", ["stödjer en höjning", "Vi stödjer inte en höjning av avgiften!", " ", ""])
def test_a_quote_that_is_not_there_does_not_hold(quote: str) -> None:
    citation = cite(1, _window(make_document("Vi stödjer inte en höjning av avgiften."), 0))
    assert citation is not None
    assert not holds(replace(citation, quote=quote))


@pytest.mark.parametrize("span", [Span(2, 0, 5), Span(1, 5, 5), Span(1, -1, 4), Span(1, 0, 10_000)])
def test_spans_outside_the_pages_do_not_hold(span: Span) -> None:
    citation = cite(1, _window(make_document("Vi stödjer inte en höjning."), 0))
    assert citation is not None
    assert not holds(replace(citation, spans=(span,)))


LIST = "Medlem blir den som:\n\n• betalar avgiften\n• går på mötena\n• berättar om det\n\nVälkommen med en ansökan."


def _list(document: Document, place: int, *, from_item: bool) -> list[str]:
    sentences = _sentences(document)
    found = whole_list(
        _window(document, place), lambda _id, first, last: sentences[first : last + 1], from_item=from_item
    )
    return [" ".join(sentence.text for sentence in window.sentences) for window in found]


def test_the_line_before_a_list_is_quoted_with_the_list() -> None:
    whole = "Medlem blir den som: betalar avgiften går på mötena berättar om det"
    assert _list(make_document(LIST), 0, from_item=False) == [whole]


def test_an_item_brings_its_list_only_where_a_list_is_asked_for() -> None:
    whole = "Medlem blir den som: betalar avgiften går på mötena berättar om det"
    assert _list(make_document(LIST), 2, from_item=True) == [whole]
    assert _list(make_document(LIST), 2, from_item=False) == ["går på mötena"]


def test_a_long_list_becomes_several_quotes() -> None:
    items = "\n".join(f"• punkt nummer {number} som handlar om hälsa för alla i landet" for number in range(30))
    found = _list(make_document(f"Vi vill:\n\n{items}"), 0, from_item=False)
    assert len(found) > 1
    assert all(len(text) <= MAX_QUOTE for text in found)
    assert sum(text.count("punkt nummer") for text in found) == 30


def test_a_sentence_that_leads_into_nothing_stays_alone() -> None:
    assert _list(make_document("Vi vill: inget. Slut."), 0, from_item=False) == ["Vi vill: inget."]
