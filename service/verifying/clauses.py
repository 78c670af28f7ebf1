"""Where clauses begin: what is told of one subject is not to be told of another."""

import re
from collections.abc import Sequence
from itertools import pairwise

from service.verifying.tokens import Token

_HARD = re.compile(r"[.;:!?]|\s[–—]\s")
_SOFT = re.compile(r"[,()]")
_LINKS = frozenset("och men samt eller medan utan and but or while whereas".split())
_RELATIVE = frozenset(
    """som vilket vilken vilka där dit vars när innan
    eftersom fast att vad hur who which that where when because whose what
    how whether""".split()
)
_SUBORDINATORS = frozenset("när om eftersom medan innan då sedan ifall hur vad att vilka".split())
# Verbs whose infinitive does not end in -a: "tillgodoses", "uppnås".
_SHORT = ("se", "ge", "be", "slå", "gå", "få", "nå", "stå")
NO_VERBS = frozenset("allas bådas samtligas flestas".split())
_INFINITIVES = ("a", "å", "se", "ge", "ske", "be", "le")
# "för att stå emot": no clause with a subject of its own.
_OF_ATT = frozenset("för genom utan så om till med på av".split())
_PURPOSES = frozenset({("så", "att"), ("för", "att"), ("in", "order"), ("so", "that"), ("syfte", "att")})
_VERBS = {
    "sv": frozenset(
        """är var blir blev har hade kan ska skall vill bör måste får fick går gick står stod tar tog ger gav ser såg
        kom kommer heter finns fanns hör gör gjorde säger sade vet la lade höll hölls håller hålls sitter satt förde
        bor tror ger ser sker ber beror dör når mår rår förmår uppnår består förstår avser anser inser utser ges ses nås
        skrev skriver valdes väljs behöver antog antas driver drev bygger byggde drabbas sker skedde ligger låg"""
        .split()
    ),
    "en": frozenset(
        """is are was were has have had will would shall should can could may might must do does did becomes became
        takes took held meets met runs ran gives gave says said begins began ends leads led makes made goes went
        pays wants needs means works starts gets got""".split()
    ),
}  # fmt: skip
_ENDINGS = {"sv": re.compile(r"(?:ar|er|as|des|tes|de|te)$"), "en": re.compile(r"ed$")}
# Past forms without an ending, after any prefix, active or passive: "antog", "beslöts", "utgavs".
_STRONG = re.compile(
    r"\w*(?:tog|gav|kom|gick|fick|höll|lät|såg|stod|skrev|drog|bar|bjöd|bröt|drev|föll|slog|slöt|steg|sprang|vann|fann|"
    r"band|skar|sköt|sjönk|satt|låg|bad|löd|led|lade|gjorde|sade)s?"
)
_NEAR = 4
_PREPOSITIONS = frozenset("av i på för till från med om och hos under".split())


def is_verb(token: Token, language: str) -> bool:
    """Whether a word looks like a finite verb."""
    if token.word in NO_VERBS:
        return False
    if token.word in _VERBS.get(language, _VERBS["sv"]):
        return not token.capital
    if language == "sv" and token.base.endswith(("a", "å", "e", "ö", "o")) and _STRONG.fullmatch(token.word):
        return not token.capital
    if language == "sv" and token.word.endswith("r") and token.base == token.word + "a":  # "tillhör", "styr"
        return not token.capital
    if language == "sv" and token.word == token.base + "s" and token.base.endswith(_SHORT):
        return not token.capital
    ending = _ENDINGS.get(language, _ENDINGS["sv"]).search(token.word)
    if language == "sv" and token.word == token.base[:-1] + "s" and token.base.endswith("a"):
        return not token.capital
    if ending is None or token.capital or token.base == token.word:
        return False
    if token.word in (token.base[:-1] + "ande", token.base + "ende"):
        return False
    return language == "en" or token.base.endswith("a")


