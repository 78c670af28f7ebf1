"""What a question asks for: its words, its names and years, and the kind of answer that would do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.analysis import Term, content_terms
from service.time.names import names_in


class Expected(StrEnum):
    """The kind of answer a question asks for."""

    PERSON = "person"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    EMAIL = "email"
    PHONE = "phone"
    LIST = "list"
    DEFINITION = "definition"
    REASON = "reason"
    ANY = "any"


# In this order: the first that fits decides.
_EXPECTATIONS: dict[str, tuple[tuple[Expected, str], ...]] = {
    "sv": (
        (Expected.EMAIL, r"\b(?:mejl|mail|e-?post|epost)\w*\b"),
        (Expected.PHONE, r"\btelefon\w*|\bringa\b|\bmobilnummer\b"),
        (
            Expected.MONEY,
            r"\blön\w*\b|\bbudget\w*|\bkosta\w*|\bkostnad\w*|\bpris(?:et)?\b|\bhur (?:mycket|mkt) pengar\b",
        ),
        (Expected.MONEY, r"\bintäkt\w*|\binkomst\w*|\bomsättning\w*|\bi kronor\b|\bhur (?:hög|stor) är .*avgift"),
        (Expected.NUMBER, r"\bhur (?:många|mycket|mkt|stor|stora|stort|hög|högt|lång|ofta|gammal)\b|\bantal\w*\b"),
        (Expected.NUMBER, r"\bi (?:procent|kronor)\b|\bvilken (?:procent|andel|summa)\b|\bvad kostar\b"),
        (Expected.DATE, r"\bnär\b|\bvilke[nt] (?:år|datum|dag|månad)\b|\bhur länge\b|\bvilket årtal\b"),
        (Expected.REASON, r"\bvarför\b|\bav vilken anledning\b|\bvad beror\b"),
        (
            Expected.PERSON,
            r"\bvem\b|\bvems\b|\bvad heter\b|\bvilken person\b|\bvilka (?:personer|talade|sitter|deltog)\b",
        ),
        (Expected.PLACE, r"\bvar\b(?! (?:det|han|hon|den|de|ni|vi)\b)|\bvart\b|\bvilken (?:stad|ort|kommun|region)\b"),
        (Expected.DEFINITION, r"^vad är\b|\bvad (?:menas|betyder|innebär)\b|\bdefinier\w+|\bdefinition\w*"),
        (Expected.LIST, r"\bvilka\b|\blista\b|\bräkna upp\b|\bnämn\b|\bvad består\b"),
    ),
    "en": (
        (Expected.EMAIL, r"\be-?mails?\b"),
        (Expected.PHONE, r"\b(?:tele)?phone\b"),
        (
            Expected.MONEY,
            r"\bsalary\b|\bwages?\b|\bbudget\b|\bincome\b|\brevenues?\b|\bhow much .*pay\b",
        ),
        (Expected.NUMBER, r"\bhow (?:many|much|large|big|high|often|long|old)\b|\bwhat (?:share|percentage|number)\b"),
        (Expected.DATE, r"\bwhen\b|\b(?:what|which) (?:year|date|day|month)\b"),
        (Expected.REASON, r"\bwhy\b"),
        (Expected.PERSON, r"\bwho\b|\bwhose\b|\bwhom\b"),
        (Expected.PLACE, r"\bwhere\b|\b(?:what|which) (?:city|place|town|region|municipality)\b"),
        (Expected.DEFINITION, r"^what is (?!the\b)|\bdefin\w+|\bmeant by\b|\bmean\b"),
        (Expected.LIST, r"^which\b|\blist\b|\bname the\b|^what are\b"),
    ),
}

_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_DATE = re.compile(rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS})\b|\b(?:våren|hösten|sommaren|vintern)\b", re.IGNORECASE)
NUMBER = re.compile(
    rf"(?<![\d-])(?!(?:1[89]|20)\d\d\b)\d[\d \u00a0.,–-]*(?!\d)(?! ?(?:{_MONTHS})\b)|\b(?:två|tre|fyra|fem|sex|sju|"
    r"åtta|nio|tio|elva|tolv|tjugo|hundra|tusen|hälften|dubbelt|varje|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"hundred|half|double|twice|every)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:i|på|vid|till|från|in|at|to|from) (?:[A-ZÅÄÖ][\wåäö-]+)")
_DEFINING = re.compile(
    r"\b(?:är e(?:n|tt)|är det|handlar om|innebär|betyder|avser|består av|definier\w+|vars syfte|kallas|står för|"
    r"is an?|means|refers to|defined|consists of)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:eftersom|därför|för att|på grund av|beror|i syfte|syftet|leder till|tack vare|because|since|due to|"
    r"in order to|therefore)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d[\d \u00a0.,]*(?:kr\b|kronor|tkr|mkr|miljon|miljard|sek\b|euro)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?:\+\d{2}|\b0)[\d -]{6,}\d")
STRICT = frozenset({Expected.NUMBER, Expected.MONEY, Expected.EMAIL, Expected.PHONE})
"""Kinds of answer that a text plainly holds or does not."""

_SIGNS = {
    Expected.MONEY: _MONEY,
    Expected.EMAIL: _EMAIL,
    Expected.PHONE: _PHONE,
    Expected.DATE: _DATE,
    Expected.PLACE: _PLACE,
    Expected.NUMBER: NUMBER,
    Expected.DEFINITION: _DEFINING,
    Expected.REASON: _REASON,
}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EXPECTED_WORD = re.compile(
    r"mejl|mail|e-?post|e-?mail|telefon|phone|telephone|mobilnummer|nummer|adress|address|number"
)
_NOTHING = re.compile(r"(?!)")
_PRESENT = re.compile(
    r"\b(?:nu|idag|i dag|just nu|nuvarande|numera|senaste|senast|nyaste|nästa|kommande|latest|most recent|newest|"
    r"next|upcoming|today|"
    r"now|current|currently|present)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:var|hade|blev|ledde|valdes|hölls|innan|före|tidigare|was|were|had|before|former)\b", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:ordförande\w*|koordinator\w*|värd\w*|styrelse\w*|ledamot\w*|projektledare\w*|kontakt\w*|chair\w*|"
    r"coordinator\w*|host\w*|board\w*)\b",
    re.IGNORECASE,
)
# Nouns that name the kind of answer and say nothing of its content: "vilken organisation", "which city".
_TYPE = re.compile(
    r"\b(?:vilken|vilket|vilka|what|which) ((?:organisation|person|instans|aktör|ort|plats|stad|land|år|datum|dag|"
    r"månad|ämne|sätt|roll|tjänst|titel|siffra|summa|city|place|country|year|date|day|month|organi[sz]ation|person|"
    r"topic|number|amount)\w{0,4})\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:hur (?:många|mycket|mkt)|antalet|antal|how (?:many|much)) (?:procent av |percent of )?(?:de |the )?"
    r"([\wåäö-]+)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[^\s.?!] )[A-ZÅÄÖÉ][\wåäö-]+")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question taken apart. `terms` are its content words, each base form once; `names` their base forms.

    `years` are those the question names. `about_now` tells whether it asks for what holds today;
    `type_word` is the base form of the noun that only names the kind of answer, as in "vilken organisation";
    `counted` that of what is to be counted, as in "hur många kommuner".
    """

    text: str
    language: str
    expected: Expected
    terms: tuple[Term, ...]
    names: frozenset[str]
    years: frozenset[int]
    about_now: bool
    type_word: str | None
    counted: str | None


