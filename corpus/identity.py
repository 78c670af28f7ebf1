"""Names that follow from where a document came from."""

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_SLUG_LENGTH = 60


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens: "Årsmöte 2024" becomes "arsmote-2024"; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or "dokument"


def document_id(path: Path) -> str:
    """The id of the document at `path` (absolute): its name's slug and six digits of its place's SHA-256.

    The bytes do not matter: a new version at the same place is the same document.
    """
    place = unicodedata.normalize("NFC", path.as_posix())
    return f"{slug(unicodedata.normalize('NFC', path.stem))}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"


def web_document_id(address: str) -> str:
    """The id of the document at a web address: the slug of its last part, or its host, and six digits of SHA-256."""
    parts = urlsplit(address)
    name = PurePosixPath(unquote(parts.path)).stem or parts.hostname or ""
    return f"{slug(unicodedata.normalize('NFC', name))}-{hashlib.sha256(address.encode()).hexdigest()[:6]}"
