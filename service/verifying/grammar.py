"""What part a word plays in its clause, as far as word order and prepositions tell."""

from functools import lru_cache

from service.verifying.clauses import is_verb
from service.verifying.lexicon import lines
from service.verifying.parsing import Parsed

# Prepositions that tell one party of an event from another.
_PREPOSITIONS = {
    "av": "by", "by": "by", "of": "of", "från": "from", "from": "from", "till": "to", "to": "to", "för": "for",
    "for": "for", "efter": "after", "after": "after", "före": "before", "innan": "before", "before": "before",
    "mot": "against", "emot": "against", "against": "against", "än": "than", "than": "than", "i": "in", "in": "in",
    "på": "in", "at": "in", "on": "in", "hos": "in", "vid": "in", "inom": "in", "within": "in", "med": "with",
    "with": "with", "om": "about", "about": "about", "under": "during", "during": "during", "utan": "without",
    "without": "without", "enligt": "by", "mellan": "between", "between": "between", "kring": "about",
    "genom": "through", "through": "through", "över": "over", "among": "in", "bland": "in", "per": "per",
    "throughout": "in", "across": "in", "sedan": "since", "since": "since", "as": "as", "into": "to",
}  # fmt: skip
_BREAKS = frozenset("men att som vad hur but that which who what how whether".split())
_PASSIVE_AUXILIARIES = frozenset("is are was were be been being blev blir bli blivit".split())
PRONOUNS = frozenset(
    """han hon den det de detta dessa vi man som jag du ni he she it they this these we who which that there där dit
    alla vilket""".split()
)
_INFINITIVES = (["för", "att"], ["genom", "att"], ["utan", "att"], ["in", "order"])
_ADJECTIVAL = ("ive", "al", "ful", "ic", "ous", "ble", "ary", "less", "ern", "ed", "an", "ish", "w")
_AGENTIVE = ("are", "ör", "ist", "tor", "ant")
_TIMES = frozenset(
    """våren vår hösten höst sommaren sommar vintern vinter år året dag dagen månad vecka vecka gång spring autumn
    summer winter year day month week""".split()
)
_REACH = 6


def is_genitive(text: Parsed, place: int) -> bool:
    """Whether the word owns what follows it: "Malmös", "nätverkets", "the network's"."""
    token = text.tokens[place]
    if token.word.endswith(("'s", "’s", ":s")):
        return True
    if place + 1 < len(text.tokens) and text.tokens[place + 1].capital:
        return False
    if not token.word.endswith("s") or text.language == "en" or token.base.endswith("s"):
        return False
    return (
        token.capital
        or token.word.endswith(("ets", "ens", "nas", "ars", "ors", "ers", "ans"))
        and not token.base.endswith("a")
    )


@lru_cache(maxsize=50_000)
def preposition(text: Parsed, place: int) -> str:
    """The class of the preposition that governs the word; "gen" for a genitive, "" for a subject or object."""
    if is_genitive(text, place):
        return "gen"
    token = text.tokens[place]
    for before in range(place - 1, max(place - _REACH, 0) - 1, -1):
        other = text.tokens[before]
        if other.word == "som" and before == place - 1:
            return "as"
        if other.word in _PREPOSITIONS:
            if other.word == "to" and _is_infinitive(text, before + 1, place):
                return ""
            return _PREPOSITIONS[other.word]
        if other.word in _BREAKS or is_verb(other, text.language) or text.clauses[before] != text.clauses[place]:
            return ""
        if other.capital and not token.capital and token.word.isalpha() and not other.word.endswith("s"):
            return ""
        if "(" in text.text[other.end : text.tokens[before + 1].start]:
            return "in"
        if any(mark in text.text[other.end : text.tokens[before + 1].start] for mark in ",;:"):
            return ""
    return ""


def _is_infinitive(text: Parsed, after: int, place: int) -> bool:
    """Whether English "to" leads to a verb here rather than to the noun at `place`."""
    token = text.tokens[after]
    return after != place and not token.function and not token.capital and not token.word.endswith(_ADJECTIVAL)


def is_passive(text: Parsed, clause: int) -> bool:
    """Whether the clause holds a verb in the passive."""
    places = [place for place in range(len(text.tokens)) if text.clauses[place] == clause]
    for place in places:
        token = text.tokens[place]
        if text.language == "en":
            before = {text.tokens[other].word for other in places if place - 3 <= other < place}
            if _participle(token.word) and before & _PASSIVE_AUXILIARIES:
                return True
        elif token.word.endswith("s") and token.base.endswith("a") and not token.capital and len(token.word) > 3:
            return True
    return False


def is_agent(text: Parsed, place: int) -> bool:
    """Whether the word names someone who can act: a name, or a noun of `agents.txt`."""
    token = text.tokens[place]
    if token.capital:
        return True
    parts = token.parts[-1:] or (token.base,)
    return (
        token.base in _agents() or parts[0] in _agents() or (text.language == "sv" and token.base.endswith(_AGENTIVE))
    )


def is_subject(text: Parsed, place: int) -> bool:
    """Whether no other actor or noun without a preposition stands before the word in its clause."""
    if preposition(text, place):
        return False
    for before in range(place - 1, -1, -1):
        if text.clauses[before] != text.clauses[place]:
            break
        other = text.tokens[before]
        if before not in text.content or _same_run(text, before, place) or is_verb(other, text.language):
            continue
        if is_agent(text, before) and not preposition(text, before):
            return False
    return True


def subject_of(text: Parsed, verb: int) -> set[int]:
    """The content words that make up the subject of a verb, as far as word order tells; empty for a pronoun."""
    places = [place for place, clause in enumerate(text.clauses) if clause == text.clauses[verb]]
    verb = next((place for place in places if is_verb(text.tokens[place], text.language)), verb)
    before = [place for place in places if place < verb and _is_core(text, place)]
    if [text.tokens[place].word for place in places[:2]] in _INFINITIVES:
        before = []
    if before or any(text.tokens[place].word in PRONOUNS for place in places if place < verb):
        return set(before)
    found: set[int] = set()
    for place in places:
        if place <= verb:
            continue
        if text.tokens[place].word in PRONOUNS:
            return set()
        if preposition(text, place) or is_verb(text.tokens[place], text.language):
            break
        if place in text.content:
            found.add(place)
    return found


def _is_core(text: Parsed, place: int) -> bool:
    token = text.tokens[place]
    if place not in text.content or is_verb(token, text.language) or token.base in _TIMES or token.word in _TIMES:
        return False
    return not preposition(text, place) or preposition(text, place) == "gen"


def _same_run(text: Parsed, first: int, last: int) -> bool:
    written = text.text[text.tokens[first].end : text.tokens[last].start]
    return "," not in written and "(" not in written and all(text.tokens[p].capital for p in range(first, last + 1))


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES


_PARTICIPLES = frozenset(
    "held run given taken made done led chosen elected built set paid sent written found founded put brought".split()
)


@lru_cache(maxsize=1)
def _agents() -> frozenset[str]:
    return frozenset(word for line in lines("agents.txt") for word in line.split())
