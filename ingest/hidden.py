"""What is told of text that a reader does not see."""

from collections.abc import Iterable

from corpus.documents import HiddenText, Hiding

_SAMPLE = 200


def told(page: int, found: Iterable[tuple[Hiding, str]]) -> tuple[HiddenText, ...]:
    """One entry for each way of hiding on that page, with the texts in the order found."""
    texts: dict[Hiding, list[str]] = {}
    for hiding, text in found:
        if words := text.split():
            texts.setdefault(hiding, []).append(" ".join(words))
    return tuple(
        HiddenText(page, hiding, len(whole := " ".join(parts)), whole[:_SAMPLE]) for hiding, parts in texts.items()
    )
