import pytest

from corpus.documents import Heading
from ingest.blocks import BlockKind, clean, compose, heading, item, paragraph, row, rows_of, tables_in


def test_compose_parts_blocks_by_blank_lines_and_list_items_by_line_breaks() -> None:
    text, headings = compose([heading("Rubrik", 2), paragraph("Ett."), item("a"), item("b"), paragraph("Två.")])
    assert text == "Rubrik\n\nEtt.\n\n• a\n• b\n\nTvå."
    assert headings == (Heading(0, 6, 2),)


def test_compose_knows_where_each_heading_stands() -> None:
    text, headings = compose([paragraph("Före."), heading("Första", 1), paragraph(""), heading("Andra", 9)])
    assert [(text[h.start : h.end], h.level) for h in headings] == [("Första", 1), ("Andra", 6)]


def test_rows_hold_the_cells_own_words_on_one_line() -> None:
    block = row(["Avgift", "", "45 000\nkr", ""])
    assert (block.kind, block.text) == (BlockKind.ROW, "Avgift | | 45 000 kr")
    assert row(["", "2023", "2024"]).text == "| 2023 | 2024"
    assert row(["", "Alla medlemmar", ""]).text == "Alla medlemmar"
    assert compose([*rows_of([["a", "b"], ["", ""], ["c", "d"]]), item("e")])[0] == "a | b\nc | d\n\n• e"


def test_each_table_begins_anew() -> None:
    blocks = [*rows_of([["a", "b"], ["c", "d"]]), *rows_of([["e", "f"]])]
    assert compose(blocks)[0] == "a | b\nc | d\n\ne | f"
    assert tables_in(blocks) == 2


def test_items_keep_their_number() -> None:
    assert compose([item("ett", "1."), item("två", "2.")])[0] == "1. ett\n2. två"


def test_empty_blocks_leave_nothing() -> None:
    assert compose([paragraph(" \n "), item("\u00ad"), row(["", " "])]) == ("", ())


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("a\u030a a\u0308 o\u0308", "å ä ö"),
        ("ut\u00adveck\ufffe\u200bling", "utveckling"),
        ("\ufb01nans o\ufb03ce", "finans office"),
        ("878\u00a0050\u202fkr", "878 050 kr"),
        ("a\tb\x00\x07c", "a bc"),
        ("  rad ett  \r\n\n rad  två ", "rad ett\nrad två"),
        ("\uf0b7 punkt", "• punkt"),
        ("rad\u2028rad", "rad\nrad"),
        ("E = mc²", "E = mc²"),
    ],
)
def test_clean_leaves_what_a_person_reads(raw: str, read: str) -> None:
    assert clean(raw) == read
