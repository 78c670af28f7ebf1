"""Statements made from the sentences of any documents: false ones that differ in one thing, and true ones.

Each is made by a rule that changes what the sentence claims (or does not), so that no judge is needed. Rules know
nothing of the verifier. The choice is random with a fixed seed.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence to make statements of, in language "sv" or "en", and the document it stands in."""

    text: str
    language: str
    document: str


@dataclass(frozen=True, slots=True)
class Made:
    """A statement made of sentences, what was done to it, whether it is true, and the sentences it cites."""

    text: str
    language: str
    kind: str
    true: bool
    quotes: tuple[str, ...]


Rule = Callable[[Source, Sequence[Source], random.Random], str | None]

_VERB = {
    "sv": r"(?:är|var|blir|blev|har|hade|kan|ska|vill|bör|måste|behöver|får|fick|går|tar|ger|håller|höll|hölls|valdes|"
    r"arbetar|samverkar|samarbetar|deltar|handlar|bygger|visar|finns|betalar|driver|utser|beslutar|antog|berättade|"
    r"träffades|bildades|startade|pågår|skriver|ökar|minskar|påverkar|använder|diskuterade|talade)",
    "en": r"(?:is|are|was|were|has|have|had|will|can|should|must|may|needs?|wants?|holds?|held|works?|shows?|takes?)",
}
_AUXILIARY = {
    "sv": re.compile(
        r"\b(är|var|blir|blev|har|hade|kan|ska|vill|bör|måste|hölls|valdes|finns|behöver|bildades|antog)\b"
    ),
    "en": re.compile(r"\b(is|are|was|were|has|have|had|will|can|should|must|may)\b"),
}
_NEGATION = re.compile(r"\b(?:inte|not|aldrig|never) ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!-)")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_DIGITS = re.compile(rf"(?<![\d.,:–-])\d{{1,3}}(?![\d.,:–-]|(?: \d{{3}}))(?! (?:{'|'.join(_MONTHS)}))")
_AMOUNT = re.compile(r"\d[\d \u00a0.,]*(?= ?(?:kr|kronor|tkr|mnkr|miljon|procent|%|per cent))")
_WORDS = {
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "two three four five six seven eight nine ten eleven twelve".split(),
}
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+\b")
_PLACES = "Kiruna Umeå Sundsvall Gävle Uppsala Västerås Karlstad Jönköping Växjö Kalmar Visby Ystad Mora Piteå".split()
_PLACE = re.compile(r"(?:(?<= i )|(?<= på )|(?<= in )|(?<= at ))[A-ZÅÄÖ][a-zåäö]{3,}(?=[ .,])(?! [A-ZÅÄÖ])")
_ENGLISH_MONTHS = "January February March April May June July August September October November December".split()
_HEDGES = {
    "sv": (
        (r"\b(?:ungefär|omkring|cirka|drygt|knappt|nästan|minst|högst|upp till|ofta|främst|preliminärt|troligen) ", ""),
        (r"\bkan (\w+)a\b", r"\1ar"),
        (r"\bplaneras\b", "hålls"),
        (r"\bvill att (\w)", r"har sett till att \1"),
        (r"\b(?:några|vissa|flera|en del) ", "alla "),
        (r"\bbör\b", "måste"),
    ),
    "en": (
        (r"\b(?:about|around|approximately|nearly|almost|at least|at most|up to|often|mainly|preliminarily) ", ""),
        (r"\b(?:can|may|might|could|should) ", "will certainly "),
        (r"\bis planned\b", "was held"),
        (r"\b(?:some|several|certain) ", "all "),
    ),
}  # fmt: skip
_OPPOSITES = {
    "sv": "öka/minska ökar/minskar bättre/sämre större/mindre högre/lägre starkare/svagare först/sist börjar/slutar "
    "började/slutade före/efter fler/färre högsta/lägsta med/utan",
    "en": "increase/decrease better/worse larger/smaller higher/lower more/less before/after began/ended "
    "stronger/weaker",
}  # fmt: skip


def corrupted(sources: Sequence[Source], seed: int) -> list[Made]:
    """Every false statement the rules make of the sentences, shuffled."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    found = [made for source in sources for made in _changed(source, sources, chance, _FALSE, true=False)]
    found += [made for source in sources for made in _of_two(source, sources, chance)]
    chance.shuffle(found)
    return found


def varied(sources: Sequence[Source], seed: int) -> list[Made]:
    """Every true statement the rules make of the sentences, shuffled."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    found = [made for source in sources for made in _changed(source, sources, chance, _TRUE, true=True)]
    chance.shuffle(found)
    return found


