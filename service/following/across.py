"""Common nouns of the conversation put in the other language, where a follow-up is asked in another than before."""

import re
from collections.abc import Iterator
from functools import lru_cache

_NOUNS = (
    ("årskonferensen", "the annual conference"),
    ("årsmötet", "the annual meeting"),
    ("höstmötet", "the autumn meeting"),
    ("vårmötet", "the spring meeting"),
    ("medlemsmötet", "the members’ meeting"),
    ("konferensen", "the conference"),
    ("mötet", "the meeting"),
    ("seminariet", "the seminar"),
    ("webbinariet", "the webinar"),
    ("webbinarierna", "the webinars"),
    ("workshopen", "the workshop"),
    ("nyhetsbrevet", "the newsletter"),
    ("nyhetsbreven", "the newsletters"),
    ("rapporten", "the report"),
    ("verksamhetsberättelsen", "the annual report"),
    ("debattartikeln", "the debate article"),
    ("ställningstagandet", "the statement"),
    ("projektet", "the project"),
    ("lärprojektet", "the learning project"),
    ("temagruppen", "the thematic group"),
    ("temagrupperna", "the thematic groups"),
    ("styrelsen", "the board"),
    ("nätverket", "the network"),
    ("medlemsavgiften", "the membership fee"),
    ("medlemskapet", "the membership"),
    ("medlemmarna", "the members"),
    ("kommunerna", "the municipalities"),
    ("regionerna", "the regions"),
    ("en kommun", "a municipality"),
    ("en region", "a region"),
    ("kommuner", "municipalities"),
    ("regioner", "regions"),
)
_AFTER = {
    "sv": ((" of ", " av "), (" at ", " på "), (" in ", " i "), (" about ", " om "), (" for ", " för ")),
    "en": ((" av ", " of "), (" på ", " at "), (" i ", " in "), (" om ", " about "), (" för ", " for ")),
}


def in_language(text: str, language: str) -> str:
    """The question with the common nouns that stand in the other language put in `language`, and what follows them."""
    return _year(_put(text, language), language)


def _put(text: str, language: str) -> str:
    for pattern, noun in _patterns(language):
        match = pattern.search(text)
        if match:
            after = text[match.end() :]
            following = re.match(r" \w+ ", after)
            for foreign, own in _AFTER[language]:
                if following and following.group() == foreign:
                    after = own + after[following.end() :]
            text = f"{text[: match.start()]}{noun}{after}"
    return text


def _year(text: str, language: str) -> str:
    if language == "sv":
        return re.sub(r"\b(?:i|in) (?=(?:19|20)\d\d\b)", "", text)
    return re.sub(r"(?<!in|of|to)(?:\bi)? (?=(?:19|20)\d\d$)", " in ", text)


@lru_cache(maxsize=2)
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_ordered(language))


def _ordered(language: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns, longest first."""
    pairs = [(foreign, own) if language == "sv" else (own, foreign) for own, foreign in _NOUNS]
    for foreign, own in sorted(pairs, key=lambda pair: -len(pair[0])):
        yield re.compile(rf"\b{foreign}\b", re.IGNORECASE), own
