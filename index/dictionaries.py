"""Dictionaries of words in files that are mapped, so that they cost neither memory nor time when a process starts.

As Python's own dictionaries those of both languages take 120 MB and most of a second. A file holds a hash table with
linear probing (Knuth, The Art of Computer Programming 3, 6.4), where each word begins and how long it is, and the words
and values themselves. It is made once, in the folder that `keep_in` names; where there is none, or it cannot be
written, a dictionary is held in memory.
"""

import contextlib
import hashlib
import logging
import mmap
import os
import struct
import threading
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from simplemma.utils import normalize_token

_HEAD = struct.Struct("<8s16sIIQ")
"""The form's name, what the file was made from, the number of words, the power of two that the table's length is, and
the file's length in bytes."""
_FORM = b"KWORDS2\n"
_LONGEST = 255
_AT_ONCE = 50_000

_log = logging.getLogger(__name__)
_kept_in: list[Path] = []
_making = threading.Lock()


def keep_in(folder: Path) -> None:
    """Names the folder for this process's dictionaries; counts for those that have not been opened."""
    _kept_in[:] = [folder]


def kept(name: str, source: str, made: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    """The dictionary in the file of that name, mapped where that can be.

    `made` makes it; so it is anew where `source`, which tells what it follows from, is another than the file's.
    """
    if not _kept_in or not _kept_in[0].parent.is_dir():
        return made()
    file = _kept_in[0] / name
    with _making:
        try:
            with contextlib.suppress(OSError, ValueError):
                return MappedWords(file, source)
            write_words(file, source, made())
            return MappedWords(file, source)
        except (OSError, ValueError) as error:
            _log.warning("%s cannot be used (%s); the dictionary is held in memory", file, error)
            return made()


def is_known(word: str, language: str) -> bool:
    """Whether simplemma's dictionary ("sv" or "en") holds the word, or holds it with another first letter's case."""
    return _lookup().get_lemma(normalize_token(word), language) is not None


def lemma_of(word: str, language: str) -> str:
    """What simplemma takes for the word's base form; a word that it knows nothing of comes back in lower case."""
    return str(_lemmatizer().lemmatize(word, language))


class MappedWords(Mapping[str, str]):
    """A dictionary in a file that `write_words` has written; safe to use from several threads."""

    __slots__ = ("_content", "_count", "_first", "_lengths", "_mask", "_slots", "_starts")

    def __init__(self, file: Path, source: str) -> None:
        """Raises OSError or ValueError where the file is not whole, or was made from another source."""
        with file.open("rb") as opened:
            self._content = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._content) < _HEAD.size:
            raise ValueError("too short")
        form, stamp, count, power, length = _HEAD.unpack_from(self._content)
        if form != _FORM or stamp != _stamp(source) or length != len(self._content):
            raise ValueError("another dictionary, or not a whole one")
        self._count: int = count
        self._mask = (1 << power) - 1
        view, place = memoryview(self._content), _HEAD.size
        self._slots = view[place : (place := place + (4 << power))].cast("I")
        self._starts = view[place : (place := place + 4 * (count + 1))].cast("I")
        self._lengths = view[place : (place := place + count)]
        self._first = place

    def __iter__(self) -> Iterator[str]:
        return (self._parts(row)[0].decode() for row in range(self._count))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, key: str) -> str:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """Spares the usual one's exception: most that is looked for is not there."""
        found = self._found(key)
        return default if found is None else found

    def _found(self, key: str) -> str | None:
        wanted = key.encode("utf-8", "replace")
        place = zlib.crc32(wanted)
        while row := self._slots[place & self._mask]:
            start = self._first + self._starts[row - 1]
            if self._content[start : start + self._lengths[row - 1]] == wanted:
                return self._parts(row - 1)[1].decode()
            place += 1
        return None

    def _parts(self, row: int) -> tuple[bytes, bytes]:
        """A word and its value."""
        start = self._first + self._starts[row]
        middle = start + self._lengths[row]
        return self._content[start:middle], self._content[middle : self._first + self._starts[row + 1]]


def write_words(file: Path, source: str, words: Mapping[str, str]) -> None:
    """Writes a dictionary for `MappedWords`, whole or not at all; the words are different ones.

    Raises OSError, or ValueError for a word of more than 255 bytes.
    """
    lengths, starts, hashes, text = array("B"), array("I", [0]), array("I"), bytearray()
    rest = iter(words)
    while some := list(islice(rest, _AT_ONCE)):
        keys = [word.encode("utf-8", "replace") for word in some]
        if max(map(len, keys)) > _LONGEST:
            raise ValueError(f"a word is longer than {_LONGEST} bytes")
        pairs = [key + words[word].encode() for key, word in zip(keys, some, strict=True)]
        lengths.extend(map(len, keys))
        hashes.extend(map(zlib.crc32, keys))
        starts.extend(islice(accumulate(map(len, pairs), initial=len(text)), 1, None))
        text += b"".join(pairs)
    power = (len(lengths) * 3 // 2).bit_length()
    tables = [_placed(np.asarray(hashes), 1 << power).tobytes(), starts.tobytes(), lengths.tobytes()]
    length = _HEAD.size + sum(map(len, tables)) + len(text)
    _write(file, [_HEAD.pack(_FORM, _stamp(source), len(lengths), power, length), *tables, text])


def _placed(hashes: npt.NDArray[np.uint32], size: int) -> npt.NDArray[np.uint32]:
    """A hash table of that size, a power of two: in each place the row there and one, 0 for none.

    A row whose place is taken tries the next one, all rows at a time.
    """
    slots, rows = np.zeros(size, np.uint32), np.arange(len(hashes), dtype=np.uint32)
    places = hashes & np.uint32(size - 1)
    while len(rows):
        free = slots[places] == 0
        taken, first = np.unique(places[free], return_index=True)
        slots[taken] = rows[free][first] + 1
        left = slots[places] != rows + 1
        rows, places = rows[left], (places[left] + 1) & np.uint32(size - 1)
    return slots


def _stamp(source: str) -> bytes:
    return hashlib.blake2b(source.encode(), digest_size=16).digest()


def _write(file: Path, parts: Iterable[bytes | bytearray]) -> None:
    file.parent.mkdir(exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as opened:
            opened.writelines(parts)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


class _KeptFactory:
    """simplemma's dictionaries as its strategies ask for them."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return _dictionary(lang)


@lru_cache(maxsize=2)
def _dictionary(language: str) -> Mapping[str, str]:
    # A factory of our own, so that what it has read is let go once it is written.
    made = partial(DefaultDictionaryFactory().get_dictionary, language)
    return kept(f"{language}.words", f"simplemma {version('simplemma')}", made)


@lru_cache(maxsize=1)
def _lookup() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(_KeptFactory())


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    # Whoever asks keeps what it is told: a second memory of the same words would be in vain.
    return Lemmatizer(cache_max_size=0, lemmatization_strategy=DefaultStrategy(dictionary_factory=_KeptFactory()))
