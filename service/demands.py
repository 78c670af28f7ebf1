"""What a question demands of a quote, whatever else speaks for it: its names, its year, the number of what it counts.

Near misses say the documents' own words of something else. What is held here is narrow and plain, so that it decides
alone where no reranker has read the evidence; `service.support` weighs it, and what words say beyond that.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from corpus.passages import Sentence
from index.analysis import Term
from service.evidence import Judge
from service.questions import Analysis, Expected, shows
from service.ranking import Evidence
from service.verifying.lexicon import opposites

HELD = 0.45
"""A word that stands so well in a text is borne out there: through a word that may stand for it, or better."""

_WORD = re.compile(r"\w+")
_WHICH_PLACES = re.compile(
    r"\b(?:vilka|vilken|which) (?:[\w-]+ )?(?:kommun(?:er)?|region(?:er)?|städer|stad|municipalit(?:y|ies)|regions?|"
    r"cit(?:y|ies))\b"
)
_WHICH_PEOPLE = re.compile(
    r"\b(?:vilka|vilken|which) (?:[\w-]+ )?(?:forskare|talare|föreläsare|ledamot|ledamöter|professor(?:er)?|"
    r"researchers?|speakers?|professors?)\b"
)
_UPPER = "[A-ZÅÄÖ]"
_CAPITAL = re.compile(rf"\b(?!Region\b){_UPPER}[\w-]+")
_PLACE_NAME = re.compile(
    rf"\bRegion {_UPPER}\w+|\b{_UPPER}[\w-]+(?: (?:kommun|stad|län|municipality)|regionen)\b|"
    rf"(?<=[,(\n|]) ?{_UPPER}[\w-]+(?! {_UPPER})|\b(?:i|på|från|in|of|from) {_UPPER}[\w-]+"
)
_PERSON = rf"{_UPPER}[\w-]+ (?:de |von |af )?{_UPPER}[\w-]+"
_WHAT_SAYS = re.compile(
    rf"^(?:Vad|What) (?:(?:sa|sade|säger|tycker|tyckte|anser|ansåg|menar|svarade) {_PERSON}|"
    rf"(?:did|does) {_PERSON} (?:say|think))"
)
_SAYING = re.compile(
    r"\b(?:säger|sa|sade|menar|menade|anser|tycker|tyckte|kallar|kallade|framhåll\w*|betona\w*|uppskatta\w*|lyft\w*|"
    r"berätta\w*|beskriv\w*|beskrev|talar|talade|skriv\w*|skrev|hävda\w*|konstatera\w*|vill|uppmana\w*|föresl\w*|visa\w*|"
    r"says?|said|thinks?|calls?|called|stress\w*|told|talked|spoke|wants?|argu\w*|describ\w*)\b|[”\"]"
)
_LOOKED_AT = 12
_LESS = 0.1
_ABOUT = re.compile(
    r"\b(?:säger?|sagt|sa|sade|tycker|anser|står|skriver|say|says|said|think|thinks) .*\b(?:om|about|on) |"
    r"^(?:finns|is there|are there) (?:(?:det|de|nån|någon|något|några|a|an|any) )*"
)
_SHOWN = frozenset({Expected.EMAIL, Expected.PHONE, Expected.CONTACT, Expected.NUMBER, Expected.REASON})


def meeting_first(question: Analysis, judge: Judge, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, best first, with the best that meets the demands before those that do not.

    Where none that says as much of the question meets them, the order stays.
    """
    least = _said(evidence[0]) - _LESS if evidence else 0.0
    near = [found for found in evidence[:_LOOKED_AT] if _said(found) >= least]
    met = next((found for found in near if is_met(question, judge, found, evidence)), None)
    return [met, *(found for found in evidence if found is not met)] if met else list(evidence)


def _said(found: Evidence) -> float:
    """How much of the question the evidence or its place says, 0 to 1."""
    features = found.features
    return features.own + features.foreign_own + features.place


