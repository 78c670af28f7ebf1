"""A question taken apart by word order: what asks, the verb, and the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.following.words import WORDS, Words, base_of, is_verb, words_of

_POINTING = frozenset("det de den dem it they that this inte not just exakt exactly annars else mer more".split())
_INDEFINITE_ARTICLES = frozenset("en ett a an the".split())
_GOING_ON = frozenset("och men samt and but".split())
_LONGEST_NOUN = 6
_BEFORE_ASKING = frozenset("sedan since tillsammans together".split())
_COUNTING = frozenset("många mycket many much".split())
_ENDS = " \t?!.,;:–-…"


@dataclass(frozen=True, slots=True)
class Shape:
    """A question in its parts, each as written and without the mark at its end.

    `lead` is what asks ("vilka kommuner", "sedan när"), empty for a question answered by yes or no; `noun` is what
    follows the asking word in it ("kommuner"). `verb` is the finite verb, empty in a fragment. `opened` tells whether a
    word that leads on stood first ("och", "and"), `trailed` whether one stood last ("då", "then").
    """

    text: str
    language: str
    lead: str
    noun: str
    verb: str
    rest: str
    opened: bool
    trailed: bool

    @property
    def asks(self) -> str:
        """The asking word of the lead, case-folded; empty where there is none."""
        asking = WORDS[self.language].asking
        return next((low for word in words_of(self.lead) if (low := word.group().casefold()) in asking), "")

    @property
    def fragment(self) -> bool:
        """Whether neither question word nor verb is there: "i Malmö", "och regionerna"."""
        return not self.lead and not self.verb


_ABOUT = re.compile(r"^(?:what about|how about|what of|same for)\s+")
_CONTRACTED = {
    "sv": ((re.compile(r"\b([Ss])en(?= (?:när|vilke[nt])\b)"), r"\1edan"),),
    "en": (
        (re.compile(r"\b([Hh]e|[Ss]he|[Ii]t|[Tt]here|[Ww]ho|[Ww]hat)[’']s(?= (?:been|had|become|got)\b)"), r"\1 has"),
        (re.compile(r"\b(\w*(?:hat|ho|hen|here|ow|hy|[Hh]e|[Ii]t))[’']s\b"), r"\1 is"),
        (re.compile(r"\b(\w+)[’']re\b"), r"\1 are"),
        (re.compile(r"\b(\w+)[’']ll\b"), r"\1 will"),
        (re.compile(r"\b(\w+)[’']ve\b"), r"\1 have"),
    ),
}


def shape_of(text: str, language: str) -> Shape:
    """Takes a question apart; words that lead on or end it ("och …", "… då?") are left out of the parts."""
    words = WORDS[language]
    text = " ".join(text.split())
    for short, whole in _CONTRACTED[language]:
        text = short.sub(whole, text)
    body, opened = _without_openers(text.strip(_ENDS), words)
    body, trailed = _without_trailing(body, words)
    about = _ABOUT.match(body.casefold()) if language == "en" else None
    if about:
        body, opened = body[about.end() :], True
    lead, noun, after = _lead(body, language)
    verb, rest = _verb(after, language, asked=bool(lead))
    return Shape(body, language, lead, noun, verb, rest, opened, trailed)


# English verbs that look in the present as in a dictionary, where a question counts or chooses: "how many take part".
PLAIN_VERBS = frozenset(
    "say take work live come go sit join belong want need have attend participate speak agree run start end get give "
    "pay make become decide meet exist apply cost demand mean".split()
)
_NEITHER = re.compile(r"^(?:inte heller|inte ens|not even|nor|neither)\s+(?=\S)", re.IGNORECASE)


def _without_openers(body: str, words: Words) -> tuple[str, bool]:
    rest = _NEITHER.sub("", body)
    body, opened = rest, rest != body
    while True:
        first, _, after = body.partition(" ")
        if first.casefold().strip(",") not in words.openers or not after:
            return body, opened
        body, opened = after.strip(_ENDS), opened or first.casefold().strip(",") in _GOING_ON


def _without_trailing(body: str, words: Words) -> tuple[str, bool]:
    before, _, last = body.rpartition(" ")
    if before and last.casefold() in words.trailing:
        return before.strip(_ENDS), True
    return body, False


def _lead(body: str, language: str) -> tuple[str, str, str]:
    """What asks, the noun in it, and what comes after; empty strings where nothing asks."""
    words, found = WORDS[language], words_of(body)
    place = next((at for at, word in enumerate(found[:3]) if word.group().casefold() in words.asking), None)
    if place is None or any(
        word.group().casefold() not in words.prepositions | _BEFORE_ASKING for word in found[:place]
    ):
        return "", "", body
    end = place + 1
    low = found[place].group().casefold()
    if low == words.how and end < len(found) and found[end].group().casefold() in words.degrees:
        end += 1
        counts = found[end - 1].group().casefold() in _COUNTING
        low = "" if counts or _describes_noun(found[end - 1 : end + 2], language) else low
    noun_from = end
    if low in words.choosing or not low:
        while end < len(found) and end - noun_from < _LONGEST_NOUN and not is_verb(found[end].group(), language):
            if found[end].group().casefold() in words.prepositions | PLAIN_VERBS:
                break
            end += 1
    common = end == noun_from + 1 == len(found) and found[noun_from].group().islower()
    if low == "what" and (
        (end == len(found) and not common) or found[min(end, len(found) - 1)].group() in words.articles
    ):
        end = noun_from
    stop = found[end - 1].end()
    noun = body[found[noun_from].start() : stop] if end > noun_from else ""
    return body[:stop], noun, body[stop:].strip()


def _describes_noun(words: list[re.Match[str]], language: str) -> bool:
    """Whether a noun comes between the degree, which is first, and the verb: "stora intäkter hade"."""
    if language != "sv" or len(words) < len(("stora", "intäkter", "hade")):
        return False
    noun, verb = words[1].group(), words[2].group()
    return base_of(noun, language) is not None and not is_verb(noun, language) and is_verb(verb, language)


def _verb(after: str, language: str, *, asked: bool) -> tuple[str, str]:
    found = words_of(after)
    if not found:
        return "", after
    first = found[0]
    low = first.group()[:1].casefold() + first.group()[1:]
    second = asked and low not in WORDS[language].prepositions | WORDS[language].trailing | _POINTING
    if second or is_verb(low, language) or low in WORDS[language].imperatives:
        return first.group(), after[first.end() :].strip()
    return ("", after) if not _has_verb(after, language) else _later(after, language)


def _has_verb(text: str, language: str) -> bool:
    return any(verbs_in(text, language))


def verbs_in(text: str, language: str) -> Iterator[re.Match[str]]:
    """The verbs in a tense, in order; what stands right after a preposition or an article is none."""
    words = WORDS[language]
    before = ""
    for word in words_of(text):
        if is_verb(word.group(), language) and before not in words.prepositions | _INDEFINITE_ARTICLES:
            yield word
        before = word.group().casefold()


def _later(text: str, language: str) -> tuple[str, str]:
    """The first verb of words in another order, and the words without it."""
    word = next(verbs_in(text, language), None)
    if word is None:
        return "", text
    return word.group(), f"{text[: word.start()]}{text[word.end() :].lstrip()}".strip()


def head_of(phrase: str, language: str) -> str:
    """The word a noun phrase is built on: the last before its first preposition, or its only one."""
    prepositions = WORDS[language].prepositions | {"som", "that", "which"}
    found = [word.group() for word in words_of(phrase)]
    for place, word in enumerate(found):
        if place and word.casefold() in prepositions:
            return found[place - 1]
    return found[-1] if found else ""


ADVERBS = {
    "sv": frozenset(
        "in ut upp ner ned av hem bort fram hit dit här där mest minst värst bäst sämst först sist senast oftast "
        "längst tidigare senare snart igen heller istället stället redan fortfarande ännu kvar ihop tillsammans "
        "samtidigt alltid aldrig annars digitalt vanligtvis hittills nu".split()
    ),
    "en": frozenset(
        "in out up down away home here there most least best worst first last earlier later soon again instead already "
        "still yet together next always never otherwise usually now so far".split()
    ),
}
_LIGHT = {"sv": frozenset("del rum plats".split()), "en": frozenset("part place".split())}
_SUPINE = ("it", "rt", "tt", "kt", "nt", "pt")


def is_idle(word: str, language: str) -> bool:
    """Whether a word names nothing that a question could be about: a small word, an adverb, a verb in any form."""
    words, low = WORDS[language], word.casefold()
    base = base_of(word, language)
    small = (
        low in words.short | words.subjects | words.degrees | words.prepositions | ADVERBS[language] | _LIGHT[language]
    )
    if word != low and not small:
        return False
    if base is None or small or low in words.articles or is_verb(word, language):
        return True
    return language == "sv" and base.endswith("a") and low.endswith(_SUPINE) and low != f"{base}t"


def has_content(text: str, language: str) -> bool:
    """Whether a text names anything: a word beyond small ones and verbs."""
    words = WORDS[language]
    idle = words.short | words.subjects | words.degrees | ADVERBS[language]
    return any(
        base_of(word.group(), language) is not None
        and word.group().casefold() not in idle
        and not is_verb(word.group(), language)
        for word in words_of(words.time.sub(" ", text) if text == text.casefold() else text)
    )
