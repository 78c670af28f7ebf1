"""What must agree between a statement and the quote whose words it uses: each check names itself where it fails."""

from collections import Counter

from service.verifying.aligning import Alignment
from service.verifying.clauses import is_verb
from service.verifying.grammar import preposition
from service.verifying.parsing import Marker, Parsed
from service.verifying.relations import excluded

# Modal words that may stand for each other.
_MODALS = {
    "can": {"can"},
    "must": {"must", "need", "demand"},
    "need": {"need", "must"},
    "shall": {"shall", "future"},
    "should": {"should", "want", "propose"},
    "want": {"want", "should", "propose"},
    "demand": {"demand", "must"},
    "propose": {"propose", "want", "should"},
    "plan": {"plan"},
    "future": {"future", "shall"},
    "would": {"would"},
    "hope": {"hope"},
    "try": {"try"},
    "seem": {"seem"},
    "doubt": {"doubt"},
}
# What is said of a clause by the one above it.
_LEADING = frozenset({"want", "demand", "propose", "hope", "plan", "doubt", "seem", "try"})
_WISHES = frozenset({"want", "demand", "propose"})
_FREQUENCY = (
    "plain",
    "least",
    "often",
    "usual",
    "sometimes",
    "seldom",
    "always",
    "mainly",
    "only",
    "almost",
    "exact",
    "apart",
)
_VIEWS = frozenset("enligt anse mena tycka according believe think".split())
_FACTS = frozenset("visa framgå konstatera innebära betyda bekräfta show confirm".split())
_BEFORE, _AFTER = ("före", "innan", "before"), ("efter", "after")
_MORE, _LESS = ("fler", "mer", "mera", "more"), ("färre", "mindre", "less", "fewer")
_PERSONS = {
    word: person
    for person, words in {
        "we": "vi oss vår vårt våra we us our ours",
        "he": "han honom hans he him his",
        "she": "hon henne hennes she her",
        "they": "de dem deras they them their those",
    }.items()
    for word in words.split()
}
_SUBJECTS = frozenset("vi we han he hon she de they".split())
_DETERMINERS = frozenset("ingen inget inga no without utan".split())
_SMALL_OPPOSITES = {
    word: others
    for one, two in ((_BEFORE, _AFTER), (_MORE, _LESS), (("med", "with"), ("utan", "without")))
    for words, others in ((one, two), (two, one))
    for word in words
}
_ONE = frozenset("en ett one a an".split())
_STANDING = ("vice", "former", "acting")
# How many words before a noun still speak of it.
_REACH = 3
_TWICE = ("utan", "inte")


def opposites(found: Alignment) -> str | None:
    """No "before" stands for "after", no "fewer" for "more": words too small to be content, or of the same base."""
    if any(_stands_opposite(found, place) for place in found.pairs):
        return "antonym"
    quote, own = ({token.word for token in text.tokens} for text in (found.quote, found.statement))
    if any(_is_against(found, place) for place in found.pairs):
        return "antonym"
    for place, token in enumerate(found.statement.tokens):
        if token.word in quote or (place in found.pairs and not token.function):
            continue
        if found.order and token.word in (*_BEFORE, *_AFTER):
            continue
        used = [
            other
            for other in found.quote.tokens
            if other.word in _SMALL_OPPOSITES.get(token.word, ()) and other.word not in own
        ]
        if used:
            return "antonym"
    return None


def _stands_opposite(found: Alignment, place: int) -> bool:
    """Whether the word of the quote that stands where this one stands is its opposite and said nowhere."""
    for step in (1, -1):
        beside = place + step
        while 0 <= beside < len(found.statement.tokens) and beside not in found.statement.content:
            beside += step
        target = found.pairs.get(beside)
        if target is None:
            continue
        other = target - step
        while 0 <= other < len(found.quote.tokens) and other not in found.quote.content:
            other -= step
        free = 0 <= other < len(found.quote.tokens) and other not in found.used
        if free and excluded(found.statement.tokens[place], found.quote.tokens[other]):
            return True
    return False


def _is_against(found: Alignment, place: int) -> bool:
    """Whether the statement says "mot" of what the quote says "för"."""
    parts = preposition(found.statement, place), preposition(found.quote, found.pairs[place])
    return set(parts) == {"for", "against"}


def names(found: Alignment) -> str | None:
    """A name of several words is one name of the quote, and what the quote names is not told of its kind."""
    statement, quote = found.statement, found.quote
    for run in _runs(statement):
        targets = [found.pairs[place] for place in run if place in found.pairs]
        if [statement.tokens[place].base for place in run] in _side_by_side(quote, len(run)):
            continue
        if targets and max(targets) - min(targets) > len(run) + 1:
            return "name"
    named = {place: run for run in _runs(quote) for place in run}
    for place, other in found.pairs.items():
        run = named.get(other, ())
        written = statement.text[statement.tokens[place].start]
        told = written.isupper() or found.is_speaker(place)
        alone = len(set(run) & found.used) == 1 and not told
        if alone and statement.language == quote.language:
            return "name"
    return None


