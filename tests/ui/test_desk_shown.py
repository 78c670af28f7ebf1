"""What the desk's pages are made of."""

import datetime
from dataclasses import replace

import pytest

from corpus.answers import Citation
from corpus.dates import PartialDate
from corpus.errors import InvalidRequest
from corpus.passages import Span
from service.positions.stances import Stance
from service.positions.timeline import Moment
from tests.service_http.fakes import NEWSLETTER, citation
from ui.desk_pages import Search, parse_place
from ui.desk_shown import place_key
from ui.timeline_picture import picture_of
from ui.wording import Wording

SWEDISH = Wording.read("sv")


def moment(date: str | None, stance: Stance = Stance.WANT, *, again: bool = False) -> Moment:
    document = replace(NEWSLETTER, issued_on=PartialDate.parse(date) if date else None)
    quoted: Citation = replace(citation(1, NEWSLETTER, "Årskonferensen hölls i Borås.", 1), document=document)
    return Moment(document.issued_on, stance, quoted, again)


def test_a_place_is_found_again_by_its_key() -> None:
    spans = (Span(2, 40, 82), Span(4, 0, 18))
    chosen = parse_place(place_key("rapport a-1", spans))
    assert (chosen.document_id, chosen.spans) == ("rapport a-1", spans)


@pytest.mark.parametrize("key", ["", " ", "1:0-9", "1:0-9 ", "x id", "1:9-0 id", "1:0-9,y id", "1:0-9;2:0-9 id"])
def test_what_is_no_place_is_refused(key: str) -> None:
    with pytest.raises(InvalidRequest):
        parse_place(key)


def test_the_picture_has_a_row_a_stance_and_stacks_what_lies_together() -> None:
    moments = [moment("2020"), moment("2024-03"), moment("2024-03", again=True), moment("2024-03", Stance.PROMISE)]
    picture = picture_of([*moments, moment(None)], SWEDISH)
    assert picture is not None
    assert [row.name for row in picture.rows] == ["Vill", "Lovar"]
    assert [name for name, _ in picture.years] == ["2020", "2021", "2022", "2023", "2024"]
    first, second, third, promise = picture.dots
    assert first.x < second.x == third.x == promise.x
    assert third.y < second.y == first.y < promise.y
    assert [dot.again for dot in picture.dots] == [False, False, True, False]
    assert all(picture.left <= dot.x <= picture.width and 0 < dot.y < picture.height for dot in picture.dots)


def test_a_long_time_has_few_labels() -> None:
    picture = picture_of([moment("1948"), moment(str(datetime.date(2026, 3, 20)))], SWEDISH)
    assert picture is not None
    assert len(picture.years) <= 12


def test_without_a_date_there_is_no_picture() -> None:
    assert picture_of([moment(None)], SWEDISH) is None


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 400, "²"])
def test_an_address_that_makes_no_sense_searches_from_the_start(offset: str) -> None:
    search = Search.of({"query": [" barn "], "kind": ["minutes", "x"], "offset": [offset], "year_to": ["2024"]})
    assert (search.query, search.kinds, search.offset) == ("barn", ("minutes",), 0)
    assert search.address("en", 20) == "/positions?query=barn&year_to=2024&kind=minutes&offset=20&lang=en"
