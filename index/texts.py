"""What is embedded for a part of a document."""

from corpus.passages import Passage, Sentence


def passage_text(passage: Passage, title: str) -> str:
    """What is embedded for a passage: where it stands, and its text."""
    place = " – ".join((title, *passage.headings[-2:]))
    return f"{place}\n{passage.text}"


def sentence_text(sentence: Sentence) -> str:
    """What is embedded for a sentence: its nearest heading, and its text."""
    return f"{sentence.headings[-1]}: {sentence.text}" if sentence.headings else sentence.text