def _side_by_side(text: Parsed, length: int) -> list[list[str]]:
    bases = [token.base for token in text.tokens]
    return [bases[start : start + length] for start in range(len(bases) - length + 1)]


def _runs(text: Parsed) -> list[tuple[int, ...]]:
    """The places of words with capitals that stand side by side, two or more; a sentence's first word counts."""
    found: list[tuple[int, ...]] = []
    place = 0
    while place < len(text.tokens):
        end = place
        while (
            end < len(text.tokens)
            and not text.tokens[end].function
            and text.text[text.tokens[end].start].isupper()
            and (end == place or text.text[text.tokens[end - 1].end : text.tokens[end].start] in (" ", "-"))
        ):
            end += 1
        if end - place > 1:
            found.append(tuple(range(place, end)))
        place = max(end, place + 1)
    return found


def substance(found: Alignment) -> str | None:
    """A statement says something of something: one word that is borne out is too little."""
    figures = len(found.statement.dates) + len(found.statement.numbers)
    shared = {m.name for m in found.statement.markers} & {m.name for m in found.quote.markers} - {"negation"}
    return None if len(found.pairs) + figures + len(shared) > 1 else "coverage"


def pronouns(found: Alignment) -> str | None:
    """Who is only pointed at in the statement is pointed at by the same word in the quote."""
    theirs = {_PERSONS.get(token.word) for token in found.quote.tokens}
    for place, token in enumerate(found.statement.tokens):
        person = _PERSONS.get(token.word)
        if (
            person in (None, *theirs)
            or token.word not in _SUBJECTS
            or token.capital
            or any(before in found.pairs for before in range(place))
            or (token.word == "de" and not _is_verb_after(found.statement, place))
        ):
            continue
        return "name"
    return "name" if _is_of_other_sex(found) else None


def _is_of_other_sex(found: Alignment) -> bool:
    """Whether the statement says "hennes" where the quote says "hans" and names no woman by "hon"."""
    mine = {_PERSONS.get(token.word) for token in found.statement.tokens}
    theirs = {_PERSONS.get(token.word) for token in found.quote.tokens}
    return any(one in mine and one not in theirs and other in theirs for one, other in (("he", "she"), ("she", "he")))


def _is_verb_after(text: Parsed, place: int) -> bool:
    return place + 1 < len(text.tokens) and is_verb(text.tokens[place + 1], text.language)


def coverage(found: Alignment) -> str | None:
    """Every content word of the statement is borne out."""
    if not found.missing:
        return None
    free = [place for place in found.quote.content if place not in found.used]
    names = [place for place in found.missing if found.statement.tokens[place].capital]
    for place in found.missing:
        token = found.statement.tokens[place]
        if any(excluded(token, found.quote.tokens[other]) for other in found.quote.content):
            return "antonym"
    if names:
        return "name" if any(found.quote.tokens[other].capital for other in free) else "coverage"
    return "coverage"


def negation(found: Alignment) -> str | None:
    """Statement and quote deny equally often, in the clauses that are used."""
    mine = [marker for marker in found.statement.markers if marker.name == "negation"]
    theirs = [marker for marker in found.quote.markers if marker.name == "negation"]
    denied = {place for marker in theirs for place in _denied(found.quote, marker)}
    touched = [marker for marker in theirs if _denied(found.quote, marker) & found.used]
    if len(mine) != len(touched):
        # Two negations may say what none says: "utan X går det inte".
        return "hedge" if abs(len(mine) - len(touched)) == len(_TWICE) else "negation"
    for marker in mine:
        targets = {found.pairs[place] for place in _denied(found.statement, marker) if place in found.pairs}
        if targets and not targets & denied:
            return "negation"
    return None


def _denied(text: Parsed, marker: Marker) -> set[int]:
    """The words a negation tells of: those after it in its clause, and the one before it unless it is a determiner."""
    clause = text.clauses[marker.start]
    after = [place for place in text.content if place >= marker.end and text.clauses[place] == clause]
    before = [place for place in text.content if place < marker.start and text.clauses[place] == clause]
    determiner = text.tokens[marker.start].word in _DETERMINERS
    if not after and not determiner:
        return set(before)
    return set(after[:1] if determiner and after else after + before[-1:])


def hedges(found: Alignment) -> str | None:
    """Nothing is more or less certain, wished for or frequent than in the quote."""
    own, others = Counter(m.name for m in found.statement.markers), Counter(m.name for m in used_markers(found))
    mine, theirs = set(own), set(others)
    attributed = any(token.base in _VIEWS for token in found.statement.tokens)
    if not _modals_agree(mine, theirs, attributed=attributed) or _is_taken_for_granted(found):
        return "hedge"
    if own["all"] and others["always"] and not own["always"]:  # "all beredskap ska" for "beredskapen ska alltid"
        del others["always"]
    if own["least"] and own["least"] < others["least"] and _begins_with_least(found):
        others["least"] = own["least"]
    if any(own[name] != others[name] for name in _FREQUENCY):
        return "hedge"
    if found.statement.language == found.quote.language and own["can"] < others["can"]:
        return "hedge"
    if any((name in mine) != (name in {m.name for m in modifying(found)}) for name in _STANDING):
        return "hedge"
    return None