def _changed(
    source: Source, sources: Sequence[Source], chance: random.Random, rules: dict[str, Rule], *, true: bool
) -> Iterator[Made]:
    for kind, rule in rules.items():
        text = rule(source, sources, chance)
        if text is not None and text != source.text:
            yield Made(text, source.language, kind, true, (source.text,))


def _of_two(source: Source, sources: Sequence[Source], chance: random.Random) -> Iterator[Made]:
    other = _stranger(source, sources, chance)
    if other is None:
        return
    yield Made(other.text, other.language, "other_document", False, (source.text,))
    halves = _halves(source), _halves(other)
    if source.language == other.language and halves[0] and halves[1] and not _akin(halves[0][0], halves[1][0]):
        yield Made(halves[0][0] + halves[1][1], source.language, "joined", False, (source.text, other.text))


def _stranger(source: Source, sources: Sequence[Source], chance: random.Random) -> Source | None:
    """A sentence of another document that does not say the same."""
    others = [other for other in sources if other.document != source.document and not _overlap(source.text, other.text)]
    return chance.choice(others) if others else None


def _overlap(one: str, two: str) -> bool:
    first, second = (set(re.findall(r"\w{4,}", text.casefold())) for text in (one, two))
    return len(first & second) > 0.4 * min(len(first), len(second)) if first and second else True


def _akin(one: str, two: str) -> bool:
    """Whether two subjects share a word or its beginning: "en medlem", "medlemmarna"."""
    first, second = ({word[:4].casefold() for word in re.findall(r"\w{3,}", text)} for text in (one, two))
    return bool(first & second)


def _halves(source: Source) -> tuple[str, str] | None:
    """The subject and the rest, where a sentence begins with its subject."""
    match = re.match(
        rf"((?:[^\W\d_][\w:-]*(?: \([A-ZÅÄÖ]+\))? ?){{1,4}}) ({_VERB[source.language]}\b.*)", source.text, re.S
    )
    if match is None or match[1].casefold().split()[0] in _ADVERBS:
        return None
    return match[1] + " ", match[2]


_ADVERBS = frozenset(
    """på i under vid till från när om för med då där nu så det den de han hon vi detta dessa sedan därför även också
    this that it he she they we in on at when then there dit samma enligt som att varje vad här tillsammans""".split()
)


