"""How often a secret may be guessed, and who is signed in: clocks are handed in."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import TooManyAttempts
from service.editing.attempts import Allowed, Guarded, Rate
from service.editing.sessions import SECONDS, Sessions


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_few_wrong_guesses_and_then_not_even_the_right_one() -> None:
    clock = Clock()
    guarded = Guarded("rätt", Allowed(5, 20, 900), clock)
    assert guarded.is_right("rätt", "1.2.3.4")
    assert [guarded.is_right(f"fel {n}", "1.2.3.4") for n in range(5)] == [False] * 5
    for guess in ("rätt", "fel"):
        with pytest.raises(TooManyAttempts) as refused:
            guarded.is_right(guess, "1.2.3.4")
        assert refused.value.seconds == 900
    clock.now += 899
    with pytest.raises(TooManyAttempts) as refused:
        guarded.is_right("rätt", "1.2.3.4")
    assert refused.value.seconds == 1
    clock.now += 1
    assert guarded.is_right("rätt", "1.2.3.4")


def test_another_address_has_its_own_guesses_until_all_have_guessed_too_often() -> None:
    guarded = Guarded("rätt", Allowed(5, 12, 900), Clock())
    for address in ("10.0.0.1", "10.0.0.2"):
        assert [guarded.is_right("fel", address) for _ in range(5)] == [False] * 5
    assert guarded.is_right("rätt", "10.0.0.3")
    assert [guarded.is_right("fel", f"10.0.1.{n}") for n in range(2)] == [False, False]
    with pytest.raises(TooManyAttempts):
        guarded.is_right("rätt", "10.0.0.4")


def test_addresses_of_one_network_of_ipv6_are_one() -> None:
    guarded = Guarded("rätt", Allowed(2, 99, 900), Clock())
    assert not guarded.is_right("fel", "2001:db8::1")
    assert not guarded.is_right("fel", "2001:db8::ffff:2")
    with pytest.raises(TooManyAttempts):
        guarded.is_right("rätt", "2001:db8::3")
    assert guarded.is_right("rätt", "2001:db8:0:1::3")


def test_a_hundred_at_once_get_no_more_guesses() -> None:
    guarded = Guarded("rätt", Allowed(5, 20, 900), Clock())

    def guess(number: int) -> str:
        try:
            return str(guarded.is_right(f"fel {number}", f"10.0.{number % 50}.1"))
        except TooManyAttempts:
            return "refused"

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(guess, range(100)))
    assert (told.count("False"), told.count("refused")) == (20, 80)


def test_no_secret_is_never_right() -> None:
    guarded = Guarded("")
    assert not guarded.is_set
    assert not guarded.is_right("", "1.2.3.4")


def test_a_rate_is_for_all_together() -> None:
    clock = Clock()
    rate = Rate(2, 60, clock)
    rate.count()
    clock.now += 30
    rate.count()
    with pytest.raises(TooManyAttempts) as refused:
        rate.count()
    assert refused.value.seconds == 30
    clock.now += 30
    rate.count()


def test_a_session_ends_with_the_day_or_when_one_signs_out() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    first, second = sessions.begin(), sessions.begin()
    assert first != second
    found, other = sessions.find(first), sessions.find(second)
    assert found is not None
    assert other is not None
    assert found.sent(found.form_token)
    assert not found.sent(other.form_token)
    assert not found.sent("")
    sessions.end(second)
    assert sessions.find(second) is None
    assert sessions.find("påhittad") is None
    clock.now += SECONDS - 1
    assert sessions.find(first) == found
    clock.now += 1
    assert sessions.find(first) is None


def test_of_very_many_sessions_the_oldest_ends() -> None:
    sessions = Sessions(Clock())
    tokens = [sessions.begin() for _ in range(60)]
    assert sessions.find(tokens[0]) is None
    assert sessions.find(tokens[-1]) is not None
