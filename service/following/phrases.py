"""What a question is about: its noun phrases, and the action it asks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.following.mentions import names_in
from service.following.nouns import THINGS
from service.following.shape import ADVERBS, PLAIN_VERBS, Shape, has_content, head_of, verbs_in
from service.following.words import WORDS, base_of, is_verb, words_of


class Form(StrEnum):
    """How a noun phrase is spoken of again: Swedish "den", "det" or "de"; "it" or "they"; a name by any."""

    COMMON = "common"
    NEUTER = "neuter"
    PLURAL = "plural"
    NAME = "name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with what follows it by prepositions ("årskonferensen i Falun"); `core` is without those."""

    text: str
    core: str
    form: Form
    definite: bool
    predicate: bool = False

    @property
    def event(self) -> bool:
        """Whether it is something that is held: a meeting, a conference."""
        return is_event(self.core)


_EVENT = re.compile(
    r"(?:möten?|mötet|mötena|stämman?|konferens(?:en|er|erna)?|kongress(?:en)?|(?:webbi|semi)nari(?:um|et|er|erna)|"
    r"workshop(?:pen|en|par|parna)?|träff(?:en|ar|arna)?|veckan?|jubileet|forum(?:et)?|samlingen?|(?:meeting|assembly|"
    r"conference|congress|seminar|webinar|workshop|summit|event)s?|week)$"
)
_BECOMING = frozenset("vara bli varit blivit be become been".split())
_COPULAS = frozenset("är var blir blev is are was were became been".split())
_SV_PLURAL = re.compile(r"(?:orna|arna|erna|ena|or|ar|er)$")
SAYING = frozenset(
    "säger sa sade skriver skrev tycker tyckte anser ansåg menar menade vill ville kräver krävde föreslår föreslog "
    "says said say think want writes wrote".split()
)
"""Verbs for what somebody says or wants; what follows by "om" is what it is about."""
_TREATING = frozenset("handlar handlade talar talade pratar pratade berättar berättade informerar".split())
_ABOUT = frozenset("om about av by enligt".split())
_SHORT = 4
_VOWELS = tuple("aeiouyåäö")
_LONGEST = 120


def is_event(core: str) -> bool:
    """Whether a noun phrase, years apart, is for something that is held."""
    return bool(_EVENT.search(core.casefold().rstrip(" 0123456789–-")))


def phrases_of(shape: Shape) -> list[Phrase]:
    """The noun phrases after the verb, in order; those too long to be put into a question are left out."""
    made = [
        phrase
        for start, end, core_end in _extended(shape)
        if len((phrase := _phrase(shape, start, end, core_end)).text) <= _LONGEST
    ]
    named = (phrase for phrase in made if not phrase.core.isdigit())
    return [phrase for phrase in named if phrase.form is Form.NAME or _says(phrase.core, shape)]


def _says(core: str, shape: Shape) -> bool:
    """Whether a phrase names something; after a preposition a word that looks like a verb does ("om buller")."""
    before = shape.rest[: shape.rest.find(core)].split()[-1:]
    placed = bool(before) and before[0].casefold() in WORDS[shape.language].prepositions
    return has_content(core, shape.language) or (placed and base_of(core, shape.language) is not None)


def _phrase(shape: Shape, start: int, end: int, core_end: int) -> Phrase:
    text = _in_running_text(shape.rest[start:end], shape.language)
    core = text[: core_end - start]
    form = form_of(core, shape.language)
    definite = form is Form.NAME or is_definite(core, shape.language)
    before = shape.rest[:start].split()
    said_of = shape.verb.casefold() in _COPULAS and bool(shape.lead) and not definite
    last = before[-1].casefold() if before else ""
    becoming = last in _BECOMING and not definite
    said_of = said_of and last != "" and last not in WORDS[shape.language].prepositions
    return Phrase(text, core, form, definite, predicate=said_of or becoming)


def _in_running_text(phrase: str, language: str) -> str:
    """The phrase with a small letter where only an article had a capital, as the first word of its sentence."""
    article = phrase.split(" ")[0].casefold() in WORDS[language].articles
    return f"{phrase[:1].casefold()}{phrase[1:]}" if article else phrase


