"""Which words of a quote bear out which words of a statement."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from service.verifying.clauses import is_verb
from service.verifying.grammar import is_genitive, preposition
from service.verifying.lexicon import generic_words, light_words
from service.verifying.parsing import Parsed, Phrase
from service.verifying.relations import PART, SAME, SYNONYM, excluded, is_modifier, related, shares_meaning, stands_for
from service.verifying.selves import is_body, is_of_speakers, means_speaker, says_we
from service.verifying.succession import ORDER_WORDS, agree
from service.verifying.tokens import Token

_STRENGTH_OF_CLAUSE = 0.2
# What weighs for the clause that bears out the word before.
_NEXT = 0.1
# "Swedish" is "svenska" rather than part of a name.
_STRANGER = 0.15
# Verbs that say nothing beside the noun they carry.
_SUPPORTS = frozenset(
    "göra ge ta fatta hålla föra lägga utföra genomföra ske få ha lämna rikta make give take do".split()
)
_EMPTY = frozenset("göra föra ha utföra make do have".split())
_NEAR = 3
_UNDONE = frozenset("plan want demand propose hope try shall should must need future can would seem doubt".split())
_PARTICLES = frozenset("in upp ut av om bort ned ner fram ihop isär emot igen över off out up down".split())
_TURNED_BY_PARTICLES = frozenset("gå ta komma stå ställa lägga ge få göra sätta hålla slå se falla ligga vara".split())
_AFTER_VERBS = frozenset("med före in ut upp ner ned av om bort fram ihop över efter igenom emot under undan".split())
# So many words that are borne out let one in that says little.
_FOR_ONE_GENERIC = 3
# Among them those that tell who has what in the end.
_PASSED = frozenset("ge få lämna give".split())
_GETS = frozenset("får fick få fått gets got".split())
_USES = frozenset("använda nyttja use".split())
_ANYONE = frozenset("person människa individ people person".split())
_THOSE = frozenset("de den dem those".split())
_ASIDE = frozenset({"for", "of", "in", "gen"})


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each content word of a statement that is borne out, the place of the word of the quote that does it.

    `missing` are the places of content words that nothing bears out, `light` ones left aside.
    """

    statement: Parsed
    quote: Parsed
    pairs: dict[int, int]
    missing: tuple[int, ...]
    speaker: str = ""

    def is_speaker(self, place: int) -> bool:
        """Whether a word of the statement is what the quote's document calls the one who publishes it."""
        return means_speaker(self.statement, place, self.speaker)

    @property
    def coverage(self) -> float:
        """Share of the statement's content words that is borne out, 0 to 1."""
        total = len(self.pairs) + len(self.missing)
        return len(self.pairs) / total if total else 0.0

    @property
    def order(self) -> bool | None:
        """Whether both tell the same order of two who follow each other; None where one of them tells none."""
        return agree(self.statement, self.quote)

    @property
    def used(self) -> frozenset[int]:
        """The places of the quote's words that bear something out."""
        return frozenset(self.pairs.values())


def align(statement: Parsed, quote: Parsed, speaker: str) -> Alignment:
    """Pairs each content word of the statement with the word of the quote that bears it out best.

    Where several do, the one in the clause that bears out most wins, then the one nearest to the pair before.
    `speaker` is whom "vi" and "nätverket" mean in the quote.
    """
    candidates = {place: _candidates(place, statement, quote, speaker) for place in statement.content}
    clauses = Counter(quote.clauses[other] for found in candidates.values() for other in {*found})
    pairs: dict[int, int] = {}
    last = -1
    for place in statement.content:
        found = candidates[place]
        if found:
            again = {pairs[p] for p in pairs if statement.tokens[p].base == statement.tokens[place].base}
            found = {other: strength for other, strength in found.items() if other not in again}
        if found:
            fitness = {other: _fitness(statement, place, quote, other, found, clauses) for other in found}
            if last >= 0:
                fitness = {o: f + _NEXT * (quote.clauses[o] == quote.clauses[last]) for o, f in fitness.items()}
            last = max(fitness, key=lambda other: (fitness[other], -abs(other - last - 1), -other))
            pairs[place] = last
    _drop_modifiers(statement, quote, pairs, candidates)
    ordered = ORDER_WORDS if agree(statement, quote) else frozenset()
    missing = tuple(
        place
        for place in statement.content
        if place not in pairs
        and statement.tokens[place].base not in ordered
        and not _is_light(statement, place, quote)
        and not _is_support(statement, place, quote, pairs)
        and not _is_anyone(statement, place, quote)
        and not _is_aside(statement, place, speaker)
    )
    return Alignment(statement, quote, pairs, _without_generic(statement, quote, pairs, missing), speaker)


