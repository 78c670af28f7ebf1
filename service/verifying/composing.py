"""A statement that several quotes bear out together, or one quote with what stands around it."""

from collections.abc import Callable, Sequence

from service.verifying.aligning import align
from service.verifying.clauses import is_verb
from service.verifying.grammar import is_name, preposition, subject_of
from service.verifying.parsing import Parsed, parse
from service.verifying.parts import Part, parts, uncleft, views, without_adjunct
from service.verifying.relations import related
from service.verifying.tokens import clean
from service.verifying.verdicts import Judgement, Quoted, Verdict

Judge = Callable[[str, str, Sequence[Quoted]], Verdict]

_OWN = frozenset("vi oss nätverket nätverkets medlemmarna föreningen we us".split())
_PLACING = frozenset({"in", "during"})


def composed(text: str, language: str, quotes: Sequence[Quoted], judge: Judge) -> Verdict | None:
    """The verdict where a clean statement is taken apart; None where that says no more than the statement whole.

    Supported where each part is, by quotes that stand near each other unless the part names its subject. Contradicted
    where one part is and the others are supported.
    """
    plain = uncleft(text) if language == "sv" else None
    if plain is not None:
        verdict = judge(plain, language, quotes)
        return verdict if verdict.judgement is Judgement.SUPPORTED else composed(plain, language, quotes, judge)
    found = parts(text, language)
    if not found:
        return _around(text, language, quotes, judge)
    verdicts = [judge(part.text, language, quotes) for part in found]
    for place, verdict in enumerate(verdicts):
        if verdict.judgement is not Judgement.SUPPORTED:
            told = _around(found[place].text, language, quotes, judge)
            near = verdicts[place - 1].quotes if place else ()
            verdicts[place] = told or _beside(found[place], language, quotes, near, judge) or verdict
    judged = {verdict.judgement for verdict in verdicts}
    places = tuple(sorted({place for verdict in verdicts for place in verdict.quotes}))
    if judged == {Judgement.SUPPORTED} and _hang_together(found, verdicts, quotes):
        return Verdict(Judgement.SUPPORTED, "ok", places)
    if judged == {Judgement.SUPPORTED, Judgement.CONTRADICTED}:
        against = next(verdict for verdict in verdicts if verdict.judgement is Judgement.CONTRADICTED)
        return Verdict(Judgement.CONTRADICTED, against.reason, against.quotes)
    # What is said in parts is contradicted by what contradicts one of them, not by a quote that mixes them.
    return None if Judgement.CONTRADICTED in judged else Verdict(Judgement.NOT_FOUND, "clause", ())


def _beside(part: Part, language: str, quotes: Sequence[Quoted], near: Sequence[int], judge: Judge) -> Verdict | None:
    """SUPPORTED where a quote near those of the part before says it and has no subject of its own: "Temat var X"."""
    places = [place for place in range(len(quotes)) if part.bare and _are_near(quotes, near, [place])]
    verdict = _among(part.bare, language, quotes, places, judge)
    if verdict is None or verdict.judgement is not Judgement.SUPPORTED:
        return None
    told = parse(part.bare, language)
    return verdict if not any(_has_own_subject(told, quotes[place]) for place in verdict.quotes) else None


def _has_own_subject(told: Parsed, quote: Quoted) -> bool:
    own = parse(clean(quote.text), quote.language)
    used = align(told, own, quote.speaker).used
    verb = next((place for place, token in enumerate(own.tokens) if is_verb(token, own.language)), 0)
    free = [place for place in own.content if place not in used]
    return bool(subject_of(own, verb) - used) or any(is_name(own, place) for place in free)


def _hang_together(found: Sequence[Part], verdicts: Sequence[Verdict], quotes: Sequence[Quoted]) -> bool:
    """Whether every part that names no subject is told beside the part before it."""
    return all(
        part.named or place == 0 or _are_near(quotes, verdicts[place - 1].quotes, verdicts[place].quotes)
        for place, part in enumerate(found)
    )


def _are_near(quotes: Sequence[Quoted], first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether a quote of each is the same, or stands among the sentences before the other."""
    return any(
        one == other or quotes[one].text in quotes[other].around or quotes[other].text in quotes[one].around
        for one in first
        for other in second
    )


def _around(text: str, language: str, quotes: Sequence[Quoted], judge: Judge) -> Verdict | None:
    """The verdict on all but whose view it is, or where and when, where the quote's surroundings bear that out."""
    against: Verdict | None = None
    for holder, rest in views(text):
        places = [place for place, quote in enumerate(quotes) if _is_view_of(holder, language, quote)]
        verdict = _among(rest, language, quotes, places, judge)
        if verdict is not None and verdict.judgement is Judgement.SUPPORTED:
            return verdict
    for core, adjunct in without_adjunct(text, language):
        told = parse(adjunct, language)
        places = [place for place, quote in enumerate(quotes) if _is_set_in(told, quote)]
        verdict = _among(core, language, quotes, places, judge)
        if verdict is not None and verdict.judgement is Judgement.CONTRADICTED:
            against = against or verdict
        elif verdict is not None and not any(_has_other_place(core, told, quotes[place]) for place in verdict.quotes):
            return verdict
    return against


def _among(text: str, language: str, quotes: Sequence[Quoted], places: Sequence[int], judge: Judge) -> Verdict | None:
    """The verdict on a statement by some of the quotes, told by their places among all; None for NOT_FOUND."""
    verdict = judge(text, language, [quotes[place] for place in places]) if places else None
    if verdict is None or verdict.judgement is Judgement.NOT_FOUND:
        return None
    return Verdict(verdict.judgement, verdict.reason, tuple(places[index] for index in verdict.quotes))


def _is_view_of(holder: str, language: str, quote: Quoted) -> bool:
    """Whether the quote's document is the holder's: it is named as speaker, in the title or above the quote."""
    read = parse(holder, language)
    around = parse(clean(f"{quote.speaker} {quote.context}"), quote.language)
    words = [place for place in read.content if read.tokens[place].word not in _OWN]
    return all(_borne_out(read, place, around) for place in words)


def _is_set_in(adjunct: Parsed, quote: Quoted) -> bool:
    """Whether all words of a place or time stand above the quote, in its title or in the sentences before it."""
    if adjunct.numbers or not adjunct.content:
        return False
    return any(_says_all(parse(clean(text), quote.language), adjunct) for text in (quote.context, *quote.around))


def _says_all(around: Parsed, adjunct: Parsed) -> bool:
    """Whether every word and date of a place or time stands in one text."""
    dated = all(any(date.within(other) for other in around.dates) for date in adjunct.dates)
    return dated and all(_borne_out(adjunct, place, around) for place in adjunct.content)


def _borne_out(text: Parsed, place: int, around: Parsed) -> bool:
    token = text.tokens[place]
    return any(related(token, word, text.language, around.language) for word in around.tokens if not word.function)


def _has_other_place(core: str, adjunct: Parsed, quote: Quoted) -> bool:
    """Whether the quote tells a place or time of its own, which the statement leaves out or tells otherwise."""
    own = parse(clean(quote.text), quote.language)
    if (adjunct.dates and own.dates) or any(_borne_out(adjunct, place, own) for place in adjunct.content):
        return True
    found = align(parse(core, adjunct.language), own, quote.speaker)
    free = [place for place in own.content if place not in found.used]
    return any(preposition(own, place) in _PLACING for place in free)