def _begins_with_least(found: Alignment) -> bool:
    """Whether "minst" stands before all that is counted: "minst en A och en B" for "minst en A och minst en B"."""
    tokens = found.statement.tokens
    least = next(marker.start for marker in found.statement.markers if marker.name == "least")
    return not any(token.word in _ONE for token in tokens[:least]) and not any(
        number.end < tokens[least].start for number in found.statement.numbers
    )


def _is_taken_for_granted(found: Alignment) -> bool:
    """Whether the statement asserts what the quote says that somebody denies, fears or believes."""
    quote = found.quote
    used = {quote.clauses[place] for place in found.used}
    if any(token.word in ("enligt", "according") for token in found.statement.tokens):
        return False
    for place in range(1, len(quote.tokens)):
        above = quote.clauses[place - 1]
        if quote.tokens[place].word not in ("att", "that") or quote.clauses[place] == above:
            continue
        verbs = [p for p in quote.content if quote.clauses[p] == above and is_verb(quote.tokens[p], quote.language)]
        doubted = any(quote.tokens[verb].base not in _FACTS for verb in verbs)
        if doubted and quote.clauses[place] in used and above not in used:
            return True
    return False


def _modals_agree(mine: set[str], theirs: set[str], *, attributed: bool) -> bool:
    """Whether the modal words may stand for each other; `attributed`: the statement says whose view it tells."""
    own, others = mine & _MODALS.keys(), theirs & _MODALS.keys()
    for name in own:
        wished = (
            name in ("shall", "future", *(("need",) if attributed else ()))
            and others & _WISHES
            and (own & others & _WISHES or attributed)
        )
        if not _MODALS[name] & others and not (name == "future" and not others) and not wished:
            return False
    told = own | (_WISHES if attributed and own & {"shall", "should"} else set())
    if own & others & _WISHES:  # "vi vill att A ordnar det; det ska gälla B" is one wish
        told |= {"shall"}
    return all(_MODALS[name] & told or (name == "future") for name in others)


def used_markers(found: Alignment) -> list[Marker]:
    """The markers in those clauses of the quote that bear something out."""
    used = {found.quote.clauses[place] for place in found.used}
    return [
        marker
        for marker in found.quote.markers
        if (_around(found.quote, marker) | _governed(found.quote, marker)) & used
        and not (marker.name == "shall" and (_packed(found, marker) or _asked(found, marker)))
        and not (marker.name == "can" and _is_in_a_word(found))
        and not (marker.end - marker.start == 1 and marker.start in found.used)
    ]


def _packed(found: Alignment, marker: Marker) -> bool:
    """Whether the statement says a relative clause in one word: "brottsförebyggande" for "som ska förebygga brott"."""
    clause = found.quote.clauses[marker.start]
    begins = found.quote.clauses.index(clause)
    mine = [place for place, other in found.pairs.items() if found.quote.clauses[other] == clause]
    purpose = any(phrase in found.statement.text.casefold() for phrase in ("för att ", "in order to "))
    openers = {found.quote.tokens[begins].word, found.quote.tokens[marker.start - 1].word}
    return bool(openers & {"som", "that", "which"}) and (len(mine) <= 1 or purpose)


def _asked(found: Alignment, marker: Marker) -> bool:
    """Whether the statement says an indirect question as a noun: "fördelningen" for "hur det ska fördelas"."""
    clause = found.quote.clauses[marker.start]
    opener = found.quote.tokens[found.quote.clauses.index(clause)].word
    mine = [place for place, other in found.pairs.items() if found.quote.clauses[other] == clause]
    own = any(marker.name in ("shall", "should") for marker in found.statement.markers)
    return opener in ("hur", "vad", "vilka", "how", "what") and not own and len(mine) <= _REACH


def _is_in_a_word(found: Alignment) -> bool:
    """Whether the statement says what can be done in one word: "påverkbara" for "som går att påverka"."""
    endings = ("bar", "bara", "bart", "able", "ible")
    return any(
        found.statement.tokens[place].word.endswith(endings)
        and found.statement.tokens[place].base != found.quote.tokens[other].base
        for place, other in found.pairs.items()
    )


def _governed(text: Parsed, marker: Marker) -> set[int]:
    """The clauses that "vill att" and the like lead into, beside their own."""
    if marker.name not in _LEADING:
        return set()
    return {
        text.clauses[place]
        for place in range(marker.end, len(text.tokens))
        if text.tokens[place].word in ("att", "that") and text.clauses[place] > text.clauses[place - 1]
    }


def _around(text: Parsed, marker: Marker) -> set[int]:
    return {text.clauses[marker.start], text.clauses[marker.end - 1]}


def modifying(found: Alignment) -> list[Marker]:
    """The markers right before a word of the quote that bears something out."""
    used = found.used
    return [
        marker
        for marker in found.quote.markers
        if any(place in used for place in range(marker.end, min(marker.end + _REACH, len(found.quote.tokens))))
    ]
