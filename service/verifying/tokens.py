"""A text as the verifier reads it: its words with their places, clean of what only the layout put there."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from index.analysis import Term, terms
from index.dictionaries import is_known
from service.verifying.lexicon import lines

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\ufffe\u200b\u200c\u200d\u2060\ufeff"))
# A word hyphenated at a line's or page's end; "text- och ljudfiler" keeps its hyphen.
_HYPHENATED = re.compile(
    r"(?<=[a-zåäöéü])[-\u2010\u00ac][ \t]*(?:\r?\n|\f)\s*(?!(?:och|eller|samt|and|or)\b)(?=[a-zåäö])"
)
_DASHES = re.compile(r"[\u2010\u2011]")
_REFERENCE = re.compile(r"\s*\[\d{1,2}\]")
_SHOUTED = 0.7


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place in the clean text, case-folded form, base form and the parts of a compound.

    `capital` tells that it is written with a capital where a sentence does not ask for one.
    """

    start: int
    end: int
    word: str
    base: str
    parts: tuple[str, ...]
    capital: bool
    function: bool


def clean(text: str) -> str:
    """The text as one line: NFC, words joined across lines and pages, white space single, references [n] left out."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = _REFERENCE.sub("", _DASHES.sub("-", _HYPHENATED.sub("", text)))
    text = " ".join(text.split())
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters) and len(letters) > 20
    return text.lower() if shouted else text


def tokens(text: str, language: str) -> list[Token]:
    """The words of a clean text, in order; numbers are among them."""
    found = terms(text, language)
    function = function_words(language)
    begins = {found[0].start} if found else set()
    begins |= {after.start for before, after in pairwise(found) if re.search(r"[.!?:]", text[before.end : after.start])}
    named = {first.start for first, second in pairwise(found) if _names_a_place(first, second, function)}
    made = [_token(text, term, function, term.start in begins - named) for term in found]
    if language == "en":
        return made
    after = [*made[1:], None]
    return [
        _with_particle(_as_verb(token, made[place - 1] if place else None), after[place])
        for place, token in enumerate(made)
    ]


# After these a form in -ade is an adjective: "de blandade formerna", "är fördelade".
_BEFORE_PARTICIPLES = frozenset(
    """de dessa sina våra deras dess alla några många flera olika är var blir blev varit med av i på för till från om
    som och eller mer mest ett en""".split()
)


def _as_verb(token: Token, before: Token | None) -> Token:
    """The dictionary takes "delade" for the participle "delad"; where a noun stands before it, it is the verb."""
    known = _verb_forms().get(token.word)
    if token.capital or known:
        return replace(token, base=known, parts=()) if known and not token.capital else token
    stem = token.word.removesuffix("s").removesuffix("de")
    if token.word.endswith("ar") and token.base in (token.word, token.word + "e") and is_known(token.word[:-1], "sv"):
        return replace(token, base=token.word[:-1], parts=())
    if not token.word.endswith(("ade", "ades")) or token.base != stem + "d":
        return token
    attribute = before is None or before.word in _BEFORE_PARTICIPLES
    return token if attribute and not token.word.endswith("s") else replace(token, base=stem, parts=())


def _with_particle(token: Token, after: Token | None) -> Token:
    """The verb rather than the preposition where "för" stands before "samman" or the like."""
    if token.word != "för" or after is None or after.word not in _PARTICLES:
        return token
    return replace(token, base="föra", function=False)


_PARTICLES = frozenset("samman ihop vidare fram bort tillbaka".split())


@lru_cache(maxsize=1)
def _verb_forms() -> dict[str, str]:
    """Base forms of verbs that the dictionary takes for something else."""
    rows = (line.split() for line in lines("verb_forms.txt"))
    return {form: base for base, *forms in rows for form in forms}


def _token(text: str, term: Term, function: frozenset[str], begins: bool) -> Token:
    written = text[term.start : term.end]
    capital = written[0].isupper() and (not begins or _is_acronym(written))
    # "Vara" within a sentence is a town, not the verb.
    is_function = not capital and term.word in function
    return Token(term.start, term.end, term.word, term.base, term.parts, capital, is_function)


def _names_a_place(term: Term, after: Term, function: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is a municipality's name: "Vara kommun", not "Varje kommun"."""
    return after.word in _OF_PLACES and (term.word not in function or term.word in _ALSO_PLACES)


_OF_PLACES = frozenset("kommun kommuns stad stads län läns".split())
_ALSO_PLACES = frozenset({"vara"})


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word[:2].isupper()


@lru_cache(maxsize=2)
def function_words(language: str) -> frozenset[str]:
    """Words of that language that carry no claim of their own."""
    return frozenset(
        word for line in lines(f"function_{'en' if language == 'en' else 'sv'}.txt") for word in line.split()
    )
