"""The catalogue: what people who know the documents say of them, overriding what is read from the files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from corpus.dates import PartialDate, Period
from corpus.documents import Kind, Provenance
from corpus.errors import CatalogueError

FILE_NAME = "catalogue.yaml"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the catalogue says of one document; None (or an empty tuple) where it says nothing."""

    title: str | None = None
    kind: Kind | None = None
    issued_on: PartialDate | None = None
    period: Period | None = None
    languages: tuple[str, ...] = ()
    publisher: str | None = None
    provenance: Provenance | None = None
    origin_url: str | None = None

    def told(self) -> dict[str, str]:
        """The fields it tells, as text."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: ", ".join(value) if isinstance(value, tuple) else str(value) for name, value in said.items() if value
        }


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries by source: the file's name relative to the folder that is ingested, "/" between folders."""

    entries: Mapping[str, CatalogueEntry] = field(default_factory=dict)

    def entry(self, source: str) -> CatalogueEntry | None:
        """What it says of that source, or None."""
        return self.entries.get(source)


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in that YAML file; raises CatalogueError, naming the entry and the field."""
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} kan inte läsas: {error}") from error
    documents = content.get("documents") if isinstance(content, dict) else None
    if not isinstance(documents, dict):
        raise CatalogueError(f"{path}: här ska stå ”documents:” och under den en rad för varje fil.")
    return Catalogue({str(source): _entry(path, str(source), said) for source, said in documents.items()})


def find_catalogue(folder: Path) -> Catalogue:
    """The catalogue in the folder or else beside it; an empty one where there is none."""
    for place in (folder / FILE_NAME, folder.parent / FILE_NAME):
        if place.is_file():
            return load_catalogue(place)
    return Catalogue()


def read_field(name: str, value: object) -> Any:  # noqa: ANN401 - the type is the field's
    """The value of one of FIELDS, from YAML or from text; raises ValueError for what cannot be, in words for people."""
    if value is None or not str(value).strip():
        raise ValueError("värdet är tomt. Skriv ett värde, eller ta bort fältet.")
    try:
        return FIELDS[name](value)
    except ValueError as error:
        raise ValueError(f"”{value}” {_EXPECTED[name]}") from error


def _text(value: object) -> str:
    if isinstance(value, dict | list):
        raise ValueError(value)  # noqa: TRY004 - a value that cannot be, whatever its type
    return " ".join(str(value).split())


def _languages(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else str(value).replace(",", " ").split()
    codes = tuple(dict.fromkeys(str(code).strip().lower() for code in values))
    if not codes or not set(codes) <= _LANGUAGES:
        raise ValueError
    return codes


def _address(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise ValueError
    return text


def _period(value: object) -> Period:
    period = Period.parse(str(value))
    if period.end.last_day < period.start.first_day:
        raise ValueError
    return period


_LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el"
    " en eo es "
    "et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka"
    " kg ki kj "
    "kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn"
    " no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te"
    " tg th ti "
    "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""The codes of ISO 639-1."""
FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "title": _text,
    "kind": lambda value: Kind(str(value)),
    "issued_on": lambda value: PartialDate.parse(str(value)),
    "period": _period,
    "languages": _languages,
    "publisher": _text,
    "provenance": lambda value: Provenance(str(value)),
    "origin_url": _address,
}
"""The fields of a document that people can say something of, each with what reads its value."""
_EXPECTED = {
    "title": "är ingen text.",
    "kind": f"är ingen sort. Sorterna är {', '.join(Kind)}.",
    "issued_on": "är inget datum. Skriv till exempel 2024, 2024-05 eller 2024-05-17.",
    "period": "är ingen period. Skriv till exempel 2024 eller 2011/2012.",
    "languages": "är inget språk. Skriv koder med två bokstäver, till exempel sv eller en.",
    "publisher": "är ingen text.",
    "provenance": f"går inte. Skriv {' eller '.join(Provenance)}.",
    "origin_url": "är ingen webbadress. Den ska börja med http:// eller https://.",
}


def _entry(path: Path, source: str, said: object) -> CatalogueEntry:
    if not isinstance(said, dict):
        raise CatalogueError(f"{path}: ”{source}” ska ha fält under sig, till exempel ”kind: statement”.")
    values: dict[str, Any] = {}
    for name, value in said.items():
        if name not in FIELDS:
            raise CatalogueError(f"{path}: ”{source}” har det okända fältet ”{name}”. Kända: {', '.join(FIELDS)}.")
        try:
            values[name] = read_field(name, value)
        except ValueError as error:
            raise CatalogueError(f"{path}: ”{source}”, fältet ”{name}”: {error}") from error
    return CatalogueEntry(**values)
