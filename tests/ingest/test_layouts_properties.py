"""Whatever stands on a page and whatever is drawn there: every word is read once, and a place is found for it."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf.glyphs import Word
from ingest.pdf.layout import regions_of
from ingest.pdf.tables_rules import Box, Rule, Rules

WHERE = st.integers(0, 60).map(lambda place: place * 10.0)


@st.composite
def pages(draw: st.DrawFn) -> list[Word]:
    """Words anywhere, on each other too, of several sizes."""
    words = []
    for order in range(draw(st.integers(0, 60))):
        text = draw(st.sampled_from(["ord", "Rubrik", "12", "•", "en", "Längreord"]))
        size = draw(st.sampled_from([6.0, 10.0, 10.0, 24.0]))
        x, y = draw(WHERE), draw(WHERE) - 700
        box = (x, -y, x + len(text) * size / 2, -y + size)
        words.append(Word(text, x, box[2], y, size, False, 0, order, True, box))
    return words


@st.composite
def drawings(draw: st.DrawFn) -> Rules:
    """Lines and boxes anywhere."""
    level = [Rule(draw(WHERE) - 705, x := draw(WHERE), x + draw(WHERE)) for _ in range(draw(st.integers(0, 8)))]
    upright = [Rule(draw(WHERE), y := draw(WHERE) - 705, y + draw(WHERE)) for _ in range(draw(st.integers(0, 4)))]
    boxes = []
    for _ in range(draw(st.integers(0, 4))):
        x, y = draw(WHERE), draw(WHERE) - 705
        boxes.append(Box(x, y, x + draw(WHERE), y + draw(WHERE)))
    return Rules(tuple(level), tuple(upright), tuple(boxes))


@given(pages(), drawings())
def test_every_word_is_in_one_line_of_one_region(words: list[Word], rules: Rules) -> None:
    found = [word.order for region in regions_of(words, rules) for line in region.lines for word in line.words]
    assert sorted(found) == [word.order for word in words]


@given(pages(), drawings())
def test_a_table_s_lines_are_those_of_its_cells(words: list[Word], rules: Rules) -> None:
    for region in regions_of(words, rules):
        if region.rows is not None:
            cells = [line for row in region.rows for cell in row.cells for line in cell]
            assert list(region.lines) == cells
            assert len(region.rows) > 1
            assert len({len(row.cells) for row in region.rows}) == 1
