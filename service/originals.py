"""The originals kept beside the store: the bytes of each PDF, by what they are, for the pictures of its pages."""

import contextlib
import hashlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import StoreError

_SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Originals:
    """A folder of files named by the SHA-256 of their bytes; documents with the same bytes share one."""

    folder: Path

    def keep(self, path: Path, digest: str) -> bool:
        """Keeps a copy of the file at `path`; False where its bytes are not (or no longer) those of the digest.

        The copy is there whole or not at all. Raises StoreError where it cannot be written.
        """
        kept = self._place(digest)
        if kept.is_file():
            return True
        try:
            data = path.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(data).hexdigest() != digest:
            return False
        part = kept.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(kept)
        except OSError as error:
            raise StoreError(f"Kopian av {path.name} kan inte sparas i {self.folder}: {error.strerror}") from error
        return True

    def read(self, digest: str) -> bytes | None:
        """The bytes with that SHA-256, None where they are not kept."""
        try:
            return self._place(digest).read_bytes()
        except OSError:
            return None

    def holds(self, digest: str) -> bool:
        """Whether the bytes with that SHA-256 are kept."""
        return self._place(digest).is_file()

    def prune(self, digests: Collection[str]) -> None:
        """Removes everything but the originals with these digests; what cannot be removed now stays until the next."""
        if not self.folder.is_dir():
            return
        kept = {self._place(digest) for digest in digests}
        for path in self.folder.iterdir():
            if path not in kept:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _place(self, digest: str) -> Path:
        return self.folder / f"{digest}{_SUFFIX}"


def is_pdf(source: str) -> bool:
    """Whether a document of that name has pages that can be shown as pictures."""
    return source.lower().endswith(_SUFFIX)
