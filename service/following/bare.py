"""A question word alone ("Varför?", "When was that?", "Och hur många?") asked of what the question before was about."""

import re

from service.following.context import Context, Exchange, answered_with, holder_of
from service.following.mentions import office_in
from service.following.nouns import OF_PEOPLE
from service.following.phrases import SAYING, form_of, phrases_of
from service.following.shape import Shape, has_content
from service.following.words import WORDS, base_of

_COPULAS = frozenset("är var blir blev is are was were".split())
_FILLERS = frozenset("det de den dem it they that this there".split())
# "Hur länge var de det?" asks of what somebody was.
_HOLDING = frozenset(("de det", "they it", "they that"))
_LASTED = frozenset("varit blivit så been so".split())
_SUBSTANCE = frozenset("vem vems vad who whom whose what".split())
_COUNTED = frozenset("hur många|how many|vilka|vilken|vilket|which".split("|"))
_AUXILIARIES = frozenset(
    "is are was were has have had can could will would shall should may might must did does do".split()
)
_PLACING = frozenset("när var hur varför when where how why".split())
_FEW = 2
_RECENT = 3
_THEY = {"sv": "de", "en": "they"}
# Once it is known who came before somebody, no more is asked of that.
_SUCCESSION = re.compile(r"\s+(?:före|innan|efter|before|after)\s.*$")
_ACROSS = {
    "how many": "hur många", "how long": "hur länge", "how often": "hur ofta", "how much": "hur mycket", "how": "hur",
    "why": "varför", "when": "när", "where": "var", "who": "vem", "which": "vilka", "since when": "sedan när",
}  # fmt: skip


def is_bare(shape: Shape) -> bool:
    """Whether the question has nothing but what asks, and words that fill a place ("när var det")."""
    if not shape.lead:
        return False
    left = [word for word in shape.rest.casefold().split() if word not in _FILLERS]
    if has_content(shape.rest, shape.language) or any(word in WORDS[shape.language].subjects for word in left):
        return False
    if shape.rest.casefold() in _HOLDING:
        return False
    if not shape.verb:
        return len(shape.noun.split()) <= _FEW and all(word in WORDS[shape.language].short for word in left)
    pointing = shape.rest != "" and all(word in _FILLERS | _LASTED for word in shape.rest.casefold().split())
    return shape.verb.casefold() in _COPULAS | {"har", "has"} and pointing and shape.asks not in _SUBSTANCE


def filled(shape: Shape, before: Exchange) -> tuple[str, str] | None:
    """The question before, asked with this one's question word; with its language. None where it has no verb."""
    asked = before.shape
    lead = shape.lead
    if shape.language != asked.language:
        lead = _translated(lead, asked.language)
    verb, rest = asked.verb, _said(asked, _without_stranded(asked))
    several = next((p for p in phrases_of(asked) if p.form == "plural" and p.definite), None)
    if several and not asked.noun and not shape.noun and shape.verb and lead.casefold() in _COUNTED:
        return f"{lead} {shape.verb if shape.language == asked.language else verb} {several.text}", asked.language
    if not shape.noun and lead.casefold() in _COUNTED:
        counted = _counted(asked)
        lead = f"{lead} {counted}".strip()
        rest = re.sub(rf"\b(?:(?:några|någon|något|any|some) )?{re.escape(counted)}", "", rest) if counted else rest
    counts = shape.asks == WORDS[shape.language].how and lead.casefold().startswith(("hur många", "how many"))
    placed = lead.casefold().split(" ")[0] in WORDS[shape.language].prepositions
    subject = (
        ""
        if not placed and counts or not placed and form_of(shape.noun, shape.language) == "plural"
        else _subject(before, lead)
    )
    if not verb:
        return None if asked.lead else (f"{lead} {asked.text}", asked.language)
    if asked.noun and not subject and not shape.noun or placed:
        rest = _with_object(asked, rest)
    if subject and before.asks_who:
        rest = _SUCCESSION.sub("", rest)
    if subject and asked.language == "en" and verb.casefold() not in _AUXILIARIES:
        helper = "does" if verb.casefold().endswith("s") else "did"
        return f"{lead} {helper} {subject} {base_of(verb, 'en') or verb} {rest}".strip(), "en"
    return " ".join(part for part in (lead, verb[:1].lower() + verb[1:], subject, rest) if part), asked.language


