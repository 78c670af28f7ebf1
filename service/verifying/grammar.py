"""What part a word plays in its clause, as far as word order and prepositions tell."""

import re
from functools import lru_cache

import simplemma

from service.verifying.clauses import NO_VERBS, is_verb
from service.verifying.lexicon import light_words
from service.verifying.parsing import Parsed
from service.verifying.relations import actors
from service.verifying.tokens import Token

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
# Names that stand whole: a name right after one of them is another's.
_WHOLE = frozenset("europa sverige norden finland norge danmark island skottland europe sweden scotland".split())
_CONSISTS = frozenset("utgöra bestå consist composed".split())
_ALSO = frozenset("och men samt and but".split())
# Before "med" these make it an "and".
_TOGETHER = frozenset("tillsammans ihop samarbete samverkan together jointly cooperation collaboration".split())
# A name and what kind of place it is are one: "Örebro kommun".
_KINDS = frozenset("kommun stad län region universitet municipality city county university".split())
_DEFINITE = re.compile(r"(?:[^e]n|[eaä]n|et|na|rna)$")
_JOINS = frozenset("och samt and eller or".split())


def is_name(text: Parsed, place: int) -> bool:
    """Whether a word is part of a name: one with a capital, or that begins a sentence and is no word otherwise."""
    token = text.tokens[place]
    if token.capital or place or token.function or token.parts or not text.text[token.start].isupper():
        return token.capital
    return not simplemma.is_known(token.word, lang="sv" if text.language == "sv" else "en")


def is_genitive(text: Parsed, place: int) -> bool:
    """Whether the word owns what follows it: "Malmös", "nätverkets", "the network's"."""
    token = text.tokens[place]
    if token.word.endswith(("'s", "’s", ":s")):
        return True
    if place + 1 < len(text.tokens) and text.tokens[place + 1].capital:
        return False
    if not token.word.endswith("s") or text.language == "en":
        return False
    unknown = token.base == token.word and len(token.word) > _REACH and token.word.endswith(("ors", "nas"))
    if token.base.endswith("s") and not unknown:
        return False
    return (
        token.capital
        or token.word.endswith(("ets", "ens", "nas", "ars", "ors", "ers", "ans"))
        and (token.word.endswith("ors") or not token.base.endswith("a"))
    )


@lru_cache(maxsize=50_000)
def preposition(text: Parsed, place: int) -> str:
    """The class of the preposition that governs the word; "gen" for a genitive, "" for a subject or object."""
    if is_genitive(text, place):
        return "gen"
    for before in range(place - 1, max(place - _REACH, 0) - 1, -1):
        governed = _governed_from(text, before, place)
        if governed is not None:
            return governed
    return ""


def _governed_from(text: Parsed, before: int, place: int) -> str | None:
    """What the word at `before`, left of the one at `place`, tells of it; None where one must look further left."""
    other = text.tokens[before]
    if other.word == "som" and not _relative(text, before):
        return "as"
    if other.word in _PREPOSITIONS:
        return _class_of(text, before, place)
    if _ends_phrase(text, before, place):
        return ""
    gap = text.text[other.end : text.tokens[before + 1].start]
    if "(" in gap:
        return "in"
    return "" if any(mark in gap for mark in ",;:") else None


def _class_of(text: Parsed, at: int, place: int) -> str:
    """The class of the preposition at `at`, by what stands beside it."""
    word, left = text.tokens[at].word, text.tokens[at - 1] if at else None
    if word == "to" and _is_infinitive(text, at + 1, place):
        return ""
    if left is not None and left.word in ("vi", "we"):  # "vi i kommunerna" are the kommuner
        return ""
    if left is not None and word in ("av", "of") and left.base in _CONSISTS:
        return "as"
    if left is not None and word in ("med", "with") and left.word in _TOGETHER:
        return "together"
    return _PREPOSITIONS[word]


def _ends_phrase(text: Parsed, before: int, place: int) -> bool:
    """Whether a preposition further left cannot reach the word: a date, a verb or a whole name stands between."""
    token, other = text.tokens[place], text.tokens[before]
    if any(date.start <= other.start < date.end for date in text.dates):
        return True
    if other.word in _BREAKS or is_verb(other, text.language) or text.clauses[before] != text.clauses[place]:
        return True
    kind = before == place - 1 and token.word in _KINDS
    if other.capital and not token.capital and token.word.isalpha() and not other.word.endswith("s") and not kind:
        return True
    return other.word in _WHOLE and all(each.capital for each in text.tokens[before : place + 1])


def _relative(text: Parsed, place: int) -> bool:
    """Whether "som" begins a clause with a verb of its own rather than telling as what: "som värd"."""
    return any(
        is_verb(text.tokens[after], text.language)
        for after in range(place + 1, min(place + 1 + _REACH, len(text.tokens)))
        if text.clauses[after] == text.clauses[place]
    ) and not (
        place == 0 or text.clauses[place - 1] != text.clauses[place] and text.text[text.tokens[place].start].isupper()
    )


