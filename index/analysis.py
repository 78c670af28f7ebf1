"""The words of a text as they are compared: lemmas, parts of compounds, numbers, in Swedish and English.

Snowball gives *hälsa* and *hälsan*, *skola* and *skolan*, *stad* and *städer* different stems, so the base form comes
from simplemma's dictionaries; what is in none of them is first taken apart as a compound and then stemmed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import snowballstemmer

from index.dictionaries import is_known, lemma_of

ANALYSER_VERSION = 1

# A question may come with its letters written in two characters (NFD), so marks that combine belong to the word.
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_TOKEN = re.compile(rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,:]\d+)*|{_LETTERS}(?:[:'’-]{_LETTERS})*")
_GENITIVE = re.compile(r"[:'’]s$")
_LINKS = ("", "s", "e", "o", "a", "u")
_SHORTEST_PART = 3
_SHORTEST_LAST = 4
# Shorter words that often end a compound: socialtjänstlag, kommunråd.
_SHORT_LASTS = frozenset("lag råd mål dag tid liv hus bok väg val rum län lön".split())
_LONGEST_WORD = 40
_KEPT = 32_768
"""Words whose analysis is kept, some 300 bytes each."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text: its place in the text (code points, half-open), base form, and the parts of a compound.

    `word` is the word itself, case-folded. `parts` are base forms, left to right; empty where the word is no compound.
    """

    start: int
    end: int
    word: str
    base: str
    parts: tuple[str, ...]


def terms(text: str, language: str) -> list[Term]:
    """Every word and number of the text, in order, stop words included; `language` is "sv" or "en".

    Any other language is treated as Swedish.
    """
    found: list[Term] = []
    for match in _TOKEN.finditer(text):
        for start, end in _subwords(match):
            word = unicodedata.normalize("NFC", text[start:end]).casefold()
            found.append(Term(start, end, word, *_analysed(word, language)))
    return found


def content_terms(text: str, language: str) -> list[Term]:
    """The terms that say what the text is about: without stop words."""
    stops = stop_words(language)
    return [term for term in terms(text, language) if term.base not in stops and term.word not in stops]


# Endings that make one word of another: "utveckling" and "utveckla", "europeisk" and "Europa".
_DERIVATIONS = re.compile(
    r"(?:ationer|ation|ering|eringen|ning|ing|ande|ende|else|het|lighet|lig|isk|eisk|are|tion|sam|ment|era|ad|a|e)$"
)
_SHORTEST_ROOT = 4


def root(base: str) -> str:
    """What a base form shares with words derived from it or alike; itself where too little would be left."""
    found = _DERIVATIONS.sub("", base)
    return found if len(found) >= _SHORTEST_ROOT else base


def _subwords(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The token, and the words a hyphen joins in it: "SKL-rapport" is also "SKL" and "rapport"."""
    token = match.group()
    if "-" not in token:
        yield match.span()
        return
    position = match.start()
    for part in token.split("-"):
        if part:
            yield position, position + len(part)
        position += len(part) + 1


@lru_cache(maxsize=_KEPT)
def _analysed(word: str, language: str) -> tuple[str, tuple[str, ...]]:
    if word[0].isdigit():
        return re.sub(r"[ \u00a0\u202f]", "", word), ()
    word = _GENITIVE.sub("", word)
    if language == "en":
        return lemma_of(word, "en").casefold(), ()
    if word in _own_lemmas() or is_known(word, "sv"):
        base = _lemma(word)
        return base, _split(base)[0] if len(base) <= _LONGEST_WORD else ()
    parts, last = _split(word) if len(word) <= _LONGEST_WORD else ((), "")
    return (word.removesuffix(last) + parts[-1], parts) if parts else (_stem(word), ())


def _lemma(word: str) -> str:
    own = _own_lemmas().get(word)
    if own is not None:
        return own
    lemma = lemma_of(word, "sv").casefold()
    # "bildades" comes back as the participle "bildad": the verb is what it shares with "bilda" and "bildar".
    verb = lemma.removesuffix("d")
    return verb if len(verb) > _SHORTEST_LAST and verb != lemma and verb.endswith("a") and _known(verb) else lemma


