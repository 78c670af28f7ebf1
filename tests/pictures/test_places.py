from hypothesis import given
from hypothesis import strategies as st

from corpus.places import Box, PagePlaces, marks_of

LENGTHS = st.integers(-20_000, 2_000_000).map(lambda hundredths: hundredths / 100)
BOXES = st.tuples(LENGTHS, LENGTHS, st.integers(0, 9000), st.integers(0, 9000)).map(
    lambda each: Box(each[0], each[1], each[0] + each[2] / 100, each[1] + each[3] / 100)
)


@given(st.lists(st.none() | BOXES, max_size=30))
def test_what_is_packed_comes_out_to_a_hundredth_of_a_point(boxes: list[Box | None]) -> None:
    found = PagePlaces.of(595.2, 841.9, boxes).boxes()
    assert [box is None for box in found] == [box is None for box in boxes]
    for box, other in zip(found, boxes, strict=True):
        if box and other:
            pairs = zip(
                (box.left, box.top, box.right, box.bottom),
                (other.left, other.top, other.right, other.bottom),
                strict=True,
            )
            assert all(abs(one - two) < 0.011 for one, two in pairs)


def line(left: float, top: float, letters: int) -> list[Box | None]:
    """Letters of 5 by 10 points, side by side."""
    return [Box(left + 5 * at, top, left + 5 * at + 5, top + 10) for at in range(letters)]


def test_words_of_a_line_are_marked_as_one_and_lines_apart() -> None:
    boxes = [*line(0, 0, 3), None, *line(20, 0, 2), None, *line(0, 12, 4)]
    assert marks_of(boxes, 0, len(boxes)) == (Box(0, 0, 30, 10), Box(0, 12, 20, 22))
    assert marks_of(boxes, 1, 3) == (Box(5, 0, 15, 10),)
    assert marks_of(boxes, 3, 4) == ()


def test_what_lies_between_two_columns_is_not_marked() -> None:
    boxes = [*line(0, 0, 3), None, *line(200, 0, 3)]
    assert marks_of(boxes, 0, 7) == (Box(0, 0, 15, 10), Box(200, 0, 215, 10))


def test_a_short_last_word_is_not_joined_with_the_line_below() -> None:
    boxes = [*line(0, 0, 1), None, *line(0, 11, 8)]
    assert marks_of(boxes, 0, 10) == (Box(0, 0, 5, 10), Box(0, 11, 40, 21))


def test_a_word_written_upwards_is_one_box() -> None:
    boxes: list[Box | None] = [Box(100, 300 - 6 * at, 110, 306 - 6 * at) for at in range(5)]
    assert marks_of(boxes, 0, 5) == (Box(100, 276, 110, 306),)


@given(st.lists(st.none() | BOXES, max_size=12), st.integers(-3, 15), st.integers(-3, 15))
def test_every_character_lies_in_a_mark(boxes: list[Box | None], start: int, end: int) -> None:
    marks = marks_of(boxes, start, end)
    for box in boxes[max(start, 0) : max(end, 0)]:
        assert box is None or any(
            mark.left <= box.left and mark.top <= box.top and mark.right >= box.right and mark.bottom >= box.bottom
            for mark in marks
        )
