"""Which lines of a draft state something."""

import pytest

from service.draft_text import stated

KEPT = "Nätverket har tjugo medlemmar."


@pytest.mark.parametrize(
    "line",
    [
        "# Nätverket arbetar för jämlik hälsa",
        "Vår syn på folkhälsa",
        "Ett socialt hållbart och motståndskraftigt samhälle",
        "Hej alla medlemmar!",
        "Kära vänner,",
        "Med vänliga hälsningar",
        "Best regards",
        "Vad vill nätverket att staten gör?",
        "Tack!",
        "• tillit och tolerans",
    ],
)
def test_what_states_nothing_is_left_out(line: str) -> None:
    assert list(stated(f"{line}\n\n{KEPT}\n{line}\n{KEPT}")) == [KEPT, KEPT]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "12) ", "a) ", "> ", "– "])
def test_list_marks_are_taken_off(mark: str) -> None:
    assert list(stated(f"{mark}{KEPT}")) == [KEPT]


@pytest.mark.parametrize(
    "line",
    [
        "Vi vill att staten ordnar långsiktig finansiering",
        "Tack vare nätverket minskar klyftorna i hälsa.",
        "Bästa möjliga hälsa är en rättighet.",
        "Välkomna förslag har lagts fram av regeringen i dag.",
        "Eva Lind har varit ordförande sedan 2019.",
    ],
)
def test_what_only_looks_like_a_heading_or_greeting_is_kept(line: str) -> None:
    assert list(stated(line)) == [line]


def test_a_sentence_over_several_lines_is_one() -> None:
    text = "Eva Lind (S) tar över efter Karl Ek, som har varit\nordförande sedan 2019. Hon är från\nLund.\n"
    assert next(stated(text)) == "Eva Lind (S) tar över efter Karl Ek, som har varit ordförande sedan 2019."


def test_emphasis_is_taken_off_and_words_stay() -> None:
    assert list(stated("**Nätverket** har *tjugo* medlemmar i mål_2030.")) == [
        "Nätverket har tjugo medlemmar i mål_2030."
    ]
