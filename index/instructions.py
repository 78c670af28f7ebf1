"""Text that speaks to a machine instead of a reader: never quoted as an answer, only told of.

A document's text is data. A sentence such as "ignore all earlier instructions" has no place in an answer, whoever put
it there; which turns of phrase count stands in `words/instructions.txt`.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import resources

# Letters that no reader sees can part a word that a pattern would know.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def is_instruction(text: str) -> bool:
    """Whether a sentence tells a machine what to do or plays a turn of a conversation with one."""
    plain = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())
    return bool(_pattern().search(plain))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = resources.files("index").joinpath("words", "instructions.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("# ")), re.IGNORECASE)