def _without_generic(
    statement: Parsed, quote: Parsed, pairs: dict[int, int], missing: tuple[int, ...]
) -> tuple[int, ...]:
    """The missing places but for a word that says little, one for each few words that are borne out."""
    allowed = len(pairs) // _FOR_ONE_GENERIC
    verbless = not any(is_verb(token, quote.language) for token in quote.tokens)
    idle = verbless or has_idle_verb(quote, set(pairs.values())) or _is_more_modal(quote, statement)
    found = [place for place in missing if _is_generic(statement, place, quote, idle=idle)]
    return missing if len(found) > allowed else tuple(place for place in missing if place not in found)


def _is_more_modal(quote: Parsed, statement: Parsed) -> bool:
    """Whether the quote wants, plans or demands what a verb of the statement might tell as done."""
    mine, theirs = (Counter(marker.name for marker in text.markers) for text in (statement, quote))
    return any(theirs[name] > mine[name] for name in _UNDONE)


def _is_generic(statement: Parsed, place: int, quote: Parsed, *, idle: bool) -> bool:
    token = statement.tokens[place]
    if token.capital or any(excluded(token, other) for other in quote.tokens):
        return False
    if token.base in generic_words("verbs"):
        after = statement.tokens[place + 1].word if place + 1 < len(statement.tokens) else ""
        return not idle and after not in _PARTICLES
    return token.base in generic_words("others") and not is_verb(token, statement.language)


def _is_verbal(text: Parsed, place: int) -> bool:
    """Whether the word is a finite verb, an infinitive or the verb after "har"."""
    token = text.tokens[place]
    supine = token.word.endswith(("t", "its", "ats")) and token.base.endswith(("a", "å")) and not token.capital
    return supine or is_verb(token, text.language) or (text.language == "sv" and _is_action(text, place))


def has_idle_verb(quote: Parsed, used: Collection[int]) -> bool:
    """Whether a clause that bears something out has a verb of content that does not."""
    clauses = {quote.clauses[place] for place in used}
    return any(
        quote.clauses[place] in clauses
        and place not in used
        and _is_verbal(quote, place)
        and quote.tokens[place].base not in generic_words("verbs")
        for place in quote.content
    )


def _fitness(
    statement: Parsed, place: int, quote: Parsed, other: int, found: dict[int, float], clauses: Counter[int]
) -> float:
    """How well a word fits among several that bear the same one out: verbs for verbs, names for names."""
    strength = found[other] + _STRENGTH_OF_CLAUSE * clauses[quote.clauses[other]] / max(clauses.values())
    if found[other] < SAME:
        mine, word = statement.tokens[place], quote.tokens[other]
        strength -= _STRANGER * (word.capital + (is_verb(mine, statement.language) != is_verb(word, quote.language)))
    return round(strength, 6)


