"""The words of a question that point outside it: "hon", "den", "där", "it", "then"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.following.phrases import SAYING
from service.following.shape import has_content
from service.following.within import points_within
from service.following.words import WORDS, base_of, is_verb, words_of


class Points(StrEnum):
    """What a word points at."""

    PERSON = "person"
    COMMON = "common"
    NEUTER = "neuter"
    SINGULAR = "singular"
    PLURAL = "plural"
    PLACE = "place"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word at `text[start:end]` that points outside its question; `owner` tells whether it stands for a genitive.

    `noun` is the noun that a demonstrative has of its own ("det mötet").
    """

    start: int
    end: int
    points: Points
    owner: bool = False
    noun: str = ""


_KINDS: dict[str, dict[str, tuple[Points, bool]]] = {
    "sv": {
        **dict.fromkeys("han hon hen honom henne henom".split(), (Points.PERSON, False)),
        **dict.fromkeys("hans hennes hens".split(), (Points.PERSON, True)),
        **dict.fromkeys("den denna denne".split(), (Points.COMMON, False)),
        **dict.fromkeys("det detta".split(), (Points.NEUTER, False)),
        **dict.fromkeys("de dem dom dessa".split(), (Points.PLURAL, False)),
        "dess": (Points.SINGULAR, True),
        "deras": (Points.PLURAL, True),
        **dict.fromkeys("där dit därifrån".split(), (Points.PLACE, False)),
    },
    "en": {
        **dict.fromkeys("he she him".split(), (Points.PERSON, False)),
        **dict.fromkeys("his her hers".split(), (Points.PERSON, True)),
        **dict.fromkeys("it that this".split(), (Points.SINGULAR, False)),
        "its": (Points.SINGULAR, True),
        **dict.fromkeys("they them those these".split(), (Points.PLURAL, False)),
        **dict.fromkeys("their theirs".split(), (Points.PLURAL, True)),
        "there": (Points.PLACE, False),
    },
}
_BEING = frozenset(
    "är e ä va var blir blev varit finns fanns funnits is are was were be been has have had will would can".split()
)
_WANTING = frozenset("want need plan try intend have hope like wish".split())
_HELPING = frozenset("do does did can could will would should may must has have".split())
_HELPING_SV = frozenset("kan kunde ska skall skulle vill ville måste bör borde får fick behöver".split())
_IMPERSONAL = frozenset("står stod går gick gäller gällde råder rådde ser såg händer hände".split())
_IMPERSONAL_INFINITIVES = frozenset("stå finnas gå bli vara ske hända behövas".split())
_FEW = frozenset("två tre fyra fem sex sju åtta nio tio elva tolv näst mest minst allra".split())
_INDEFINITE = frozenset(
    "någon något några nån nåt en ett ingen inget inga flera fler många mer a an any some no many more several".split()
)


def pointers_in(text: str, language: str) -> list[Pointer]:
    """The words that point outside the question, in order; none of those that point within it or at nothing."""
    return list(_pointers(text, language))


def _pointers(text: str, language: str) -> Iterator[Pointer]:
    words = words_of(text)
    lows = [word.group().casefold() for word in words]
    told = 0
    for place, word in enumerate(words):
        kind = _KINDS[language].get(lows[place])
        if kind is None or word.start() < told or (word.group()[:1].isupper() and place and word.group().isupper()):
            continue
        points, owner = kind
        if lows[place] == "her" and not _owns(lows, place, language):
            owner = False
        pointer = _pointer(text, language, words, place, points, owner)
        if pointer and not points_within(
            text, language, place, person=pointer.points is Points.PERSON, owner=pointer.owner
        ):
            told = pointer.end
            yield pointer


def _owns(lows: list[str], place: int, language: str) -> bool:
    following = lows[place + 1] if place + 1 < len(lows) else "of"
    return following not in WORDS[language].prepositions and base_of(following, language) is not None


