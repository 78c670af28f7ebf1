"""The small words of Swedish and English that tell whether a question stands by itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import content_terms


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of one language, case-folded. Patterns are meant for case-folded text.

    `openers` lead in a question without being of it, `trailing` end it likewise ("då"). `asking` are question words,
    `degrees` follow the one for "how". `finite` are verbs in a tense, `subjects` pronouns that need nobody named.
    """

    openers: frozenset[str]
    trailing: frozenset[str]
    asking: frozenset[str]
    how: str
    degrees: frozenset[str]
    choosing: frozenset[str]
    people: frozenset[str]
    finite: frozenset[str]
    imperatives: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    joining: frozenset[str]
    articles: frozenset[str]
    subjects: frozenset[str]
    short: frozenset[str]
    time: re.Pattern[str]
    office: re.Pattern[str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = {
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
}
_YEAR = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d))?"

WORDS: Mapping[str, Words] = {
    "sv": Words(
        openers=_set("och o men fast okej ok jaha aha jo ja så sen samt tack"),
        trailing=_set("då sen"),
        asking=_set("vad vem vems vilka vilken vilket när var vart varifrån varför hur"),
        how="hur",
        degrees=_set(
            "många mycket länge ofta stor stort stora hög högt höga lång långt gammal gammalt snabbt nära tidigt"
        ),
        choosing=_set("vilka vilken vilket vems"),
        people=_set("vem vilka"),
        finite=_set(
            "är e ä va var blir blev har hade finns fanns kan kunde får fick ska skall skulle vill ville måste bör "
            "borde heter hette gör gjorde går gick står stod sitter satt håller höll hålls hölls ger gav tar tog "
            "säger sa sade ser såg vet visste bor dog gäller gällde betyder betydde innebär handlar handlade arbetar "
            "tycker anser används kommer kom hände händer sker skedde inträffar inträffade infaller inföll äger ägde "
            "jobbar jobbade"
        ),
        imperatives=_set("berätta nämn lista räkna beskriv förklara ge visa säg jämför sammanfatta hej hejsan"),
        prepositions=_set(
            "i på vid hos inom från till för om av med mot under över efter före innan sedan enligt utan kring bland "
            "genom mellan angående inför åt via bakom utanför runt fran pa"
        ),
        places=_set("i på vid hos inom från"),
        joining=_set("som att när om då där eftersom medan och eller men därför innan sedan"),
        articles=_set("en ett den det de"),
        subjects=_set("jag du vi ni man någon något några ingen inget inga alla oss er mig dig"),
        short=_set("fler flera annat andra mer också just egentligen ungefär exakt ens även bara själva själv"),
        time=re.compile(
            rf"\b(?:(?:under|år|i|sedan|hösten|våren|sommaren|vintern|den) )*"
            rf"(?:\d{{1,2}}(?:[-–]\d{{1,2}})? )?(?:(?:{_MONTHS['sv']}) )?{_YEAR}\b|\b(?:i år|i fjol|förra året|"
            rf"nästa år|i dag|idag|nu|just nu|numera)\b|\b(?:den |i )?(?:\d{{1,2}} )?(?:{_MONTHS['sv']})\b"
        ),
        office=re.compile(
            r"\b(?:(?:vice|nationell|nationella|biträdande|ställföreträdande) )*(?:[a-zåäö]*(?:ordförande|koordinator|"
            r"samordnare|projektledare|generaldirektör|direktör|chef|sekreterare|kassör|ledamot|värdkommun|värdregion|"
            r"talesperson|rektor|minister|borgmästare|kommunalråd|regionråd)|värd)(?:e?n)?\b"
        ),
    ),
    "en": Words(
        openers=_set("and but okay ok so well oh yes thanks"),
        trailing=_set("then"),
        asking=_set("what who whom whose which when where why how"),
        how="how",
        degrees=_set("many much long often large big high old far soon"),
        choosing=_set("which what whose"),
        people=_set("who whom"),
        finite=_set(
            "is are was were am be do does did has have had can could will would shall should may might must says said "
            "happens happened takes took held holds means meant makes made gets got exists existed"
        ),
        imperatives=_set("tell list name give describe explain show say compare summarise summarize hello hi please"),
        prepositions=_set(
            "in at on by of for from to about with against under over after before since until according without "
            "between among during within into regarding as behind beyond towards"
        ),
        places=_set("in at on from within"),
        joining=_set("that which who when if because while and or but since before after where whose"),
        articles=_set("a an the"),
        subjects=_set("i you we one someone anyone anything something everyone us me"),
        short=_set("more other others another else also exactly just actually even too only"),
        time=re.compile(
            rf"\b(?:(?:in|during|since|the year|spring|autumn|summer|winter|of|on) )*"
            rf"(?:\d{{1,2}} )?(?:(?:{_MONTHS['en']}) )?{_YEAR}\b|\b(?:this year|last year|next year|today|now|"
            rf"right now|nowadays|currently)\b|\b(?:in|on) (?:\d{{1,2}} )?(?:{_MONTHS['en']})\b"
        ),
        office=re.compile(
            r"\b(?:(?:vice|deputy|national|board|project) )*(?:chair(?:man|woman|person)?|president|coordinator|"
            r"co-ordinator|manager|director|leader|secretary|treasurer|mayor|hosts?|spokesperson)\b"
        ),
    ),
}

