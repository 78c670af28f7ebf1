"""The few words that an answer adds to its quotes, in the reader's language."""

from corpus.dates import PartialDate

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def written(date: PartialDate, language: str) -> str:
    """The date as people write it."""
    if date.month is None:
        return str(date.year)
    month = _MONTHS["en" if language == "en" else "sv"][date.month - 1]
    return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"


def earlier(text: str, language: str) -> str:
    """A statement about what was so before."""
    return f"{'Earlier' if language == 'en' else 'Tidigare'}: {text}"


def later(text: str, since: PartialDate | None, language: str) -> str:
    """A statement about what will be so, from a day that has not come on the day that is asked of."""
    if since is None:
        return f"{'Later' if language == 'en' else 'Senare'}: {text}"
    day = written(since, language)
    if language == "en":
        return f"From {day}: {text}"
    return f"Från {'den ' if since.day else ''}{day}: {text}"


def also(text: str, language: str) -> str:
    """A statement about what was so as well in the same time."""
    return f"{'Also in that time' if language == 'en' else 'Också under den tiden'}: {text}"


_ABOUT = {
    "sv": {"date": "tidpunkten", "number": "antalet", "name": "namnet"},
    "en": {"date": "the date", "number": "the number", "name": "the name"},
}


def about(kind: str, values: tuple[str, str], language: str) -> str:
    """What documents differ on, and how: "tidpunkten (mars 2013 eller mars 2003)"; `kind` is date, number or name."""
    tongue = "en" if language == "en" else "sv"
    return f"{_ABOUT[tongue][kind]} ({values[0]} {'or' if tongue == 'en' else 'eller'} {values[1]})"
