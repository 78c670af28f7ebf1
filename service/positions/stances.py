"""Which stance a sentence takes, by who speaks and with which verb; news and description take none.

The verbs and the words of courtesy stand in `words/*.txt`, which staff can edit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources


class Stance(StrEnum):
    """How the network stands to what a sentence says."""

    DEMAND = "demand"
    WANT = "want"
    PROPOSAL = "proposal"
    PROMISE = "promise"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in a document: the names that stand for the network, and whether the text itself is a position.

    `own` is true for the network's statements, debate articles and the like, where "vi" is the network and what must
    be done is what it demands.
    """

    names: tuple[str, ...]
    own: bool


_SPEAKERS = {
    "sv": (
        r"vi(?: (?:som|i|medlemmar|andra|politiker|regioner|kommuner)\b[^.:;]{0,120}?)?|nätverket"
        r"|medlemmarna(?: i [\w ]+)?|styrelsen|föreningen|förbundet|undertecknade|skribenterna|debattörerna"
        r"|debattartikeln|ställningstagandet|uttalandet|artikeln|uppropet"
    ),
    "en": (
        r"we(?:,? (?:the|who|as)\b[^.:;]{0,120}?)?"
        r"|the (?:network|members|board|association|signatories|statement|article)"
    ),
}
# Up to three words between a subject and its verb; "nätverket som vill" describes the network.
_GAP = r"\s+(?:(?!som\b|who\b|that\b|which\b)[\w-]+,?\s+){0,3}?"
_OWN_ONLY = frozenset({Stance.WANT, Stance.SUPPORT, Stance.PROMISE})
_NORM = {
    "sv": re.compile(
        r"\b(?:måste|bör|borde|krävs|(?:är )?dags att|är (?:nödvändigt|avgörande|viktigt) att|är hög tid|får inte|"
        r"ska (?:ta|ge|få|vara|bli|gå|leda|omfatta|stärka|inkludera|säkerställa|ingå|finnas|ha)|behöver|"
        r"har rätt till)\b|"
        r"(?<!när det )(?<!om det )(?<!där det )(?<!som )\bbehövs\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|should|ought to|needs? to|is needed|are needed|it is time|"
        r"is (?:necessary|vital|crucial) (?:to|that)|ha(?:s|ve) (?:the|a) right to)\b",
        re.IGNORECASE,
    ),
}
_RIGHT = re.compile(r"har rätt till|right to", re.IGNORECASE)
_QUESTION = re.compile(r"\?\s*$")


def stance_of(text: str, speaking: Speaking, language: str) -> Stance | None:
    """The stance of a sentence, None for news, description, courtesy and questions; `language` is "sv" or "en"."""
    tongue = "en" if language == "en" else "sv"
    if _QUESTION.search(text) or _courtesy().search(text):
        return None
    spoken = _spoken(text, speaking, tongue)
    if spoken is not None:
        return spoken
    if speaking.own and _NORM[tongue].search(text) and not _told().search(text):
        return Stance.SUPPORT if _RIGHT.search(text) else Stance.DEMAND
    return None


def _spoken(text: str, speaking: Speaking, language: str) -> Stance | None:
    """The stance of the first verb of stance whose subject is the network."""
    found: list[tuple[int, Stance]] = []
    for stance, pattern in _patterns(speaking.names, language):
        if not speaking.own and not speaking.names and stance in _OWN_ONLY:
            continue
        if match := pattern.search(text):
            found.append((match.start(), stance))
    return min(found, key=lambda each: each[0])[1] if found else None


@lru_cache(maxsize=64)
def _patterns(names: tuple[str, ...], language: str) -> list[tuple[Stance, re.Pattern[str]]]:
    """For each stance its verbs with the network as subject, before the verb or after it."""
    subject = "|".join([_SPEAKERS[language], *(re.escape(name) + "s?" for name in names)])
    return [(stance, _with_subject(f"(?:{subject})", phrases)) for stance, phrases in _verbs(language).items()]


def _with_subject(subject: str, phrases: Sequence[str]) -> re.Pattern[str]:
    """Matches "nätverket ställer sig bakom" and "ställer nätverket sig bakom" from "ställer + sig bakom"."""
    alternatives = []
    for phrase in phrases:
        head, _, particle = (part.strip() for part in phrase.partition("+"))
        tail = rf"{_GAP}(?:{particle})" if particle else ""
        alternatives.append(rf"{subject}{_GAP}(?:{head}){tail}\b|\b(?:{head}){_GAP}{subject}\b{tail}")
    return re.compile(r"\b(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


@lru_cache(maxsize=2)
def _verbs(language: str) -> dict[Stance, list[str]]:
    found: dict[Stance, list[str]] = {stance: [] for stance in Stance}
    for line in _lines(f"stances_{language}.txt"):
        stance, _, phrase = line.partition(":")
        found[Stance(stance.strip())].append(phrase.strip())
    return found


@lru_cache(maxsize=1)
def _courtesy() -> re.Pattern[str]:
    """Courtesy and news, no stance: "vi vill tacka", "vi önskar er"."""
    return re.compile(r"\b(?:" + "|".join(_lines("courtesy.txt")) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    """Norms that are told of and not held: "enligt lagen ska", "du behöver inte"."""
    return re.compile(r"\b(?:" + "|".join(_lines("told.txt")) + r")\b", re.IGNORECASE)


def _lines(name: str) -> list[str]:
    text = resources.files("service.positions").joinpath("words", name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
