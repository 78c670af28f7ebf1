"""Text that speaks to a machine instead of a reader: never quoted as an answer, only told of.

A document's text is data. A sentence such as "ignore all earlier instructions" has no place in an answer, whoever put
it there; which turns of phrase count stands in `words/instructions.txt`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from corpus.passages import Sentence

# Letters that no reader sees can part a word that a pattern would know.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@lru_cache(maxsize=8192)
def is_instruction(text: str) -> bool:
    """Whether a sentence tells a machine what to do or plays a turn of a conversation with one."""
    plain = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())
    return bool(_pattern().search(plain))


def trusted(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, in order, of the passages in which none speaks to a machine.

    Whoever writes one sentence for a machine may have written the next one for it as well.
    """
    spoken = {sentence.passage_id for sentence in sentences if is_instruction(sentence.text)}
    return [sentence for sentence in sentences if sentence.passage_id not in spoken]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = resources.files("index").joinpath("words", "instructions.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("# ")), re.IGNORECASE)
