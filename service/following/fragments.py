"""What names only the new part of a question ("och i Malmö?", "and in 2024?") put in the old part's place."""

import re

from service.following.context import Exchange
from service.following.mentions import Mention, names_in, office_in, time_in
from service.following.phrases import Phrase, action_of, definite_of, form_of, is_definite, phrases_of
from service.following.shape import Shape, has_content, head_of
from service.following.words import OFFICES, WORDS, base_of, is_verb, words_of

_FEW = 8
_PREPOSITION = r"(?:i|på|om|för|från|med|av|in|at|on|of|for|from|about)"
_POINTING = re.compile(
    rf"^(?:{_PREPOSITION} )?(?:den|det|de|dem|the ones?|those|that) (?={_PREPOSITION}\b|(?:19|20)\d\d\b)", re.IGNORECASE
)
_ADJECTIVE = re.compile(r"(?:isk|ig|al|ell|iv|ande|ende|ad|full|lös|bar|sam|ic|ical|able|ive|ful|less)t?[ae]?$")
_DESCRIBED = re.compile(r"(den|det) \w+[ae]", re.IGNORECASE)
_BODY = re.compile(r"\b(?:region\w*|kommun|stad|län|city|municipality|county)\b", re.IGNORECASE)


def is_continuing(shape: Shape) -> bool:
    """Whether a fragment goes on from the question before: "och …", "… då?", with a preposition, or a time alone."""
    if not shape.fragment or not shape.text:
        return False
    words = [word.group().casefold() for word in words_of(shape.text)]
    if not words or len(words) > _FEW:
        return False
    timed = time_in(shape.text, shape.language) is not None
    placed = words[0] in WORDS[shape.language].prepositions
    named = (
        timed
        or has_content(shape.text, shape.language)
        or bool(names_in(shape.text))
        or (placed and base_of(words[-1], shape.language) is not None)
    )
    return named and (shape.opened or shape.trailed or placed or _is_time(shape.text, shape.language))


def _other_office(shape: Shape, asked: Shape) -> str | None:
    """Who holds another office, where it is asked in another language than before: "and the vice chair?"."""
    who = asked.asks in WORDS[asked.language].people and office_in(asked.text, asked.language)
    office = office_in(shape.text, shape.language) if who and shape.language != asked.language else None
    return f"{'Vem är' if shape.language == 'sv' else 'Who is'} {office}" if office else None


def replaced(shape: Shape, before: Exchange, this_year: int) -> tuple[str, str]:
    """The question before with the fragment in place of what it stands for; with its language."""
    asked = before.shape
    new = _POINTING.sub("", shape.text)
    office = _other_office(shape, asked)
    if office:
        return office, shape.language
    if _is_time(new, shape.language):
        return _at_time(new, shape.language, asked, this_year)
    if new.split(" ")[0].casefold() in WORDS[shape.language].prepositions:
        found = _same_preposition(new, shape.language, asked)
        return found or f"{asked.text} {new}", asked.language
    return _in_place(new, shape.language, asked) or f"{asked.text}, {new}", asked.language


def _is_time(text: str, language: str) -> bool:
    span = time_in(text, language)
    return span is not None and not (text[: span[0]] + text[span[1] :]).strip(" ?.,")


def _at_time(new: str, language: str, asked: Shape, this_year: int) -> tuple[str, str]:
    if language != asked.language:
        office = office_in(asked.text, asked.language)
        other = OFFICES.get(office or "") if language == "en" else _swedish(office)
        if other and asked.asks in WORDS[asked.language].people:
            return (f"Who was {other} {new}", "en") if language == "en" else (f"Vem var {other} {new}", "sv")
        new = new.split(" ")[-1]
    text = _past(asked) if (year := re.search(r"\d{4}", new)) and int(year.group()) < this_year else asked.text
    span = time_in(text, asked.language)
    if span is None:
        return f"{text} {_dated(new, asked.language)}", asked.language
    old = text[slice(*span)]
    if old[:1].isalpha() and new[:1].isdigit():
        first = old.split(" ")[0]
        new = f"{first} {new}" if first.casefold() in WORDS[asked.language].prepositions else new
    return f"{text[: span[0]]}{new}{text[span[1] :]}", asked.language


def _swedish(office: str | None) -> str | None:
    return next((swedish for swedish, english in OFFICES.items() if english == office), None)


def _dated(new: str, language: str) -> str:
    return f"in {new}" if language == "en" and new[:1].isdigit() else new


_PAST = {"är": "var", "har": "hade", "is": "was", "are": "were", "has": "had"}


def _past(asked: Shape) -> str:
    past = _PAST.get(asked.verb.casefold())
    return asked.text if past is None else re.sub(rf"\b{asked.verb}\b", past, asked.text, count=1)


def _same_preposition(new: str, language: str, asked: Shape) -> str | None:
    """With the last phrase that has that preposition, or stands for a place likewise, replaced."""
    first, _, after = new.partition(" ")
    alike = WORDS[language].places if first.casefold() in WORDS[language].places else {first.casefold()}
    if language != asked.language:
        alike = WORDS[asked.language].places if alike & WORDS[language].places else frozenset(alike)
    name = bool(names_in(after)) and names_in(after)[0].start == 0
    for start, end, named in reversed(_prepositional(asked, frozenset(alike))):
        if named == name:
            return f"{asked.text[:start]}{new}{asked.text[end:]}"
    if name:
        return _name_in_place(after, asked, anywhere=False)
    return None


