"""Which words and phrases may stand for each other, and which exclude each other."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

from index.analysis import terms
from index.translations import dictionary, own_pairs

Phrase = tuple[str, ...]
Groups = frozenset[str]
_EMPTY: Groups = frozenset()
_LONGEST = 6
# So many meanings in a dictionary say little: "få" is get, may, few and more.
_MOST_MEANINGS = 12


def lines(name: str) -> list[str]:
    """The lines of a word file that are neither empty nor comments."""
    text = resources.files("service.verifying").joinpath("words", name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def classes(name: str) -> Iterator[tuple[str, str]]:
    """(class, phrase) for each phrase of a file of classes."""
    for line in lines(name):
        label, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            yield label.strip(), phrase.strip()


class Lexicon:
    """Groups of phrases that mean the same; two phrases do where they share a group.

    A phrase is a tuple of case-folded words or base forms. Groups of one's own come from the word files, those of
    the Swedish-English dictionary begin with "=" and are named by their Swedish headword.
    """

    def __init__(self) -> None:
        self._groups: dict[str, dict[Phrase, set[str]]] = {"sv": {}, "en": {}}
        self._meanings: dict[str, Groups] = {}
        for name in ("synonyms.txt", "names.txt"):
            for number, line in enumerate(lines(name)):
                self._add_group(f"{name}:{number}", [phrase.strip() for phrase in line.split(",")])
        for number, (swedish, english) in enumerate(own_pairs()):
            self._add_pairs(f"seed:{number}", swedish, english)
        for headword, glosses in dictionary():
            self._add_headword(headword, glosses)
        self._starts = {language: self._longest_from(language) for language in self._groups}

    def groups(self, phrase: Phrase, language: str) -> Groups:
        """The groups of a phrase."""
        found = self._groups[language].get(phrase)
        return frozenset(found) if found else _EMPTY

    def longest(self, word: str, language: str) -> int:
        """How many words the longest phrase that begins with this word has; 1 where it begins none."""
        return self._starts[language].get(word, 1)

    def meanings(self, word: str) -> Groups:
        """The English words a Swedish one is given in the dictionary."""
        return self._meanings.get(word, _EMPTY)

    def _add_group(self, group: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            for language in ("sv", "en") if phrase.isascii() else ("sv",):
                self._put(phrase, language, group)

    def _add_pairs(self, group: str, swedish: Iterable[str], english: Iterable[str]) -> None:
        for phrase in swedish:
            self._put(phrase.strip(), "sv", group)
        for phrase in english:
            self._put(phrase.strip(), "en", group)

    def _put(self, phrase: str, language: str, group: str) -> None:
        found = terms(phrase, language)
        if found:
            table = self._groups[language]
            for key in {tuple(term.base for term in found), tuple(term.word for term in found)}:
                table.setdefault(key, set()).add(group)

    def _add_headword(self, headword: str, glosses: list[str]) -> None:
        if len(glosses) <= _MOST_MEANINGS:
            self._meanings[headword] = frozenset(glosses)
            group = "=" + headword
            self._groups["sv"].setdefault(tuple(headword.split()), set()).add(group)
            for gloss in glosses:
                self._groups["en"].setdefault(tuple(gloss.split()), set()).add(group)

    def _longest_from(self, language: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for phrase in self._groups[language]:
            if 1 < len(phrase) <= _LONGEST:
                found[phrase[0]] = max(found.get(phrase[0], 1), len(phrase))
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    return Lexicon()


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Words and base forms that add nothing where the rest of a statement is borne out."""
    return frozenset(word for line in lines("light.txt") for word in line.split())


@lru_cache(maxsize=2)
def generic_words(kind: str) -> frozenset[str]:
    """Base forms that say little: "verbs", or "others"."""
    found = (line.partition(":") for line in lines("generic.txt"))
    return frozenset(word for label, _, words in found if label == kind for word in words.split())


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """For each word of `antonyms.txt` the words that it excludes, which exclude it too."""
    found: dict[str, frozenset[str]] = {}
    for line in lines("antonyms.txt"):
        left, _, right = line.partition("|")
        for words, others in ((_forms(left), _forms(right)), (_forms(right), _forms(left))):
            found |= {word: found.get(word, frozenset()) | others for word in words}
    return found


def _forms(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))