def clause_numbers(text: str, tokens: Sequence[Token], language: str) -> list[int]:
    """For each token the number of its clause, from 0; a clause holds a finite verb where the text has one."""
    begins = [place for place in range(1, len(tokens)) if _begins(text, tokens, place, language)]
    begins = [begin for before, begin in pairwise([0, *begins]) if not _joins_nouns(tokens, before, begin, language)]
    main = _main_after(tokens, begins, language)
    begins = sorted({*begins, *main})
    numbers: list[int] = []
    kept: list[int] = [0]
    opened: int | None = None
    for begin, end in pairwise([*begins, len(tokens)]):
        if _is_purpose(tokens, begin):
            kept.append(begin)
            continue
        start = begin if opened is None else opened
        before = any(is_verb(token, language) for token in tokens[kept[-1] : start])
        if not any(is_verb(token, language) for token in tokens[begin:end]):
            # "att A, B och C beslutar": the clause begins at "att" though its verb comes after the commas.
            opened = start if tokens[start].word in ("att", "that") else None
            continue
        if before or start in main:
            kept.append(start)
        if opened is not None and tokens[begin].word in _RELATIVE:
            kept.append(begin)
        opened = None
    for place in range(len(tokens)):
        numbers.append(sum(begin <= place for begin in kept) - 1)
    return numbers


def _is_infinitive(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb in the infinitive stands here, or an adverb before one: "att arbeta", "att inte ge"."""
    near = tokens[place : place + 2]
    return any(token.word == token.base and token.word.endswith(_INFINITIVES) and not token.capital for token in near)


def _main_after(tokens: Sequence[Token], begins: Sequence[int], language: str) -> list[int]:
    """Where the main clause begins, verb first, after a subordinate one: "När brott förebyggs | måste …"."""
    if language != "sv" or not tokens:
        return []
    purpose, those = _is_purpose(tokens, 0), [token.word for token in tokens[:2]] in (["den", "som"], ["de", "som"])
    if not (purpose or those or tokens[0].word in _SUBORDINATORS):
        return []
    verbs = [place for place, token in enumerate(tokens) if is_verb(token, language)]
    if those:
        verbs = [place for place in verbs if place not in begins and tokens[place - 1].word not in _LINKS]
    at = verbs[:1] if purpose else verbs[1:2]
    return [] if any(0 < begin <= place for begin in begins for place in at) and not those else at


def _joins_nouns(tokens: Sequence[Token], before: int, begin: int, language: str) -> bool:
    """Whether a link has no verb before it since the last beginning, so that it joins subjects: "A och B beslutar"."""
    if tokens[begin].word not in _LINKS:
        return False
    return not any(is_verb(token, language) for token in tokens[before:begin])


def is_condition(tokens: Sequence[Token], place: int, language: str) -> bool:
    """Whether Swedish "om" begins a condition here: a subject and its verb follow; else it is "about"."""
    if tokens[place].word != "om" or language != "sv":
        return False
    if place and not any(is_verb(token, language) for token in tokens[:place]):
        return False
    for token in tokens[place + 1 : place + 1 + _NEAR]:
        if is_verb(token, language):
            return token is not tokens[place + 1]
        if token.word in _RELATIVE or token.word in _PREPOSITIONS:
            return False
    return False


def _has_verb_inside(text: str, tokens: Sequence[Token], place: int, language: str) -> bool:
    """Whether the parenthesis that opens or closes here holds a verb; "(Brå)" is no clause."""
    at = tokens[place].start
    closed = text.rfind(")", tokens[place - 1].end, at)
    opening = text.rfind("(", 0, at)
    closing = closed if closed >= 0 else text.find(")", at)
    return any(is_verb(token, language) for token in tokens if opening < token.start < closing)


def _is_purpose(tokens: Sequence[Token], place: int) -> bool:
    """Whether "så att", "för att" or "in order to" begins here."""
    words = tuple(token.word for token in tokens[place : place + 2])
    return words in _PURPOSES


def _begins(text: str, tokens: Sequence[Token], place: int, language: str) -> bool:
    between = text[tokens[place - 1].end : tokens[place].start]
    if _HARD.search(between) or (
        "," in between or (_SOFT.search(between) and _has_verb_inside(text, tokens, place, language))
    ):
        return True
    word = tokens[place].word
    if word in _RELATIVE:
        return not (word == "att" and tokens[place - 1].word in _OF_ATT and _is_infinitive(tokens, place + 1))
    if _is_purpose(tokens, place) or is_condition(tokens, place, language):
        return True
    if tokens[place - 1].word == "var" and word == "och":
        return False
    near = tokens[place + 1 : place + 1 + _NEAR]
    return word in _LINKS and any(is_verb(token, language) for token in near)
