import gc
import weakref

import pytest

from index.remembered import remembered


class Doubling:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.doubled = remembered(self._doubled, 2)

    def _doubled(self, number: int) -> int:
        self.asked += 1
        return 2 * number


def test_the_last_answers_are_remembered() -> None:
    each = Doubling()
    assert [each.doubled(number) for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert each.asked == 2
    assert [each.doubled(number) for number in (3, 1)] == [6, 2]
    assert each.asked == 4


def test_objects_do_not_share_answers() -> None:
    one, other = Doubling(), Doubling()
    one.doubled(1)
    other.doubled(1)
    assert (one.asked, other.asked) == (1, 1)


def test_it_does_not_keep_the_object() -> None:
    gc.disable()
    try:
        each = Doubling()
        each.doubled(1)
        doubled, gone = each.doubled, weakref.ref(each)
        del each
        assert gone() is None
        with pytest.raises(ReferenceError):
            doubled(5)
    finally:
        gc.enable()
