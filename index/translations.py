"""What a word may be in the other language: our own list of the public sector's words, and Folkets lexikon.

Folkets lexikon (KTH, CC BY-SA 2.5) is carried by the package svlang; without it only our own list is known.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from importlib.util import find_spec

from index.analysis import Term, base_of
from index.dictionaries import kept

_MOST_MEANINGS = 8
"""A headword with more glosses than this says little: "få" is get, may, few and more."""
_LONGEST_PHRASE = 4
_FORM = 1
"""Raised whenever the same words would give another table."""


def translated(terms: Sequence[Term], language: str) -> dict[str, frozenset[str]]:
    """For the base forms of `terms`, in order, base forms in the other language; phrases count for each of their words.

    Words without a translation are left out.
    """
    table, other = _table(language), "sv" if language == "en" else "en"
    found: dict[str, set[str]] = {}
    for start in range(len(terms)):
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(terms)) + 1):
            phrase = terms[start:end]
            for words in {tuple(term.base for term in phrase), tuple(term.word for term in phrase)}:
                others = {base_of(word, other) for word in table.get(" ".join(words), "").split()}
                for term in phrase if others else ():
                    found.setdefault(term.base, set()).update(others)
    return {base: frozenset(others) for base, others in found.items()}


@lru_cache(maxsize=2)
def _table(language: str) -> Mapping[str, str]:
    """From a phrase, in base form as dictionaries give it, to single words in the other language; parted by spaces."""
    source = hashlib.blake2b(f"{_FORM} {version('svlang') if _is_there() else ''}\n{_own_text()}".encode()).hexdigest()
    return kept(f"from_{language}.words", source, lambda: _made(language))


def _made(language: str) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for swedish, english in _pairs():
        own, other = (english, swedish) if language == "en" else (swedish, english)
        if " " not in other:
            phrase = [word for word in own.split() if word not in _PARTICLES]
            if 0 < len(phrase) <= _LONGEST_PHRASE:
                found.setdefault(" ".join(phrase), set()).add(other)
    return {phrase: " ".join(sorted(others)) for phrase, others in found.items()}


def _is_there() -> bool:
    return find_spec("svlang") is not None


_PARTICLES = frozenset("a an the of to".split())


def dictionary() -> Iterator[tuple[str, list[str]]]:
    """Headwords and glosses of Folkets lexikon, case-folded, without "to"; nothing where the package is not there."""
    if not _is_there():
        return
    text = resources.files("svlang").joinpath("data", "folkets_sv_en.tsv").read_text("utf-8")
    for line in text.splitlines():
        headword, tab, glosses = line.partition("\t")
        if tab and not line.startswith("#"):
            clean = [gloss.strip().removeprefix("to ").casefold() for gloss in glosses.replace(";", ",").split(",")]
            # "post|adress" shows where a compound is parted.
            yield headword.casefold().replace("|", ""), [gloss for gloss in clean if gloss]


def own_pairs() -> Iterator[tuple[list[str], list[str]]]:
    """The lines of our own list: Swedish words and phrases, and English ones that mean the same."""
    for line in _own_text().splitlines():
        swedish, sign, english = line.partition("=")
        if sign and not line.startswith("#"):
            yield [each.strip() for each in swedish.split(",")], [each.strip() for each in english.split(",")]


def _own_text() -> str:
    return resources.files("index").joinpath("words", "sv_en.txt").read_text("utf-8")


def _pairs() -> Iterator[tuple[str, str]]:
    for swedish, english in own_pairs():
        yield from ((one, other) for one in swedish for other in english)
    for headword, glosses in dictionary():
        if len(glosses) <= _MOST_MEANINGS:
            yield from ((headword, gloss) for gloss in glosses)