def held_by_person(shape: Shape, context: Context) -> tuple[str, str] | None:
    """Makes "vilket parti?" or "which title?" ask what whoever was last named has or belongs to."""
    base = base_of(shape.noun, shape.language) or shape.noun.casefold()
    if (
        shape.verb
        or shape.rest
        or " " in shape.noun
        or base not in OF_PEOPLE[shape.language]
        or shape.asks not in ("vilket", "vilken", "which", "what")
    ):
        return None
    person = holder_of(context[-1:])
    party = base in ("parti", "party")
    if person is None:
        return None
    if shape.language == "sv":
        return f"{shape.lead} {'tillhör' if party else 'har'} {person}", "sv"
    return f"{shape.lead} does {person} {'belong to' if party else 'have'}", "en"


def counted_again(shape: Shape, context: Context) -> tuple[str, str] | None:
    """Makes "vilka regioner?" after "vilka kommuner är …" ask the same of those, though others came between."""
    if shape.verb or shape.rest or not shape.noun or not has_content(shape.noun, shape.language):
        return None
    for exchange in reversed(context[-_RECENT:]):
        asked = exchange.shape
        alike = (
            asked.language == shape.language and asked.noun and has_content(asked.noun, asked.language) and asked.verb
        )
        if alike and form_of(asked.noun, asked.language) == form_of(shape.noun, shape.language) == "plural":
            return f"{shape.lead} {asked.verb} {asked.rest}", shape.language
    return None


def _translated(lead: str, language: str) -> str:
    table = _ACROSS if language == "sv" else {swedish: english for english, swedish in _ACROSS.items()}
    return table.get(lead.casefold(), lead)


def _counted(asked: Shape) -> str:
    """What there may be several of in the question before."""
    if asked.noun:
        return asked.noun
    found = [phrase for phrase in phrases_of(asked) if phrase.form == "plural"]
    return found[0].core if found else ""


def _subject(before: Exchange, lead: str) -> str:
    """Who or what stands where the question word of before was the subject."""
    asked = before.shape
    if before.asks_who and not asked.noun:
        several = asked.asks == "vilka" and office_in(asked.text, "sv") is None
        return _THEY[asked.language] if several else answered_with(before) or _THEY[asked.language]
    phrases = phrases_of(asked)
    turned = bool(phrases) and phrases[0].definite and asked.rest.startswith(phrases[0].core)
    if not asked.noun or turned or asked.noun in lead or form_of(asked.noun, asked.language) != "plural":
        return ""
    return asked.noun


def _with_object(asked: Shape, rest: str) -> str:
    """The rest with what was counted or chosen after its subject: "varför har nätverket temagrupper?"."""
    phrases = phrases_of(asked)
    turned = bool(phrases) and phrases[0].definite and rest.startswith(phrases[0].core)
    if not turned or not has_content(asked.noun, asked.language) or asked.verb.casefold() in _COPULAS:
        return rest
    core = phrases[0].core
    return f"{core} {asked.noun}{rest.removeprefix(core)}"


def _said(asked: Shape, rest: str) -> str:
    """The rest with a word for what was said, where the question asked for that: "varför säger nätverket det om …"."""
    if asked.asks not in ("vad", "what"):
        return rest
    if asked.language == "en":
        return re.sub(rf"\b({'|'.join(sorted(SAYING))})\b", r"\1 that", rest, count=1)
    phrases, first = phrases_of(asked), rest.split(" ")[0]
    who = first if first.casefold() in WORDS["sv"].subjects else phrases[0].core if phrases else ""
    if asked.verb.casefold() not in SAYING or not who or not rest.startswith(who):
        return rest
    return f"{who} det{rest.removeprefix(who)}"


def _without_stranded(asked: Shape) -> str:
    """The rest without a preposition that only the question word of before had use for ("vad handlade X om")."""
    if asked.asks in _PLACING:
        return asked.rest
    head, _, last = asked.rest.rpartition(" ")
    return head if head and last.casefold() in WORDS[asked.language].prepositions | {"ifrån"} else asked.rest
