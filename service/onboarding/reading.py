"""The file of the tour: what is in it, checked, with errors that name the step and say what to write instead."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import TourError
from service.onboarding.steps import LANGUAGES, Step, StepPositions, StepQuestion, Texts, Tour, Word
from service.questions import Expected

FILE_NAME = "tour.yaml"
SHIPPED = Path(__file__).parent / "steps.yaml"
PLACES = frozenset({"network"})
"""What may stand in braces in a text: the name of the network, as most of its documents tell it."""

ANSWERS = (
    Expected.PERSON,
    Expected.DATE,
    Expected.PLACE,
    Expected.NUMBER,
    Expected.MONEY,
    Expected.EMAIL,
    Expected.PHONE,
    Expected.DEFINITION,
)
"""The kinds of answer that can be seen in a quote."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"\{([^{}]*)\}")
_MOST_STEPS, _MOST_QUESTIONS, _MOST_WORDS, _MOST_QUOTES, _LONGEST = 40, 12, 100, 6, 1000


_UNREADABLE = (
    "raden går inte att läsa. Kontrollera indragen, och sätt text som har : ? , # [ ] { eller } inom citattecken."
)


class _SaidTwice(yaml.MarkedYAMLError):
    """A name that stands twice in the same place: YAML would drop the first in silence."""


class _Loader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        names = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if names.count(key.value) > 1:
                raise _SaidTwice(None, None, f"”{key.value}” står två gånger. Byt namn på det ena.", key.start_mark)
        return super().construct_mapping(node, deep)


