"""Texts as embedders want them."""

import unicodedata


def cleaned(text: str) -> str:
    """NFC, and without what models stumble over: NUL ends a C string, lone surrogates cannot be encoded."""
    return unicodedata.normalize("NFC", text).replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