def phrase_preposition(text: Parsed, place: int) -> str:
    """The class of the preposition before a noun and whoever owns it: "in" for "nätverkets" of "i nätverkets grupp"."""
    first = place
    while first > 0 and (is_genitive(text, first) or is_genitive(text, first - 1)):
        first -= 1
        if not is_genitive(text, first):
            return preposition(text, first) if preposition(text, first) else _word_class(text, first)
    return preposition(text, place) if not is_genitive(text, place) else _word_class(text, place - 1)


def _word_class(text: Parsed, place: int) -> str:
    return _PREPOSITIONS.get(text.tokens[place].word, "") if place >= 0 else ""


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
        elif _is_passive_word(token):
            return True
    return False


def _is_passive_word(token: Token) -> bool:
    """Whether a Swedish word is a verb in the passive: "hölls", "tillgodoses", "planeras"."""
    if not token.word.endswith("s") or token.capital or len(token.word) <= len("tas"):
        return False
    if token.base.endswith("a"):
        return token.word not in NO_VERBS and not token.word.endswith(("ors", "ans"))
    return is_verb(token, "sv") and not token.base.endswith("s") and token.word != "finns"


def is_agent(text: Parsed, place: int) -> bool:
    """Whether the word names someone who can act: a name, or a noun of `agents.txt`."""
    token = text.tokens[place]
    if token.capital:
        return True
    parts = token.parts[-1:] or (token.base,)
    return (
        token.base in actors()
        or parts[0] in actors()
        or (text.language == "sv" and len(token.base) > _REACH - 1 and token.base.endswith(_AGENTIVE))
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
        if joined(text, before, place) or (before == place - 1 and text.tokens[place].word in _KINDS):
            continue
        if is_agent(text, before) and not preposition(text, before):
            return False
    return True


def joined(text: Parsed, first: int, second: int) -> bool:
    """Whether two words are parts of one list: "A, B och C", with nothing else but attributes between them."""
    between = text.tokens[first + 1 : second]
    written = text.text[text.tokens[first].end : text.tokens[second].start]
    if "(" in written:
        return False
    near = text.tokens[second + 1 : second + 1 + _REACH]
    listed = "," in written and any(token.word in _JOINS for token in near)
    linked = listed or any(token.word in _JOINS for token in between)
    return linked and not any(
        is_verb(token, text.language) or (token.function and token.word not in _JOINS) for token in between
    )


def subject_of(text: Parsed, verb: int) -> set[int]:
    """The content words that make up the subject of a verb, as far as word order tells; empty for a pronoun."""
    places = [place for place, clause in enumerate(text.clauses) if clause == text.clauses[verb]]
    verb = next((place for place in places if is_verb(text.tokens[place], text.language)), verb)
    shared = _shared_subject(text, places, verb)
    if shared is not None:
        return shared
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
        if preposition(text, place) not in ("", "gen") or is_verb(text.tokens[place], text.language):
            break
        if found and _is_next_phrase(text, max(found), place):
            break
        if place in text.content:
            found.add(place)
    return found


def _shared_subject(text: Parsed, places: list[int], verb: int) -> set[int] | None:
    """The subject of the clause before where this one leaves it out: "X hölls i Lund och gällde Y"; None elsewhere."""
    first = places[0]
    if first == 0 or text.clauses[first] == 0:
        return None
    if text.tokens[first].word in _ALSO and verb == first + 1:
        return subject_of(text, first - 1)
    opener = text.tokens[text.clauses.index(text.clauses[first] - 1)].word
    return set() if verb == first and opener in ("den", "de") else None


def _is_next_phrase(text: Parsed, last: int, place: int) -> bool:
    """Whether what stands after the verb's first noun is another part of the clause: "höll styrelsen | sju möten"."""
    before, token = text.tokens[last], text.tokens[place]
    if joined(text, last, place) or token.word in _JOINS or token.capital == before.capital is True:
        return False
    counted = any(number.start <= token.start < number.end for number in text.numbers)
    own = token.word in ("sin", "sitt", "sina", "en", "ett", "den", "det", "de")
    return counted or own or before.capital or _DEFINITE.search(before.word) is not None and not is_genitive(text, last)


def _is_core(text: Parsed, place: int) -> bool:
    token = text.tokens[place]
    if place not in text.content or is_verb(token, text.language) or {token.base, token.word} & _TIMES:
        return False
    if {token.base, token.word} & light_words() and not token.capital:
        return False
    governed = preposition(text, place)
    return not governed or (governed == "gen" and not phrase_preposition(text, place))


def _same_run(text: Parsed, first: int, last: int) -> bool:
    written = text.text[text.tokens[first].end : text.tokens[last].start]
    return "," not in written and "(" not in written and all(text.tokens[p].capital for p in range(first, last + 1))


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES


_PARTICIPLES = frozenset(
    "held run given taken made done led chosen elected built set paid sent written found founded put brought".split()
)