def _prepositional(asked: Shape, prepositions: frozenset[str]) -> list[tuple[int, int, bool]]:
    """Phrases with one of the prepositions: where each is in the text, and whether it holds a name."""
    text, found = asked.text, []
    names = {mention.start: mention for mention in names_in(text)}
    apart = WORDS[asked.language].prepositions | WORDS[asked.language].joining
    words = words_of(text)
    for place, word in enumerate(words[:-1]):
        if word.group().casefold() not in prepositions:
            continue
        mention = names.get(words[place + 1].start())
        if mention:
            year = re.match(r"\s(?:19|20)\d\d", text[mention.end :])
            found.append((word.start(), mention.end + (year.end() if year else 0), True))
            continue
        last = place + 1
        while last + 1 < len(words) and not (
            words[last + 1].group().casefold() in apart or is_verb(words[last + 1].group(), asked.language)
        ):
            last += 1
        found.append((word.start(), words[last].end(), False))
    return found


def _in_place(new: str, language: str, asked: Shape) -> str | None:
    phrases = phrases_of(asked)
    if language == "en" and new.casefold().endswith((" one", " ones")):
        described = next((p for p in phrases if not p.predicate), None)
        noun = head_of(described.core, asked.language) if described else ""
        return _with(asked, described.core, f"{new.rpartition(' ')[0]} {noun}") if described else None
    head = base_of(head_of(new, language), language)
    same = [p for p in phrases if head and base_of(head_of(p.core, asked.language), asked.language) == head]
    if same:
        # "Vice ordförande" keeps the place of "ordförande i …"; "den andra gruppen" has one of its own.
        whole = head_of(new, language) != new.split(" ")[-1] or new.split(" ")[0].casefold() in WORDS[language].articles
        return _with(asked, same[0].text if whole else same[0].core, new)
    names = names_in(new)
    if names and names[0].start == 0 and names[0].end >= len(new.split(" ")[0]):
        return _name_in_place(new, asked, anywhere=True)
    if office_in(new, language):
        old = WORDS[asked.language].office.search(asked.text.casefold())
        if old:
            return f"{asked.text[: old.start()]}{new}{asked.text[old.end() :]}"
    if " " not in new and _ADJECTIVE.search(new.casefold()):
        described = next((p for p in phrases if " " in p.core and not p.core[:1].isupper()), None)
        if described:
            return _with(asked, described.core, f"{new} {described.core.split(' ', 1)[1]}")
    return _noun_in_place(new, language, asked, phrases)


def _noun_in_place(new: str, language: str, asked: Shape, phrases: list[Phrase]) -> str | None:
    form, definite = form_of(new, language), is_definite(new, language)
    subject, _ = action_of(asked)
    if subject and form_of(subject, asked.language) is form and is_definite(subject, asked.language) is definite:
        return _with(asked, subject, new)
    if asked.noun and form_of(asked.noun, asked.language) is form:
        return _with(asked, asked.noun, new)
    if not phrases:
        return None
    # The one most like it, and of those the first: what is only said of something gives way last.
    best = min(phrases, key=lambda p: (p.predicate, p.definite is not definite, p.form is not form))
    described = language == "sv" and _DESCRIBED.fullmatch(new)
    if described:
        return _with(asked, best.core, f"{new} {definite_of(best.core, neuter=described[1].casefold() == 'det')}")
    whole = head_of(new, language) != new.split(" ")[-1]
    return _with(asked, _without_place(best, asked.language) if whole else best.core, new)


def _without_place(phrase: Phrase, language: str) -> str:
    """The phrase without what tells where ("på mötet"), but with what belongs to it ("för civilt försvar")."""
    for word in words_of(phrase.text[len(phrase.core) :]):
        if word.group().casefold() in WORDS[language].places:
            return phrase.text[: len(phrase.core) + word.start()].rstrip()
    return phrase.text


def _name_in_place(new: str, asked: Shape, *, anywhere: bool) -> str | None:
    """With the name most like the new one replaced; `anywhere` lets a thing that is no name give way."""
    names = names_in(asked.text)
    wanted = names_in(new)[0]
    alike = [m for m in names if m.person == wanted.person and bool(_BODY.search(m.text)) == bool(_BODY.search(new))]
    alike = alike or [m for m in names if m.person == wanted.person]
    if alike:
        old: Mention = alike[-1]
        return f"{asked.text[: old.start]}{new}{asked.text[old.end :]}"
    phrases = [phrase for phrase in phrases_of(asked) if not phrase.predicate]
    return _with(asked, phrases[0].core, new) if anywhere and phrases else None


def _with(asked: Shape, old: str, new: str) -> str:
    """The question with the last `old` replaced."""
    before, found, after = asked.text.rpartition(old)
    return f"{before}{new}{after}" if found else f"{asked.text}, {new}"