def _stem(word: str) -> str:
    # A stemmer keeps state: one for each call is cheap, and words come here once.
    return str(snowballstemmer.stemmer("swedish").stemWord(word))


@lru_cache(maxsize=_KEPT)
def _split(word: str) -> tuple[tuple[str, ...], str]:
    """The base forms of a compound's parts, and its last part as written; ((), "") for no compound.

    The fewest parts win, then the cut whose shorter side is longest: a chance word at an end is short.
    """
    best = (0, 0)
    found: tuple[tuple[str, ...], str] = ((), "")
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[cut:]
        ends = _known(last) and (len(last) >= _SHORTEST_LAST or last in _SHORT_LASTS)
        head = _first_parts(word[:cut]) if ends else ()
        rank = (-len(head), min(cut, len(last)))
        if head and (rank > best or not found[0]):
            best, found = rank, ((*head, _lemma(last)), last)
    return found


def _first_parts(text: str) -> tuple[str, ...]:
    """The base forms of what stands before the last part: a word with a linking letter, or a compound itself."""
    for link in _LINKS:
        stem = text.removesuffix(link)
        if text.endswith(link) and len(stem) >= _SHORTEST_PART:
            # folkhälso- is folkhälsa, kyrko- is kyrka: the link has taken the place of the vowel.
            for whole in (stem, stem + "a") if link else (stem, stem + "e", stem + "a"):
                if _known(whole):
                    return (_lemma(whole),)
    return _split(text)[0] if len(text) >= 2 * _SHORTEST_PART else ()


@lru_cache(maxsize=_KEPT)
def _known(word: str) -> bool:
    if len(word) < _SHORTEST_PART or word in _NEVER_PARTS or not is_known(word, "sv"):
        return False
    lemma = lemma_of(word, "sv")
    return len(lemma) >= _SHORTEST_PART and lemma not in _NEVER_PARTS


@lru_cache(maxsize=1)
def _own_lemmas() -> dict[str, str]:
    """Base forms where the dictionary errs."""
    return {word: base for base, *words in (line.split() for line in _lines("lemmas_sv.txt")) for word in words}


# In the dictionary, but in compounds nearly always a piece of another word.
_NEVER_PARTS = frozenset(
    """
    het ande ende are arna erna orna ens ets ing ingen inge inget tion ism iska isk lig liga ligt skap else elser sen
    set den det der des ter ten tet nas nad bar sam los lös ara ade barhet samhet löshet heten heter orne stagande
    tagande barhets rap rapa rappa kom koma komma
    """.split()
)


@lru_cache(maxsize=4)
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing of what a text is about, as written and in base form."""
    name = "stop_en.txt" if language == "en" else "stop_sv.txt"
    words = [word for line in _lines(name) for word in line.split()]
    return frozenset(words)


@lru_cache(maxsize=1)
def synonyms() -> dict[str, tuple[str, ...]]:
    """For a base form, the base forms of the words that mean the same; both languages."""
    groups = [[word.strip() for word in line.split(",")] for line in _lines("synonyms.txt")]
    found: dict[str, set[str]] = {}
    for group in groups:
        bases = {base for word in group for base in _bases(word)}
        for word in group:
            own = _bases(word)
            for base in own:
                found.setdefault(base, set()).update(bases - own)
    return {base: tuple(sorted(others)) for base, others in found.items()}


def _bases(phrase: str) -> set[str]:
    """The base form of a word in either language; a phrase stands for itself only through its rarest, last word."""
    if " " in phrase:
        return set()
    return (
        {_analysed(phrase, "sv")[0], _analysed(phrase, "en")[0]} if phrase.isascii() else {_analysed(phrase, "sv")[0]}
    )


def _lines(name: str) -> list[str]:
    text = resources.files("index").joinpath("words", name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def base_of(word: str, language: str) -> str:
    """The base form of one word, case-folded before."""
    return _analysed(word, language)[0]
