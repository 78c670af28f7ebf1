"""What a question asks for: its words, its names and years, and the kind of answer that would do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from index.analysis import Term, content_terms
from service.focus import focus_of
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
    CONTACT = "contact"
    LIST = "list"
    DEFINITION = "definition"
    REASON = "reason"
    ANY = "any"


_NOUN = (
    r"(?!(?:syftet|målet|temat|tanken|kravet)\b)(?:en |ett |det |de )?[\w-]+(?: [\w-]+)?"
    r"(?: för (?:något|nåt)| i .*)?\??$"
)
# In this order: the first that fits decides.
_EXPECTATIONS: dict[str, tuple[tuple[Expected, str], ...]] = {
    "sv": (
        (Expected.EMAIL, r"\b(?:mejl|mail|e-?post|epost)\w*\b"),
        (Expected.PHONE, r"\btelefon\w*|\bringa\b|\bmobilnummer\b"),
        (
            Expected.CONTACT,
            r"\bhur (?:når|kontaktar|nås) \w+|\bhur (?:får|kommer) \w+ (?:tag|i kontakt)\b|\bkontaktuppg",
        ),
        (
            Expected.MONEY,
            r"\blön\w*\b|\btjänar\b(?! till)|^vad betala\w*|\bbudget\w*|\bkosta\w*|"
            r"\bkostnad\w*|\bpris(?:et)?\b|\bhur (?:mycket|mkt) pengar\b",
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
        (Expected.DEFINITION, rf"^vad är {_NOUN}|\bvad (?:menas|betyder|innebär)\b|\bdefinier\w+|\bdefinition\w*"),
        (Expected.LIST, r"\bvilka\b|\blista\b|\bräkna upp\b|\bnämn\b|\bvad består\b"),
    ),
    "en": (
        (Expected.EMAIL, r"\be-?mails?\b"),
        (Expected.PHONE, r"\b(?:tele)?phone\b"),
        (Expected.CONTACT, r"\bhow (?:do|can) \w+ (?:reach|contact)\b|\bget in touch\b|\bcontact details\b"),
        (
            Expected.MONEY,
            r"\bsalary\b|\bwages?\b|\bearns?\b|\bbudget\b|\bincome\b|\brevenues?\b|\bhow much .*pay\b",
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

_ASKING = re.compile(
    r"\b(?:vad|va|vilken|vilket|vilka|hur|vem|vems|var|vart|när|varför|what|which|how|who|whom|whose|where|when|why)\b"
)
_WHY = frozenset({"varför", "why"})
_JOINED = re.compile(r"(?:\boch|\band|\bo|,|/) (?:i |på |till |in |at )?$")

_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_DATE = re.compile(rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS})\b|\b(?:våren|hösten|sommaren|vintern)\b", re.IGNORECASE)
NUMBER = re.compile(
    rf"(?<![\d-])(?!(?:1[89]|20)\d\d\b)\d[\d \u00a0.,–-]*(?!\d)(?! ?(?:{_MONTHS})\b)|\b(?:två|tre|fyra|fem|sex|sju|"
    r"åtta|nio|tio|elva|tolv|tjugo|hundra|tusen|hälften|dubbelt|varje|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"hundred|half|double|twice|every|minst (?:en|ett)|at least one)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:i|på|vid|till|från|in|at|to|from) (?:[A-ZÅÄÖ][\wåäö-]+)")
_DEFINING = re.compile(
    r"\b(?:är e(?:n|tt)|är det|handlar om|innebär|betyder|avser|består av|definier\w+|vars syfte|kallas|står för|"
    r"is an?|means|refers to|defined|consists of)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:eftersom|därför|för att|på grund av|beror|i syfte|syftet|leder till|tack vare|nämligen|orsak\w*|"
    r"bakgrunden|anledning\w*|så att|gör att|gjorde att|går ut över|because|since|due to|in order to|therefore|"
    r"reasons?|so that|avgörande|tanken)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d[\d \u00a0.,]*(?:kr\b|kronor|tkr|mkr|miljon|miljard|sek\b|euro)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?:\+\d{2}|\b0)[\d -]{6,}\d")
_CONTACT = re.compile(rf"{_EMAIL.pattern}|{_PHONE.pattern}")
# What some words ask for is known by its form and seldom called by its name.
_FORMS = {
    "parti": re.compile(r"\((?:S|M|C|L|V|MP|KD|SD)\)"),
    "party": re.compile(r"\((?:S|M|C|L|V|MP|KD|SD)\)"),
    "datum": _DATE,
    "date": _DATE,
    "år": _DATE,
    "year": _DATE,
    "årtal": _DATE,
    "månad": _DATE,
    "dag": _DATE,
    "nummer": NUMBER,
    "procent": re.compile(r"\d ?%"),
}
_SIGNS = {
    Expected.MONEY: _MONEY,
    Expected.EMAIL: _EMAIL,
    Expected.PHONE: _PHONE,
    Expected.CONTACT: _CONTACT,
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
    # The i applies to part of the words: those of a name before what is counted are written with capitals.
    r"\b(?i:hur många|antalet|antal|how many) (?i:de |the )?(?:[A-ZÅÄÖ][\wåäö]+[ -])*"
    r"([\wåäö]+)"
)
_HOW_OFTEN = re.compile(r"\bhur ofta\b|\bhow often\b")
_OFTEN = re.compile(
    rf"{NUMBER.pattern}|\b(?:en gång|once|regelbundet|regularly|dagligen|daily|årlig\w*|annual\w*|monthly|löpande)\b",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"^(?!.*-[a-zåäö]).* ")
_LISTED = re.compile(r"\b(?:vilka|which|list|lista) ((?:[\w-]+ ?){1,4})", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[^\s.?!] )[A-ZÅÄÖÉ][\wåäö-]+")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question taken apart. `terms` are its content words, each base form once; `names` their base forms.

    `years` are those the question names. `about_now` tells whether it asks for what holds today;
    `type_word` is the base form of the noun that only names the kind of answer, as in "vilken organisation"; `focus`
    those of the words that say what is asked of the subject, as in "vilken lön har koordinatorn"; `listed` those of
    what there may be a list of, as in "vilka kommuner är medlemmar";
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
    focus: tuple[str, ...]
    listed: tuple[str, ...]


def analyse(text: str, language: str) -> Analysis:
    """Takes a question apart; `language` is "sv" or "en"."""
    expected = _expected(text, language)
    # "mejl" and "telefon" name the kind of answer, which seldom says its own name.
    named = _EXPECTED_WORD if expected in (Expected.EMAIL, Expected.PHONE) else _NOTHING
    found = {term.base: term for term in _telling(text, language) if not named.match(term.word)}
    names = {match.start() for match in _CAPITAL.finditer(text)}
    years = frozenset(int(year) for year in YEAR.findall(text))
    named_bases = frozenset(term.base for term in found.values() if term.start in names)
    return Analysis(
        text=text,
        language=language,
        expected=expected,
        terms=tuple(found.values()),
        names=named_bases,
        years=years,
        about_now=not years and bool(_PRESENT.search(text) or (_OFFICE.search(text) and not _PAST.search(text))),
        type_word=_word_at(_TYPE, text, found.values()),
        counted=_word_at(_COUNTED, text, found.values()),
        listed=_listed(text, found.values()),
        focus=focus_of(text, tuple(found.values()), named_bases),
    )


def _telling(text: str, language: str) -> list[Term]:
    """The content words but for those that are light; all of them where there are no others."""
    found, light = content_terms(text, language), _light_words()
    return [term for term in found if term.base not in light and term.word not in light] or found


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    lines = resources.files("service").joinpath("words", "light.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def shows(expected: Expected, text: str, question: str) -> bool:
    """Whether a text holds something of the kind that is asked for, beyond what the question says itself."""
    asked = question.casefold()
    if expected is Expected.PERSON:
        # A single word that looks like a name may be anything.
        people = (name.text for name in names_in(text, frozenset()) if name.person and _FULL_NAME.search(name.text))
        return any(name.casefold() not in asked for name in people)
    sign = _OFTEN if expected is Expected.NUMBER and _HOW_OFTEN.search(asked) else _SIGNS.get(expected)
    if sign is None:
        return True
    return any(match.group().casefold() not in asked for match in sign.finditer(text))


def shown_by_form(base: str, text: str) -> bool:
    """Whether a text shows by its form what a word of the question names: a party by its letter in brackets."""
    form = _FORMS.get(base)
    return form is not None and bool(form.search(text))


def _listed(text: str, found: Iterable[Term]) -> tuple[str, ...]:
    """The base forms of what a list is asked of: the first words after "vilka"."""
    match = _LISTED.search(text)
    return tuple(term.base for term in found if match and match.start(1) <= term.start < match.end(1))


def _word_at(pattern: re.Pattern[str], text: str, found: Iterable[Term]) -> str | None:
    match = pattern.search(text)
    return next((term.base for term in found if match and term.start == match.start(1)), None)


def _expected(text: str, language: str) -> Expected:
    lowered = " ".join(text.casefold().split())
    asking = _ASKING.search(lowered)
    if asking and asking.group() in _WHY:
        return Expected.REASON
    for expected, pattern in _EXPECTATIONS.get(language, _EXPECTATIONS["sv"]):
        if any(not asking or not _is_clause(lowered, asking.end(), match) for match in re.finditer(pattern, lowered)):
            return expected
    return Expected.ANY


def _is_clause(text: str, asked: int, match: re.Match[str]) -> bool:
    """Whether a word that asks, but after the one that ends at `asked`, only opens a clause: "vad gäller när …"."""
    asks = match.start() >= asked and _ASKING.match(match.group()) is not None
    return asks and not _JOINED.search(text[: match.start()])
