"""A person's given name alone, where the conversation has told the whole of it: "varifrån kom evelyne"."""

import re

from index.analysis import content_terms, stop_words
from service.following.context import Context
from service.following.mentions import names_in, people_in
from service.following.words import words_of

_RECENT = 3
_SHORTEST = 3
_FEW = 3


def with_whole_name(text: str, language: str, context: Context) -> str:
    """The question with such a name made whole; itself where none is told, or the question names more than little."""
    if len(content_terms(text, language)) > _FEW:
        return text
    whole = _by_part(context, last=text == text.casefold())
    taken = [(mention.start, mention.end) for mention in names_in(text) if " " in mention.text]
    for word in words_of(text):
        low = word.group().casefold()
        given = low if low in whole else low.removesuffix("s")
        written = word.group()[:1].isupper() or text == text.casefold()
        if given in whole and written and not any(start <= word.start() < end for start, end in taken):
            name = whole[given]
            ending = "s" if low != given and not name.endswith("s") else ""
            return f"{text[: word.start()]}{name}{ending}{text[word.end() :]}"
    return text


def _by_part(context: Context, *, last: bool) -> dict[str, str]:
    """Whole names by given name, case-folded; none that two persons share, or that stands alone, as a place's does.

    With `last`, by last name as well: one in small letters is none that stands by itself.
    """
    said = " ".join(f"{exchange.shape.text}. {exchange.answer}" for exchange in context[-_RECENT:])
    found: dict[str, list[str]] = {}
    for name in people_in(said):
        for part in name.split(" ")[:: len(name.split(" ")) - 1 if last else len(name)]:
            found.setdefault(part, []).append(name)
    small = stop_words("sv") | stop_words("en")
    return {
        given.casefold(): names[0]
        for given, names in found.items()
        if len(names) == 1
        and len(given) >= _SHORTEST
        and given.casefold() not in small
        and len(re.findall(rf"\b{re.escape(given)}\b", said)) == said.count(names[0])
    }