def analyse(text: str, language: str) -> Analysis:
    """Takes a question apart; `language` is "sv" or "en"."""
    expected = _expected(text, language)
    # "mejl" and "telefon" name the kind of answer, which seldom says its own name.
    named = _EXPECTED_WORD if expected in (Expected.EMAIL, Expected.PHONE) else _NOTHING
    found = {term.base: term for term in content_terms(text, language) if not named.match(term.word)}
    names = {match.start() for match in _CAPITAL.finditer(text)}
    years = frozenset(int(year) for year in YEAR.findall(text))
    return Analysis(
        text=text,
        language=language,
        expected=expected,
        terms=tuple(found.values()),
        names=frozenset(term.base for term in found.values() if term.start in names),
        years=years,
        about_now=not years and bool(_PRESENT.search(text) or (_OFFICE.search(text) and not _PAST.search(text))),
        type_word=_word_at(_TYPE, text, found.values()),
        counted=_word_at(_COUNTED, text, found.values()),
    )


def shows(expected: Expected, text: str, question: str) -> bool:
    """Whether a text holds something of the kind that is asked for, beyond what the question says itself."""
    asked = question.casefold()
    if expected is Expected.PERSON:
        return any(name.person and name.text.casefold() not in asked for name in names_in(text, frozenset()))
    sign = _SIGNS.get(expected)
    if sign is None:
        return True
    return any(match.group().casefold() not in asked for match in sign.finditer(text))


def _word_at(pattern: re.Pattern[str], text: str, found: Iterable[Term]) -> str | None:
    match = pattern.search(text)
    return next((term.base for term in found if match and term.start == match.start(1)), None)


def _expected(text: str, language: str) -> Expected:
    lowered = " ".join(text.casefold().split())
    for expected, pattern in _EXPECTATIONS.get(language, _EXPECTATIONS["sv"]):
        if re.search(pattern, lowered):
            return expected
    return Expected.ANY