class TourFile:
    """The tour in a file, read again when the file has changed; the shipped one where the file is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[Path, int, int], Tour] | None = None

    def tour(self) -> Tour:
        """The tour as the file tells it now; raises TourError."""
        path = self._path if self._path.is_file() else SHIPPED
        try:
            facts = path.stat()
        except OSError as error:
            raise TourError(f"{path.name} kan inte läsas: {error}") from error
        state = path, facts.st_mtime_ns, facts.st_size
        if self._read is None or self._read[0] != state:
            self._read = state, read_tour(path)
        return self._read[1]


def read_tour(path: Path) -> Tour:
    """The tour in that YAML file; raises TourError, naming the step and what is wrong there."""
    try:
        content = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        said = error.problem if isinstance(error, _SaidTwice) else _UNREADABLE
        raise TourError(f"{path.name}, rad {line}: {said}") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise TourError(f"{path.name} kan inte läsas: {error}") from error
    try:
        return _tour(content)
    except ValueError as error:
        raise TourError(f"{path.name}: {error}") from error


def _tour(content: object) -> Tour:
    found = content.get("steps") if isinstance(content, dict) else None
    if not isinstance(found, dict) or not found:
        raise ValueError("här ska stå ”steps:” och under den en rad för varje steg.")
    if len(found) > _MOST_STEPS:
        raise ValueError(f"det finns {len(found)} steg. Högst {_MOST_STEPS} går.")
    return Tour(tuple(_at(f"steget ”{name}”", _step, str(name), said) for name, said in found.items()))


def _at(place: str, read: Any, *values: object) -> Any:  # noqa: ANN401 - the type is that of what is read
    """What `read` gives; errors get the place before them."""
    try:
        return read(*values)
    except ValueError as error:
        raise ValueError(f"{place}{',' if str(error).startswith('fråga') else ':'} {error}") from error


def _step(name: str, said: object) -> Step:
    if not _ID.fullmatch(name):
        raise ValueError("namnet ska vara små bokstäver a–z, siffror och bindestreck, till exempel ”who-is-who”.")
    fields = _fields(said, ("title", "text", "questions", "positions", "words"))
    questions = _items(fields.get("questions", []), "questions", _MOST_QUESTIONS)
    words = _items(fields.get("words", []), "words", _MOST_WORDS)
    positions = fields.get("positions")
    if not questions and not words and positions is None:
        raise ValueError("steget frågar inget. Skriv ”questions:”, ”positions:” eller ”words:” under det.")
    return Step(
        id=name,
        title=_texts(fields, "title"),
        text=_texts(fields, "text"),
        questions=tuple(_at(f"fråga {number}", _question, each) for number, each in enumerate(questions, 1)),
        positions=None if positions is None else _at("”positions”", _positions, positions),
        words=tuple(_at(f"ord {number}", _word, each) for number, each in enumerate(words, 1)),
    )


def _question(said: object) -> StepQuestion:
    fields = _fields(said, (*LANGUAGES, "about", "answer", "quotes", "years", "now", "optional"))
    answer = str(fields.get("answer", Expected.ANY))
    if answer not in (*ANSWERS, Expected.ANY):
        raise ValueError(f"answer: ”{answer}” går inte. Skriv ett av {', '.join(ANSWERS)}.")
    return StepQuestion(
        wordings={language: _wordings(fields, language) for language in LANGUAGES},
        about=tuple(_text(each, "about") for each in _items(fields.get("about", []), "about", _MOST_WORDS)),
        answer=Expected(answer),
        quotes=_number(fields, "quotes", 2, _MOST_QUOTES),
        years=_number(fields, "years", 1, 100) if "years" in fields else None,
        now=_flag(fields, "now"),
        optional=_flag(fields, "optional"),
    )


def _positions(said: object) -> StepPositions:
    fields = _fields(said, ("title", "query", "most"))
    empty = dict.fromkeys(LANGUAGES, "")
    query = _texts(fields, "query") if "query" in fields else empty
    return StepPositions(_texts(fields, "title"), query, _number(fields, "most", 4, _MOST_QUOTES))


def _word(said: object) -> Word:
    fields = _fields(said, LANGUAGES)
    return Word({language: _wordings(fields, language) for language in LANGUAGES})


def _fields(said: object, known: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise ValueError(f"här ska stå fält: {', '.join(known)}.")  # noqa: TRY004 - told like all that is wrong
    for name in said:
        if name not in known:
            raise ValueError(f"fältet ”{name}” är okänt. Kända: {', '.join(known)}.")
    return said


def _items(said: object, name: str, most: int) -> list[Any]:
    if not isinstance(said, list) or len(said) > most:
        raise ValueError(f"{name}: skriv en lista med högst {most} rader som börjar med ”-”.")
    return said


def _texts(fields: Mapping[str, Any], name: str) -> Texts:
    said = fields.get(name)
    if not isinstance(said, dict) or set(said) != set(LANGUAGES):
        raise ValueError(f"{name}: skriv texten på båda språken, ”sv:” och ”en:”.")
    return {language: _text(said[language], f"{name}, {language}") for language in LANGUAGES}


def _wordings(fields: Mapping[str, Any], language: str) -> tuple[str, ...]:
    said = fields.get(language)
    found = said if isinstance(said, list) else [said]
    if not said or len(found) > _MOST_QUESTIONS:
        raise ValueError(f"{language}: skriv texten, eller en lista med flera sätt att säga samma sak.")
    return tuple(_text(each, language) for each in found)


def _text(said: object, name: str) -> str:
    text = " ".join(said.split()) if isinstance(said, str) else ""
    if not text or len(text) > _LONGEST:
        raise ValueError(f"{name}: skriv en text med högst {_LONGEST} tecken.")
    if wrong := set(_PLACE.findall(text)) - PLACES:
        raise ValueError(f"{name}: {{{min(wrong)}}} går inte att fylla i. Det som går är {{{', '.join(PLACES)}}}.")
    return text


def _flag(fields: Mapping[str, Any], name: str) -> bool:
    said = fields.get(name, False)
    if not isinstance(said, bool):
        raise ValueError(f"{name}: skriv true eller false.")  # noqa: TRY004 - told like all that is wrong
    return said


def _number(fields: Mapping[str, Any], name: str, standard: int, most: int) -> int:
    said = fields.get(name, standard)
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= most:
        raise ValueError(f"{name}: skriv ett heltal från 1 till {most}.")
    return said