def _candidates(place: int, statement: Parsed, quote: Parsed, speaker: str) -> dict[int, float]:
    token = statement.tokens[place]
    found: dict[int, float] = {}
    if is_body(statement, place):
        places = [other for other in range(len(quote.tokens)) if means_speaker(quote, other, speaker)]
        # Of a name its last word, which shows whether it owns what follows.
        return {other: PART for other in places if other + 1 not in places or not quote.tokens[other + 1].capital}
    for other, word in enumerate(quote.tokens):
        strength = _strength(token, word, statement.language, quote.language)
        if strength and not _goes_elsewhere(statement, place, quote, other):
            found[other] = strength
    for mine in statement.phrases:
        if mine.start <= place < mine.end:
            for other in _borne_out_by(mine, quote, statement):
                found[other] = max(found.get(other, 0.0), SYNONYM)
    if not found and token.parts:
        found = _parts(place, statement, quote)
    if not found and means_speaker(statement, place, speaker):
        found = {other: PART for other in range(len(quote.tokens)) if means_speaker(quote, other, speaker)}
    if not found and is_of_speakers(statement, place):
        found = {other: PART for other in range(len(quote.tokens)) if says_we(quote, other)}
    return found


def _goes_elsewhere(statement: Parsed, place: int, quote: Parsed, other: int) -> bool:
    """Whether a light verb is followed by one particle here and by another there: "gå med", "gå före"."""
    if statement.tokens[place].base not in _TURNED_BY_PARTICLES or statement.language != quote.language:
        return False
    mine, theirs = (
        text.tokens[at + 1].word if at + 1 < len(text.tokens) else ""
        for text, at in ((statement, place), (quote, other))
    )
    return mine != theirs and mine in _AFTER_VERBS and theirs in _AFTER_VERBS


def _strength(token: Token, word: Token, language: str, others: str) -> float:
    if token.word == word.word and language != others:
        return SAME
    if not word.function:
        return related(token, word, language, others)
    return PART if stands_for(token, word, language, others) else 0.0


def _borne_out_by(mine: Phrase, quote: Parsed, statement: Parsed) -> Iterator[int]:
    """Where the quote says a phrase of the statement in other words, of which one at least must be a phrase."""
    same_language = statement.language == quote.language
    for other in quote.phrases:
        single = mine.end - mine.start == 1 and other.end - other.start == 1
        if single or _are_opposed(statement, mine, quote, other):
            continue
        shared = mine.groups & other.groups
        swedish = statement.language == quote.language == "sv"
        if (
            (swedish and _means_the_same(mine, other, statement, quote))
            or shared
            and (
                not same_language
                or any(not group.startswith("=") for group in shared)
                or _same(mine, other, statement, quote)
            )
        ):
            content = [place for place in range(other.start, other.end) if place in quote.content]
            # The head of "Statens folkhälsoinstitut" comes last, that of "tar över efter" first.
            owner = bool(content) and is_genitive(quote, content[0])
            yield (content[-1] if owner else content[0]) if content else other.start


def _are_opposed(statement: Parsed, mine: Phrase, quote: Parsed, other: Phrase) -> bool:
    """Whether a word of one phrase excludes one of the other: "allt mer", "allt mindre"."""
    return any(
        excluded(token, word)
        for token in statement.tokens[mine.start : mine.end]
        for word in quote.tokens[other.start : other.end]
    )


def _means_the_same(mine: Phrase, other: Phrase, statement: Parsed, quote: Parsed) -> bool:
    """Whether the dictionary gives both one translation: "gilla" and "tycka om"."""
    return shares_meaning(_base(statement, mine), _base(quote, other))


def _base(text: Parsed, phrase: Phrase) -> str:
    first, *others = text.tokens[phrase.start : phrase.end]
    return " ".join([first.base, *(token.word for token in others)])


def _same(mine: Phrase, other: Phrase, statement: Parsed, quote: Parsed) -> bool:
    first = [token.base for token in statement.tokens[mine.start : mine.end]]
    return first == [token.base for token in quote.tokens[other.start : other.end]]