def _extended(shape: Shape) -> Iterator[tuple[int, int, int]]:
    text = shape.rest
    chunks = list(_chunks(text, shape.language, helped=shape.verb.casefold() in _HELPING))
    if shape.verb.casefold() in _HELPING:
        chunks = _without_infinitive(text, chunks) if shape.language == "en" else _ended(text, chunks)
    # "Vad säger nätverket om …" is not about a network of something.
    saying = shape.verb.casefold() in SAYING | _TREATING and not text.endswith((" om", " about"))
    prepositions = WORDS[shape.language].prepositions - (_ABOUT if saying else frozenset())
    for place, (start, core_end) in enumerate(chunks):
        end = core_end
        for following, following_end in chunks[place + 1 :]:
            between = text[end:following].strip().casefold()
            dated = text[following:following_end].isdigit() and not _LASTING.search(text[start:end].casefold())
            doing = text[start:end].endswith("ing") and shape.language == "en"
            if between not in prepositions and not (between == "" and (dated or doing)):
                break
            if between == "för" and shape.asks == "vad" and " " not in text[following:].strip():
                break  # "Vad hade mötet för tema?" does not ask of a meeting for something.
            end = following_end
        date = _DATE.match(text, end)
        yield start, date.end() if date and _EVENT.search(text[start:core_end].casefold()) else end, core_end


def _is_infinitive(text: str, word: re.Match[str], language: str) -> bool:
    """Whether a word is what somebody may or will do: "kan man läsa …"."""
    before = text[: word.start()].split()[-1:]
    low = word.group()
    after = before[0].casefold() if before else ""
    if language == "en":
        return after in WORDS["en"].subjects | {"they", "it", "he", "she"} and base_of(low, "en") == low
    return after in WORDS["sv"].subjects and low.endswith("a") and base_of(low, "sv") == low