def is_met(question: Analysis, judge: Judge, found: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a piece of evidence meets every demand; `evidence` is all that was looked at."""
    held = held_around(judge, found, evidence)
    missing = frozenset(base for base, part in held.items() if part < HELD)
    return not (
        any(term.base in missing for term in question.terms if is_named(term, question))
        or (found.features.lacks_expected and _must_show(question, missing))
        or (_counts_things(question) and not judge.counts(found.window))
        or _says_the_opposite(question, missing, found)
        or _lacks_what_is_asked_for(question.text, _text(found))
        or (_is_native(question, found) and any(base in judge.unknown & missing for base in _topic(question)))
    )


def _must_show(question: Analysis, missing: frozenset[str]) -> bool:
    """Whether nothing can answer but what shows the kind of thing that is asked for.

    An amount or a person need not be told where what is asked of them is ("the fee is set by the number of people").
    """
    plain = frozenset(term.base for term in question.terms if not is_named(term, question))
    return (
        question.expected in _SHOWN
        or (question.expected is Expected.MONEY and bool(missing & plain))
        or (question.expected is Expected.PERSON and bool(missing & frozenset(question.focus)))
    )


def _says_the_opposite(question: Analysis, missing: frozenset[str], found: Evidence) -> bool:
    """Whether the evidence says the opposite of a word in its place: the beginning for the end."""
    known, words = opposites(), frozenset(_WORD.findall(_text(found).casefold()))
    return any(
        not words.isdisjoint(known.get(form, ()))
        for term in question.terms
        if term.base in missing
        for form in (term.base, term.word)
    )


def _lacks_what_is_asked_for(question: str, text: str) -> bool:
    """Whether it asks for municipalities or people by name, or for a person's own words, and the text has none."""
    asked, told = question.casefold(), text.casefold()
    if any(asks.search(asked) and not shown.search(told) for asks, shown in _shown()):
        return True
    if _WHICH_PLACES.search(asked):
        named = {word for name in _PLACE_NAME.findall(text) for word in _CAPITAL.findall(name)}
        return not text.rstrip().endswith(":") and all(word.casefold() in asked for word in named)
    if _WHICH_PEOPLE.search(asked):
        return not shows(Expected.PERSON, text, question)
    return bool(_WHAT_SAYS.search(question)) and not _SAYING.search(text)


def _is_native(question: Analysis, found: Evidence) -> bool:
    return found.window.sentences[0].language == question.language


def _topic(question: Analysis) -> tuple[str, ...]:
    """What the question is about in its own words, "vad säger ni om kärnkraft", or what it asks whether there is."""
    lowered = question.text.casefold()
    if len(lowered) != len(question.text):
        return ()
    starts = [match.end() for match in _ABOUT.finditer(lowered)]
    following = (next((term for term in question.terms if term.start >= start), None) for start in starts)
    return tuple(term.base for term in following if term is not None)


@lru_cache(maxsize=1)
def _shown() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a question may ask for that only some words can tell, and those words."""
    lines = resources.files("service").joinpath("words", "shown.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line.strip() and not line.startswith("#"))
    return tuple((re.compile(asks.strip()), re.compile(shown.strip())) for asks, _, shown in pairs)


def _text(found: Evidence) -> str:
    return " ".join(sentence.text for sentence in found.window.sentences)


def held_around(judge: Judge, found: Evidence, evidence: Sequence[Evidence]) -> dict[str, float]:
    """For each base form of the question, how well the evidence, its place or its passage stands for it, 0 to 1."""
    near, around = judge.covered(found.window), judge.stands_in(_passage(found, evidence))
    years = judge.told_years(found.window)
    return {base: 1.0 if is_year(base) and int(base) in years else max(near[base], around[base]) for base in near}


def is_named(term: Term, question: Analysis) -> bool:
    """Whether it is a name or a year: nothing else can stand for it."""
    return term.base in question.names or is_year(term.base)


def is_year(base: str) -> bool:
    """Whether a base form is a year."""
    return base.isdigit() and len(base) == 4


def is_verb(term: Term) -> bool:
    """Whether it looks like a Swedish verb: its base form ends in -a, and it is no noun in a form of its own."""
    return term.base.endswith("a") and not term.word.endswith(("an", "or", "orna", "ornas", "ans"))


def _counts_things(question: Analysis) -> bool:
    """Whether the number of something is asked for, and not how many did something: "hur många svarade"."""
    return any(term.base == question.counted and not is_verb(term) for term in question.terms)


def _passage(found: Evidence, evidence: Sequence[Evidence]) -> list[Sentence]:
    """What is known of the passage that a piece of evidence stands in."""
    own = found.window.sentences[0].passage_id
    windows = (other.window for other in evidence if other.window.sentences[0].passage_id == own)
    return list({sentence.id: sentence for window in windows for sentence in window.sentences}.values())
