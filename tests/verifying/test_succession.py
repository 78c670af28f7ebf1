"""Who came after whom, however it is put."""

import pytest

from service.verifying.succession import successions

PAIR = frozenset({("Karl Ek", "Eva Lind")})


@pytest.mark.parametrize(
    "text",
    [
        "Eva Lind tar över efter Karl Ek (S) från Lund, som har varit ordförande sedan 2019.",
        "Eva Lind (S) efterträder Karl Ek.",
        "Karl Ek efterträds av Eva Lind.",
        "Karl Ek från Lund var ordförande före Eva Lind.",
        "Innan Eva Lind var Karl Ek ordförande.",
        "Eva Lind är Karl Eks efterträdare.",
        "Karl Ek var Eva Linds företrädare.",
        "Den 1 juni tar Eva Lind över som värd efter Karl Ek.",
        "Karl Ek lämnar över uppdraget till Eva Lind.",
        "Efter Karl Ek blev Eva Lind ordförande.",
        "Karl Ek was succeeded by Eva Lind.",
        "Eva Lind took over as chair after Karl Ek.",
    ],
)
def test_the_order_of_two(text: str) -> None:
    assert successions(text) == PAIR


@pytest.mark.parametrize(
    "text",
    ["Eva Lind och Karl Ek talade efter lunchen.", "Karl Ek var ordförande 2019.", "Eva Lind kommer från Lund."],
)
def test_what_tells_no_order(text: str) -> None:
    assert not successions(text)
