"""Who came before and after: "och vem var det innan?", "who took over after her?"."""

import re

from service.following.context import Context, holder_of, office_of
from service.following.mentions import names_in, office_in
from service.following.words import WORDS

_WHO = {"sv": r"(?:och |men |så )*(?:vem|vilka|vilken \w+|vad)\b", "en": r"(?:and |but |so )*(?:who|which \w+)\b"}
_THEM = {
    "sv": r"(?:han|hon|hen|honom|henne|det|den|dem|de|dess)",
    "en": r"(?:he|she|him|her|it|that|they|them|this)",
}
_THEIR = {"sv": r"(?:hans|hennes|hens|dess|deras)", "en": r"(?:his|her|its|their|the)"}
_BEFORE = {
    "sv": (
        rf"{_THEIR['sv']} (?:företrädare|föregångare)",
        rf"(?:innan|före|dessförinnan|tidigare)(?: {_THEM['sv']})?",
        rf"tog {_THEM['sv']} över (?:efter|från)",
        r"efterträdde (?:hon|han|hen|den|det)",
    ),
    "en": (
        rf"{_THEIR['en']} predecessor",
        rf"(?:before|previously|earlier|beforehand)(?: {_THEM['en']})?",
        rf"did {_THEM['en']} (?:take over from|succeed|replace|follow)",
        rf"preceded {_THEM['en']}",
    ),
}
_AFTER = {
    "sv": (
        rf"{_THEIR['sv']} efterträdare",
        rf"(?:efter|därefter|efteråt)(?: {_THEM['sv']})?",
        rf"(?:efterträdde|ersatte|avlöste) {_THEM['sv']}",
        r"tog över(?: då| sen| sedan)?",
    ),
    "en": (
        rf"{_THEIR['en']} successor",
        rf"(?:after|afterwards|next)(?: {_THEM['en']})?",
        rf"(?:succeeded|replaced|followed) {_THEM['en']}",
        rf"took over(?: from {_THEM['en']})?",
        r"came next",
    ),
}

_OF_PERSON = re.compile(r"\b(?:han|hon|hen|honom|henne|hans|hennes|he|she|him|her|his)\b")


def _asks(low: str, language: str, endings: tuple[str, ...]) -> bool:
    asked = rf"(?:{_WHO[language]}.*\b|(?:(?:och|o|men|and|but) )?)"
    return re.match(rf"^{asked}(?:{'|'.join(endings)})(?: då| then)?$", low) is not None


def succeeding(text: str, language: str, context: Context) -> str | None:
    """The question with the office and its holder named; None where it asks nothing of the kind, or they are not known.

    A question that names somebody itself stands by itself.
    """
    low = " ".join(text.casefold().split()).strip(" ?!.")
    before, after = _asks(low, language, _BEFORE[language]), _asks(low, language, _AFTER[language])
    if not (before or after) or any(mention.start for mention in names_in(text)):
        return None
    if WORDS[language].time.search(low):
        return None
    office = office_in(low, language) or office_of(context, language)
    holder = holder_of(context, organisations=not _OF_PERSON.search(low))
    if office is None or holder is None:
        return None
    if language == "sv":
        return f"Vem var {office} före {holder}?" if before else f"Vem blev {office} efter {holder}?"
    return f"Who was {office} before {holder}?" if before else f"Who became {office} after {holder}?"