OFFICES = {
    "ordförande": "chair",
    "vice ordförande": "vice chair",
    "koordinator": "coordinator",
    "nationell koordinator": "national coordinator",
    "projektledare": "project manager",
    "värd": "host",
    "direktör": "director",
    "sekreterare": "secretary",
    "kassör": "treasurer",
    "borgmästare": "mayor",
}
"""Offices in Swedish and English, for a conversation that goes from one language to the other."""

_WORD = re.compile(r"[^\W_]+(?:[-.:’'][^\W_]+)*")
_OWN = {
    "sv": _set(
        "och vad vem vilka vilken vilket när var varför hur det är inte från för på av om sedan hölls då han hon"
    ),
    "en": _set(
        "and what who whom when where why how which the is are was were did does do about for by of she he they it"
    ),
}


def words_of(text: str) -> list[re.Match[str]]:
    """The words and numbers of a text, in order, with their places."""
    return list(_WORD.finditer(text))


def tongue(text: str, default: str) -> str:
    """The language of a few words, by their small words; `default` where they do not tell."""
    low = {word.group().casefold() for word in words_of(text)}
    swedish, english = (len(low & _OWN[language]) for language in ("sv", "en"))
    if any(letter in text.casefold() for letter in "åäö"):
        swedish += 1
    return default if swedish == english else "sv" if swedish > english else "en"


@lru_cache(maxsize=20_000)
def base_of(word: str, language: str) -> str | None:
    """The base form of a word; None for a word that says nothing of what a text is about."""
    found = content_terms(word, language)
    return found[0].base if found else None


_NOUN_ENDS = re.compile(r"(?:an|ans|or|orna|ornas|at|na|nas|ande|ende)$")
_VERB_BASES = re.compile(r"(?:a|å|[sgb]e|ske|dö|bo|tro)$")


@lru_cache(maxsize=20_000)
def is_verb(word: str, language: str) -> bool:
    """Whether a word is, by its form, a verb in a tense; nouns in -or and -an are none, nor is a capitalised word."""
    low = word.casefold()
    if low in WORDS[language].finite:
        return True
    base = base_of(word, language)
    if base is None or base == low or word != low or "-" in low:
        return False
    if language == "en":
        return not low.endswith(("ing", "est", "a", *_plurals(base)))
    if base.endswith("as") and low.endswith("s"):
        return True
    if base.endswith("a") and (low == f"{base}s" or low.endswith(("des", "tes"))):
        return True
    if (
        f"{low}a" == base
        or low in (f"{base}t", f"{base}ts", f"{base}n", f"{base}ns", "värst")
        or _NOUN_ENDS.search(low)
    ):
        return False
    return bool(_VERB_BASES.search(base)) and not low.endswith("as")


def _plurals(base: str) -> tuple[str, ...]:
    return (
        f"{base}s",
        f"{base}es",
        f"{base.removesuffix('y')}ies",
        f"{base}'s",
        f"{base}ren",
        f"{base.removesuffix('an')}en",
    )
