"""The folder of files that editors have added, and how a file comes into it: whole, and under a name made safe."""

import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.errors import InvalidRequest, StoreError
from ingest.formats import FORMATS

MOST_FILES = 20
"""Files in one upload."""
_LONGEST = 120
_STRANGE = re.compile(r"[^\w .,()&+'’–-]")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
_BEFORE = ".before-"
_PART = ".part-"
_GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name is the sender's, and trusted in nothing."""

    name: str
    content: BinaryIO


class Uploads:
    """The files in a folder. Hidden ones (`.part-…`, `.before-…`, `.gone-…`) are not in force, and never read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The files there are, by name."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if path.is_file() and not path.name.startswith("."))

    def path(self, name: str) -> Path:
        """Where the file with that name lies."""
        return self.folder / name

    def holds(self, path: str) -> bool:
        """Whether something at that path was added by editors."""
        return Path(path).parent == self.folder.resolve()

    def save(self, files: Iterable[Upload], *, replace: bool) -> list[str]:
        """Puts the files there, all or none, and gives their names.

        With `replace` a file of the same name takes the place of the one before, which is kept aside until `settle`.
        Raises InvalidRequest for a name that cannot be used or is taken, StoreError where there is no room.
        """
        given = list(files)
        names = self._names(given, replace=replace)
        parts = []
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for each in given:
                parts.append(self.folder / f"{_PART}{secrets.token_hex(8)}")
                with parts[-1].open("xb") as file:
                    shutil.copyfileobj(each.content, file)
                    file.flush()
                    os.fsync(file.fileno())
            for name, part in zip(names, parts, strict=True):
                if self.path(name).exists():
                    self.path(name).replace(self.folder / f"{_BEFORE}{name}")
                part.replace(self.path(name))
        except OSError as error:
            raise StoreError(f"Filerna kan inte sparas i {self.folder}: {error.strerror}") from error
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
        return names

    def _names(self, given: list[Upload], *, replace: bool) -> list[str]:
        taken = {_folded(name): name for name in self.names()}
        names: list[str] = []
        for each in given:
            name = safe_name(each.name)
            if _folded(name) in map(_folded, names):
                raise InvalidRequest(f"Två av filerna heter ”{name}”. Byt namn på den ena.")
            if _folded(name) in taken and not replace:
                raise InvalidRequest(
                    f"Det finns redan en tillagd fil som heter ”{name}”. Välj att ersätta den, eller byt namn på filen."
                )
            names.append(taken.get(_folded(name), name))
        return names

    def discard(self, name: str) -> None:
        """Removes a file; the one whose place it took, if any, comes back."""
        self.path(name).unlink(missing_ok=True)
        before = self.folder / f"{_BEFORE}{name}"
        if before.exists():
            before.replace(self.path(name))

    def settle(self, refused: Iterable[str]) -> None:
        """After a reading: what was refused is discarded, and nothing is kept aside any more."""
        for name in refused:
            self.discard(name)
        for path in self.folder.glob(".*"):
            if path.name.startswith((_BEFORE, _PART)):
                path.unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """Takes a file away, so that no reading finds it; `forget` then removes it, or `put_back` brings it back."""
        if self.path(name).exists():
            self.path(name).replace(self.folder / f"{_GONE}{name}")

    def forget(self) -> None:
        """Removes for good what was set aside, and what it once replaced."""
        for path in self.folder.glob(f"{_GONE}*"):
            path.with_name(f"{_BEFORE}{path.name.removeprefix(_GONE)}").unlink(missing_ok=True)
            path.unlink(missing_ok=True)

    def put_back(self, name: str) -> None:
        """Brings back what was set aside."""
        gone = self.folder / f"{_GONE}{name}"
        if gone.exists():
            gone.replace(self.path(name))

    def replacing(self) -> list[str]:
        """The files that have taken another's place and have not been read yet, by name."""
        return sorted(path.name.removeprefix(_BEFORE) for path in self.folder.glob(f"{_BEFORE}*"))


def safe_name(given: str) -> str:
    """A file name that is only a name: no folder, nothing hidden, no sign that steers a screen or a file system.

    Raises InvalidRequest where no reader reads such files.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    shown = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in last)
    plain = "".join(char for char in shown if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn"))
    path = PurePosixPath(re.sub(r"\s+", " ", _STRANGE.sub("_", plain)).strip(" .~$") or "dokument")
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InvalidRequest(f"”{plain[:_LONGEST] or 'Filen'}” kan inte läsas. Det går att läsa {', '.join(FORMATS)}.")
    stem = path.stem.strip(" .~_") or "dokument"
    if stem.partition(".")[0].casefold() in _DEVICES:
        stem = f"_{stem}"
    return _cut(stem, _LONGEST) + suffix


def _cut(text: str, most: int) -> str:
    """As much of the text as is at most that many bytes of UTF-8."""
    return text.encode()[:most].decode("utf-8", "ignore").rstrip(" .")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