def _parts(place: int, statement: Parsed, quote: Parsed) -> dict[int, float]:
    """A compound that the quote says in several words: "samhällsplaneringen" for "planeringen av samhället"."""
    token = statement.tokens[place]
    heads: dict[int, float] = {}
    for part in token.parts:
        if part in light_words():
            continue
        borne = {
            other: PART
            for other in quote.content
            if related(_as_word(token, part), quote.tokens[other], statement.language, quote.language)
        }
        if not borne:
            return {}
        heads = borne
    return heads


def _as_word(token: Token, part: str) -> Token:
    return Token(token.start, token.end, part, part, (), capital=False, function=False)


def _drop_modifiers(
    statement: Parsed, quote: Parsed, pairs: dict[int, int], candidates: dict[int, dict[int, float]]
) -> None:
    """A word that is only the first part of a compound says nothing alone: the kommunstyrelse is not the kommun."""
    languages = statement.language, quote.language
    modifiers = {
        place
        for place, other in pairs.items()
        if candidates[place][other] <= PART and is_modifier(statement.tokens[place], quote.tokens[other], *languages)
    }
    heads = {other for place in pairs if place not in modifiers for other in candidates[place]}
    for place in modifiers:
        if pairs[place] not in heads:
            del pairs[place]


def _is_aside(statement: Parsed, place: int, speaker: str) -> bool:
    """Whether the speaker is named, but not as the one who acts: "värd för nätverket"."""
    return means_speaker(statement, place, speaker) and preposition(statement, place) in _ASIDE


def _is_support(statement: Parsed, place: int, quote: Parsed, pairs: dict[int, int]) -> bool:
    """Whether a verb only carries a noun that the quote says as a verb: "gav stöd åt" for "stödde"."""
    base = statement.tokens[place].base
    beside = [(o, t) for o, t in pairs.items() if statement.clauses[o] == statement.clauses[place]]
    if base in _USES and any(preposition(quote, target) == "with" for _, target in beside):
        return True
    if base in _PASSED and statement.tokens[place].word.endswith("s") and any(t.word in _GETS for t in quote.tokens):
        return True
    if base not in _SUPPORTS:
        return False
    beside = [(other, target) for other, target in beside if abs(other - place) <= _NEAR]
    carried = any(_is_action(quote, target) and _is_noun(statement, other) for other, target in beside)
    return carried or (base in _EMPTY and any(_is_carried(quote, target) for _, target in beside))


def _is_carried(text: Parsed, place: int) -> bool:
    """Whether no verb of content tells of the word: "har haft dialog"."""
    clause = [p for p in text.content if text.clauses[p] == text.clauses[place]]
    verbs = [p for p in clause if is_verb(text.tokens[p], text.language) and text.tokens[p].base not in _SUPPORTS]
    return not verbs and not text.tokens[place].capital and not preposition(text, place)


def _is_action(text: Parsed, place: int) -> bool:
    token = text.tokens[place]
    return is_verb(token, text.language) or (token.base.endswith("a") and token.base == token.word)


def _is_noun(text: Parsed, place: int) -> bool:
    return not is_verb(text.tokens[place], text.language) and not text.tokens[place].base.endswith("a")


def _is_anyone(statement: Parsed, place: int, quote: Parsed) -> bool:
    """Whether "personer" says no more than the quote's "de som"."""
    words = [token.word for token in quote.tokens]
    return statement.tokens[place].base in _ANYONE and any(
        words[at] in _THOSE and words[at + 1] in ("som", "who") for at in range(len(words) - 1)
    )


def _is_light(statement: Parsed, place: int, quote: Parsed) -> bool:
    token = statement.tokens[place]
    light = light_words()
    if token.capital or any(excluded(token, other) for other in quote.tokens):
        return False
    if token.base == "äga":  # "äga rum" says nothing, "äga" does
        return statement.tokens[min(place + 1, len(statement.tokens) - 1)].word == "rum"
    return token.base in light or token.word in light
