"""Text as rules compare it: lower case without accents, one character for one."""

import unicodedata


class _Folding(dict[int, str]):
    """A translation table that grows with the characters it meets."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) == "Pd" or char in "\u2212\u2010\u2011":
            folded = "-"
        else:
            plain = unicodedata.normalize("NFKD", char.casefold()).encode("ascii", "ignore").decode()
            folded = plain[:1] or (" " if char.isspace() else "'")
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, every dash a hyphen, as long as `text`: "Ställning – ÅR" is "stallning - ar".

    Characters that have no ASCII letter at all become an apostrophe, so that places in both texts are the same.
    """
    return text.translate(_FOLDING)