def _negated(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    if _NEGATION.search(source.text):
        return _NEGATION.sub("", source.text, count=1)
    word = "not" if source.language == "en" else "inte"
    halves = _halves(source)
    match = _AUXILIARY[source.language].match(halves[1]) if halves else None
    return f"{halves[0]}{match[1]} {word}{halves[1][match.end() :]}" if halves and match else None


def _with_year(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _replaced(_YEAR, source.text, lambda year: str(int(year) + chance.choice((-3, -2, -1, 1, 2, 10))), chance)


def _with_number(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    changed = _replaced(_DIGITS, source.text, lambda digits: str(int(digits) + chance.choice((1, 2, 5, 10))), chance)
    words = _WORDS[source.language]
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b")
    return changed or _replaced(
        pattern, source.text, lambda word: chance.choice([w for w in words if w != word]), chance
    )


def _with_amount(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    def other(digits: str) -> str:
        place = chance.choice([index for index, letter in enumerate(digits) if letter.isdigit()])
        return digits[:place] + str((int(digits[place]) + chance.randint(1, 8)) % 9 + 1) + digits[place + 1 :]

    changed = _replaced(_AMOUNT, source.text, other, chance)
    return changed if changed and re.sub(r"\D", "", changed) != re.sub(r"\D", "", source.text) else None


def _with_name(source: Source, sources: Sequence[Source], chance: random.Random) -> str | None:
    found = {name.removesuffix("s") for other in sources for name in _NAME.findall(other.text)}
    names = sorted(name for name in found if name not in source.text)
    return _replaced(_NAME, source.text, lambda _name: chance.choice(names), chance) if names else None


def _with_place(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _replaced(_PLACE, source.text, lambda place: chance.choice([p for p in _PLACES if p != place]), chance)


def _with_month(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    names = _ENGLISH_MONTHS if source.language == "en" else _MONTHS
    pattern = re.compile(rf"(?<=\d )(?:{'|'.join(names)})\b")
    return _replaced(pattern, source.text, lambda month: chance.choice([n for n in names if n != month]), chance)


def _with_subject(source: Source, sources: Sequence[Source], chance: random.Random) -> str | None:
    own = _halves(source)
    if own is None:
        return None
    others = [halves[0] for other in sources if other.language == source.language and (halves := _halves(other))]
    others = [text for text in others if not _overlap(text, source.text) and not _akin(text, own[0])]
    return chance.choice(others) + own[1] if others else None


def _without_hedge(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    for pattern, instead in _HEDGES[source.language]:
        changed = re.sub(pattern, instead, source.text, count=1)
        if changed != source.text:
            return changed
    return None


def _with_opposite(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    for pair in _OPPOSITES[source.language].split():
        for one, other in (pair.split("/"), pair.split("/")[::-1]):
            if re.search(rf"\b{one}\b", source.text):
                return re.sub(rf"\b{one}\b", other, source.text, count=1)
    return None


def _swapped(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    """The subject and the name that ends the sentence change places."""
    halves = _halves(source)
    match = re.search(r"(?:av|från|efter|till|för|of|from|to) ([A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)*)\.$", source.text)
    if not halves or not match or not halves[0][0].isupper() or match[1] in halves[0]:
        return None
    return match[1] + " " + halves[1].replace(match[1] + ".", halves[0].strip() + ".")


def _replaced(pattern: re.Pattern[str], text: str, change: Callable[[str], str], chance: random.Random) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    changed = change(match.group())
    return text[: match.start()] + changed + text[match.end() :] if changed != match.group() else None


def _across_lines(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _at_space(source.text, "\n", chance)


def _across_pages(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _at_space(source.text, "\n\f", chance)


def _at_space(text: str, instead: str, chance: random.Random) -> str | None:
    spaces = [match.start() for match in re.finditer(" ", text)]
    if not spaces:
        return None
    place = chance.choice(spaces)
    return text[:place] + instead + text[place + 1 :]


def _in_words(text: str, mark: str, chance: random.Random) -> str | None:
    long = [match for match in re.finditer(r"\b[a-zåäö]{8,}\b", text)]
    if not long:
        return None
    word = chance.choice(long)
    place = chance.randint(word.start() + 3, word.end() - 3)
    return text[:place] + mark + text[place:]


def _with_soft_hyphen(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _in_words(source.text, "\u00ad", chance)


def _hyphenated(source: Source, _sources: Sequence[Source], chance: random.Random) -> str | None:
    return _in_words(source.text, "-\n", chance)


def _shouted(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    return source.text.upper()


def _lowered(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    return source.text.lower()


def _unpunctuated(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    return source.text.rstrip(".") + "  "


def _without_relative(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    """Without a clause between commas, or one after the last comma, that begins with "som" or "which"."""
    changed = re.sub(r", (?:som|vilket|which|who) [^,.]+(?:,|(?=\.$))", "", source.text, count=1)
    return changed if len(changed.split()) >= 4 else None


def _without_purpose(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    changed = re.sub(r",? (?:så att|för att|eftersom|because|in order to) [^,.]+(?=\.$)", "", source.text, count=1)
    return changed if len(changed.split()) >= 4 else None


def _without_party(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    return re.sub(r" \((?:S|M|C|KD|SD|V|L|MP|[A-ZÅÄÖ]{2,6})\)", "", source.text)


def _without_time(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    months = "|".join(_MONTHS)
    return re.sub(rf" (?:den )?\d{{1,2}}(?:–\d{{1,2}})? (?:{months})(?: \d{{4}})?(?=\.$)", "", source.text)


def _numbers_in_words(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    def other(match: re.Match[str]) -> str:
        return _WORDS[source.language][int(match.group()) - 2] if 2 <= int(match.group()) <= 12 else match.group()

    return (
        _DIGITS.sub(other, source.text) if not re.search(r"(?:mål|SOU|kl\.?|artikel|nr|goal) \d", source.text) else None
    )


def _numbers_in_digits(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    words = _WORDS[source.language]
    return re.sub(rf"\b(?:{'|'.join(words)})\b", lambda match: str(words.index(match.group()) + 2), source.text)


def _dates_in_digits(source: Source, _sources: Sequence[Source], _chance: random.Random) -> str | None:
    def other(match: re.Match[str]) -> str:
        return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}"

    return re.sub(rf"(?:den )?(?<![–\d])(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})", other, source.text)


_FALSE: dict[str, Rule] = {
    "negation": _negated,
    "year": _with_year,
    "number": _with_number,
    "amount": _with_amount,
    "name": _with_name,
    "place": _with_place,
    "date": _with_month,
    "subject": _with_subject,
    "hedge": _without_hedge,
    "antonym": _with_opposite,
    "roles": _swapped,
}
_TRUE: dict[str, Rule] = {
    "line_break": _across_lines,
    "page_break": _across_pages,
    "soft_hyphen": _with_soft_hyphen,
    "hyphenated": _hyphenated,
    "upper_case": _shouted,
    "lower_case": _lowered,
    "punctuation": _unpunctuated,
    "relative_clause_left_out": _without_relative,
    "purpose_left_out": _without_purpose,
    "party_left_out": _without_party,
    "date_left_out": _without_time,
    "number_words": _numbers_in_words,
    "digits": _numbers_in_digits,
    "date_notation": _dates_in_digits,
}