def _pointer(
    text: str, language: str, words: list[re.Match[str]], place: int, points: Points, owner: bool
) -> Pointer | None:
    start, end = words[place].span()
    if points is Points.PLACE and _nowhere(text, language, words, place):
        return None
    if owner or points in (Points.PERSON, Points.PLACE):
        return Pointer(start, end, points, owner)
    lows = [word.group().casefold() for word in words]
    after = place + 1
    if language == "sv" and after < len(lows) and lows[after] in ("här", "där"):
        end, after = words[after].end(), after + 1
    elif _expletive(text, language, lows, place):
        return None
    return _demonstrative(text, language, words, place, after, Pointer(start, end, points))


def _demonstrative(
    text: str, language: str, words: list[re.Match[str]], place: int, after: int, alone: Pointer
) -> Pointer | None:
    """The pointer with the noun it belongs to; None where the word is an article or leads in a clause."""
    if after >= len(words) or text[words[after - 1].end() : words[after].start()].strip():
        return alone
    word, low = words[after].group(), words[after].group().casefold()
    if low in ("som", "which", "who", "andra", "others") or (low.isdigit() and len(low) < len("2026")):
        return None
    if language == "sv":
        return _swedish(words, place, after, alone)
    if words[place].group().casefold() in ("it", "they", "them"):
        return alone
    helped = words[place - 1].group().casefold() in _HELPING if place else False
    if words[place].group().casefold() == "that" and helped and place == 1:
        return alone
    if base_of(low, language) is None or is_verb(low, language):
        return alone if words[place].group().casefold() != "that" or _english_that(words, place, language) else None
    before = words[place - 1].group().casefold() if place else ""
    if words[place].group().casefold() == "that" and before not in WORDS[language].prepositions | {""}:
        return None
    return Pointer(alone.start, words[after].end(), Points.NOUN, noun=word)


def _english_that(words: list[re.Match[str]], place: int, language: str) -> bool:
    """Whether "that" is a pronoun and leads in no clause."""
    before = words[place - 1].group().casefold() if place else ""
    return before in WORDS[language].finite | WORDS[language].prepositions


def _swedish(words: list[re.Match[str]], place: int, after: int, alone: Pointer) -> Pointer | None:
    """Tells "det mötet", which points back, from "det europeiska nätverket", which has an article, and a lone "den"."""
    word, low = words[after].group(), words[after].group().casefold()
    before = [each.group().casefold() for each in words[:place]]
    following = [each.group() for each in words[after + 1 : after + 4]]
    if low in WORDS["sv"].subjects:
        return alone
    if following[:1] == ["som"] and base_of(word, "sv") is not None:
        return None
    articled = bool(following) and low.endswith(("a", "e")) and following[0].islower() and _is_definite(following[0])
    if articled:
        return None
    if _is_definite(word):
        # "Hur påverkade det intäkterna?": an article agrees with its noun.
        if not low.endswith(_AGREEING.get(words[place].group().casefold(), ("",))):
            return alone
        return Pointer(alone.start, words[after].end(), Points.NOUN, noun=word)
    prepositions = WORDS["sv"].prepositions
    adjective = low.endswith(("a", "e", "as", "es")) and not is_verb(low, "sv") and low not in prepositions
    if bool(before) and before[-1] in _HELPING_SV and base_of(word, "sv") in (None, low) and low.endswith(("a", "å")):
        return alone
    described = bool(following) and following[0].casefold() not in prepositions and (adjective or low in _FEW)
    predicate = bool(before) and before[-1] in _BEING and not following
    elliptic = not predicate and not following and low.endswith(("ska", "iga", "ala", "ella", "iva"))
    return None if described or elliptic or word[:1].isupper() else alone


_AGREEING = {
    "den": ("n",), "denna": ("n",), "denne": ("n",), "det": ("t",), "detta": ("t",), "de": ("a", "en"),
    "dom": ("a", "en"), "dessa": ("a", "en"), "dem": ("a", "en"),
}  # fmt: skip