def _without_infinitive(text: str, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs without the infinitive that ends or follows a subject: "the board propose", "WHO find out"."""
    for place, (start, end) in enumerate(chunks):
        words = text[start:end].split()
        following = chunks[place + 1][0] if place + 1 < len(chunks) else len(text)
        after = text[following:].split()[:1]
        if words[-1][:1].isupper() and after and text[end:following].isspace() and _may_be_infinitive(after[0]):
            rest_start = following + len(after[0])
            rest = text[rest_start : chunks[place + 1][1]]
            kept = [] if _is_idle_run(rest) else [(rest_start + len(rest) - len(rest.lstrip()), chunks[place + 1][1])]
            return [*chunks[: place + 1], *kept, *chunks[place + 2 :]]
        if any(word in _BREAKING | PLAIN_VERBS for word in text[end:].casefold().split()[:1]):
            break
        articled = words[0].casefold() in WORDS["en"].articles
        if len(words) > 1 + articled and _may_be_infinitive(words[-1]):
            return [*chunks[:place], (start, end - len(words[-1]) - 1), *chunks[place + 1 :]]
        if text[end:following].strip().casefold() not in ("of", "for", "in", "at"):
            break
    return chunks


_INFINITIVE_AFTER = re.compile(r"(?:er|ar|or|na|en|et|[A-ZÅÄÖ]\w+) (\w+a)$")


def _ended(text: str, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs without a Swedish infinitive that a noun is followed by: "konsekvensanalyser leda"."""
    found = []
    for start, end in chunks:
        last = _INFINITIVE_AFTER.search(text[start:end])
        cut = last is not None and base_of(last[1], "sv") == last[1]
        found.append((start, end - len(last[1]) - 1 if last and cut else end))
    return found


_NOUN_ENDING = re.compile(r"(?:ing|ion|ment|ness|ity|ance|ence|ship|er|or|ist|ism|work|day|year|ee)$")


def _may_be_infinitive(word: str) -> bool:
    return word.islower() and base_of(word, "en") == word and not (_NOUN_ENDING.search(word) or word in THINGS["en"])


def _is_idle_run(text: str) -> bool:
    return all(word in ADVERBS["en"] for word in text.casefold().split())


def _goes_on(phrase: str, following: str, language: str) -> bool:
    """Whether a phrase that ends in a name goes on with the next word."""
    return _described(phrase, language) or _owns(phrase, following, language)


def _described(phrase: str, language: str) -> bool:
    """Whether an English phrase so far is an article and one name, which may describe what follows: "the European"."""
    words = phrase.split()
    named = all(word[:1].isupper() for word in words[1:]) and 1 < len(words) <= _SHORT
    return language == "en" and words[0].casefold() == "the" and named


def _owns(phrase: str, following: str, language: str) -> bool:
    """Whether a Swedish phrase so far is a name in the genitive, and a noun follows: "Östergötlands möte"."""
    if language != "sv" or not phrase.endswith("s") or phrase.endswith(("ås", "us", "is", "ös", "ss")):
        return False
    words = WORDS["sv"]
    small = following.casefold() in words.prepositions | words.joining | words.short
    return following.islower() and not small and base_of(following, "sv") is not None and not is_verb(following, "sv")


_DATE = re.compile(r"\s+den \d{1,2}(?:[–-]\d{1,2})? [a-z]+(?: \d{4})?|\s+on \d{1,2} \w+(?: \d{4})?")
_LASTING = re.compile(
    r"(?:styrelse|nätverk|förening|kansli|organisation|kommun|region|myndighet|grupp|network|board|association)(?:n|en|et)?$"
)
_DESCRIBING = re.compile(r"\s+\w*(?:[an]|(?<!ar)e|et)\b")


def _fills(text: str, word: re.Match[str]) -> bool:
    """Whether the word is a "det" that only fills a place ("är det dags för …"): nothing definite follows it."""
    return word.group().casefold() == "det" and not _DESCRIBING.match(text, word.end())


def _is_whole(phrase: str, following: str, language: str) -> bool:
    """Whether a Swedish phrase ends before a word: after a definite noun only a name, a number or "och" goes on."""
    goes_on = following[:1].isupper() or following[:1].isdigit() or following.casefold() in ("och", "eller")
    last = phrase.split(" ")[-1]
    ends = last.endswith(("en", "et", "an", "ån", "arna", "orna", "erna")) and len(last) > _SHORT and last.islower()
    return language == "sv" and not goes_on and ends and phrase.split(" ")[-2:-1] not in (["och"], ["eller"])


def _chunks(text: str, language: str, *, helped: bool) -> Iterator[tuple[int, int]]:
    """Runs of words without verbs, prepositions, joining words and breaks; a name ends where small letters begin."""
    words = WORDS[language]
    apart = words.prepositions | words.joining | words.asking | words.subjects | words.short | _BREAKING
    apart = (apart | PLAIN_VERBS if helped else apart) - {"och", "and"}
    ends = {mention.end for mention in names_in(text)}
    verbs = {word.start() for word in verbs_in(text, language)} | _supines(text, language)
    start = end = -1
    for word in words_of(text):
        low = word.group().casefold()
        joined = low in ("och", "and")
        breaks = (
            (low in apart and not (word.group().isupper() and low in words.asking))
            or (not joined and word.start() in verbs)
            or _fills(text, word)
        )
        new = start >= 0 and (
            text[end : word.start()].strip() != ""
            or (end in ends and not joined and not _goes_on(text[start:end], word.group(), language))
            or (word.group().isdigit() and _LASTING.search(text[start:end]) is not None)
            or low in words.articles
            or _is_whole(text[start:end], word.group(), language)
        )
        if start >= 0 and (breaks or new):
            yield start, _trimmed(text, start, end)
            start = -1
        doing = helped and start < 0 and _is_infinitive(text, word, language)
        if breaks or doing or (start < 0 and low in ADVERBS[language]):
            continue
        start, end = (word.start() if start < 0 else start), word.end()
    if start >= 0:
        yield start, _trimmed(text, start, end)


_INFINITIVE = frozenset(
    "say think want take hold mean make become get join pay work begin start need use offer".split()
)
_HELPING = frozenset(
    "do does did can could will would shall should may might must "
    "kan kunde ska skall skulle vill ville måste bör får fick".split()
)
_PARTICIPLES = frozenset("gjort fått gått tagit sagt blivit varit haft done gone been".split())
_PRONOUNS = frozenset(
    "sin sitt sina inte not it its their there där han hon he she they dem them honom henne him her".split()
)
_SV_INFINITIVE = frozenset("bli vara ha få ta göra gå komma ge se stå hålla delta betala".split())
_BREAKING = _INFINITIVE | _SV_INFINITIVE | _PARTICIPLES | _PRONOUNS


def _supines(text: str, language: str) -> set[int]:
    """Where forms such as "gjort" and "översatt" stand; those in -at look like nouns ("temat")."""
    found = ((word, base_of(word.group(), language) or "") for word in words_of(text) if language == "sv")
    return {
        word.start()
        for word, base in found
        if base.endswith("a") and word.group().endswith(("it", "rt", "tt", "kt", "nt", "pt"))
    }


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(re.sub(r"\s(?:och|and|out|up|down|back|away)$", "", text[start:end]))


def form_of(core: str, language: str) -> Form:
    """How the phrase is spoken of again."""
    head = head_of(core, language)
    first = core.split(" ")[0].casefold() if core else ""
    if head.isdigit() and core != head:
        return form_of(core.removesuffix(head).rstrip(), language)
    if head[:1].isupper() or head.isdigit() or any(m.text == core for m in names_in(core)):
        return Form.NAME
    low = head.casefold()
    base = base_of(head, language) or low
    if language == "en":
        plural = low != base and low.endswith(("s", "a", "en")) or low in ("people", "children")
        return Form.PLURAL if plural else Form.COMMON
    if first in ("ett", "det"):
        return Form.NEUTER
    if first in ("en", "den"):
        return Form.COMMON
    if " och " in core or first == "de" or (low != base and _SV_PLURAL.search(low)):
        return Form.PLURAL
    if low.endswith("et") or low == f"{base}t":
        return Form.NEUTER
    return Form.COMMON if low.endswith(("en", "an")) or low == f"{base}n" else Form.UNKNOWN


def is_definite(core: str, language: str) -> bool:
    """Whether the phrase is of something known: by its ending, its article, or a genitive before it."""
    core = re.sub(r"(?<=\S) (?:19|20)\d\d$", "", core)
    first, head = core.split(" ")[0], head_of(core, language)
    if first.casefold() in ("the", "den", "det", "de") or first.endswith(("'s", "’s")):
        return True
    if language == "en" or first.casefold() in ("en", "ett"):
        return False
    genitive = first != head and first.endswith("s") and not is_verb(first, language)
    return genitive or (len(head) > _SHORT and head.endswith(("en", "et", "an", "na", "eln", "ern")))


def definite_of(phrase: str, *, neuter: bool) -> str:
    """The Swedish noun a phrase is built on, in the singular, with the ending for "the": "temagruppen"."""
    head = head_of(phrase, "sv")
    base = base_of(head, "sv") or head.casefold()
    base = head.casefold() if base == f"{head.casefold()}a" else base
    ending = "t" if neuter else "n"
    return f"{base}{ending if base[-1:] in _VOWELS else f'e{ending}'}"


def asked_noun(shape: Shape) -> str:
    """The plural asked for ("vilka kommuner är …") as "de kommuner som är …"; empty where none is."""
    if not has_content(shape.noun, shape.language):
        return ""
    several = shape.lead.casefold().startswith(("hur många", "how many", "vilka "))
    plural = several or form_of(shape.noun, shape.language) is Form.PLURAL
    if not shape.noun or shape.asks in ("vems", "whose") or not plural:
        return ""
    rest = re.sub(r"^(?:det|there)\b\s*", "", shape.rest)
    phrases = phrases_of(shape)
    if all(phrase.core.casefold().startswith(("varje ", "per ", "every ", "each ")) for phrase in phrases):
        return definite_plural(shape.noun, shape.language)
    turned = bool(phrases) and rest.startswith(phrases[0].core) and phrases[0].definite and bool(shape.verb)
    if phrases and phrases[0].event and shape.verb.casefold() in _COMING and " " not in shape.noun:
        at = "på" if shape.language == "sv" else "at"
        return f"{definite_plural(shape.noun, shape.language)} {at} {phrases[0].text}"
    if shape.language == "sv":
        said = f"{rest} {shape.verb}" if turned else f"{shape.verb} {rest}"
        return f"de {shape.noun} som {said}".strip()
    after = rest.removeprefix(phrases[0].core) if turned else ""
    said = f"{phrases[0].core} {shape.verb}{after}" if turned else f"{shape.verb} {rest}"
    return f"the {shape.noun} that {said}".strip()


_COMING = frozenset("kom var deltog medverkade talade föreläste came were attended spoke participated".split())


def definite_plural(noun: str, language: str) -> str:
    """The noun, a plural without article, as something known: "medlemmarna", "nyhetsbreven", "the members"."""
    if language == "en":
        return f"the {noun}"
    if " " in noun:
        return f"de {noun}"
    if noun.endswith("r"):
        return f"{noun}na"
    return f"{noun}{'a' if noun.endswith('n') else 'n' if noun.endswith(_VOWELS) else 'en'}"


def action_of(shape: Shape) -> tuple[str, str]:
    """Who does what where a question asks how, or whether one may: ("en kommun", "att bli medlem"); ("", "") if not."""
    words = WORDS[shape.language]
    how = shape.lead.casefold() == words.how
    done = not shape.lead and shape.verb.casefold() in ("do", "does", "did")
    may = shape.verb.casefold() in _MODALS and not done and shape.asks in ("", "varför", "när", "why", "when")
    if not (how or may) or shape.verb.casefold() in _COPULAS - {"blir", "blev"}:
        return "", ""
    found = words_of(shape.rest)
    if not found:
        return "", ""
    named = next((m for m in names_in(shape.rest) if m.start == 0), None)
    two = found[0].group().casefold() in words.articles and len(found) > 1
    cut = named.end if named else found[1 if two else 0].end()
    subject, after = shape.rest[:cut], shape.rest[cut:].strip()
    if subject.casefold() in ("det", "it", "there") or after.casefold().startswith(("det ", "it ")):
        return "", ""
    if shape.verb.casefold() in _MODALS:
        infinitive = after
    else:
        base = base_of(shape.verb, shape.language) or _INFINITIVES.get(shape.verb.casefold(), shape.verb)
        infinitive = f"{base} {after}"
    return subject, f"{'att' if shape.language == 'sv' else 'to'} {infinitive}".strip()


_MODALS = frozenset("kan kunde får fick ska skall vill måste bör can could may do does did should must will".split())
_INFINITIVES = {
    "blir": "bli", "gör": "göra", "går": "gå", "tar": "ta", "håller": "hålla", "får": "få", "ger": "ge", "står": "stå",
    "arbetar": "arbeta", "används": "använda",
}  # fmt: skip