def _is_definite(word: str) -> bool:
    low = word.casefold()
    ends = low.endswith(("en", "et", "an", "na", "eln", "ern"))
    return ends and base_of(word, "sv") is not None and not is_verb(low, "sv")


def _expletive(text: str, language: str, lows: list[str], place: int) -> bool:
    """Whether "det", "it" only fills a place: "vad kostar det att …", "finns det", "is it true that"."""
    before, after = lows[:place], lows[place + 1 :]
    low = lows[place]
    # "De" is also how "det" is said.
    if low not in ("det", "de", "it"):
        return low in ("that", "this") and _is_clause(before, after)
    if low == "de" and before[-1:] and before[-1] in SAYING:
        return False
    if language == "en":
        return _is_clause_to(after)
    if "att" in after or "som" in after or (before[:2] == ["hur", "många"] and before[-1] in _BEING):
        return True
    last = before[-1] if before else ""
    if low == "det" and _says_what_it_is(before, after):
        return False
    if low == "det" and after[:1] and after[0] in ("när", "om", "hur", "där"):
        return any(is_verb(each, "sv") for each in after)
    soon = after[:1] if after[:1] and after[0] in WORDS["sv"].prepositions else after[:2]
    some = any(each in _INDEFINITE for each in soon) and (low == "det" or last in _BEING)
    if last in ("finns", "fanns") or some:
        return True
    if low == "de" and last in _BEING:
        return after[:1] == ["för"]
    passive = last.endswith("s") and is_verb(last, "sv") and (low == "det" or len(before) > 1)
    if last in _BEING | _IMPERSONAL or passive or after[:1] and after[0] in _IMPERSONAL_INFINITIVES:
        named = has_content(text[words_of(text)[place].end() :], "sv") or (after[:1] == ["för"] and len(after) > 1)
        return named or (passive and before[0] in ("hur", "vilka") and base_of(before[-2], "sv") is not None)
    return False


_NEUTER = re.compile(r"\w{2,}t$|\w{3,}are$|bra$|lika$")
_NEVER_SAID_OF = frozenset("sant många mycket något inget intet någonting ingenting annat".split())


def _says_what_it_is(before: list[str], after: list[str]) -> bool:
    """Whether something is said of "det": "är det viktigt?", "gäller det regioner?", not "är det en man som …"."""
    if before[-1:] == ["gäller"] and len(before) == 1:
        return bool(after)
    after = [word for word in after if word not in WORDS["sv"].short | {"fortfarande", "inte", "så", "då"}]
    if before[-1:] not in (["är"], ["var"], ["blir"], ["blev"]) or not after or after[0] in _NEVER_SAID_OF:
        return False
    adjective = _NEUTER.search(after[0]) is not None and not _is_definite(after[0])
    return adjective and (len(after) == 1 or after[1] in WORDS["sv"].prepositions)


def _is_clause_to(after: list[str]) -> bool:
    if after[:1] and after[0] in _WANTING:
        return False
    if "that" in after:
        return True
    return any(
        low == "to" and at + 1 < len(after) and after[at + 1] not in WORDS["en"].articles | {"which", "whom"}
        for at, low in enumerate(after)
    )


def _is_clause(before: list[str], after: list[str]) -> bool:
    """Whether "that" leads in a clause: something is said before it and after it."""
    return bool(before and after) and before[-1] not in WORDS["en"].finite | WORDS["en"].prepositions and len(after) > 1


def _nowhere(text: str, language: str, words: list[re.Match[str]], place: int) -> bool:
    """Whether "there" or "där" leads in what is, or a clause."""
    lows = [word.group().casefold() for word in words]
    beyond = has_content(text[words[place].end() :], language)
    if language == "en":
        near = {*lows[max(0, place - 1) : place], *lows[place + 1 : place + 2]}
        return beyond and bool(near & _BEING)
    before = lows[place - 1] if place else ""
    return beyond and base_of(before, language) is not None and not is_verb(before, language)
