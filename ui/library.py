"""What a reader looks for in the library, as an address says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.answers import Filters
from corpus.documents import Kind, Provenance
from service.http.limits import Limits
from ui.filters import read_filters
from ui.plain_pages import with_values
from ui.wording import LANGUAGES

_MOST_OFFSET = 6


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """Words to look for and filters, as written; `filters` raises ValueError with a key of the texts for wrong years.

    `provenance` is "" for both.
    """

    query: str = ""
    kinds: tuple[str, ...] = ()
    year_from: str = ""
    year_to: str = ""
    languages: tuple[str, ...] = ()
    provenance: str = ""
    offset: int = 0

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str]]) -> "LibrarySearch":
        """From the fields of an address; what is too long or not known is cut or left out."""

        def first(name: str) -> str:
            return next(iter(values.get(name, ())), "").strip()

        offset = first("offset")
        return cls(
            query=first("query")[: Limits().question_length],
            kinds=tuple(each for each in Kind if each in values.get("kind", ())),
            year_from=first("year_from")[:8],
            year_to=first("year_to")[:8],
            languages=tuple(each for each in values.get("language", ())[:20] if each.isalpha() and len(each) == 2),
            provenance=first("provenance") if first("provenance") in set(Provenance) else "",
            offset=int(offset) if offset.isascii() and offset.isdigit() and len(offset) < _MOST_OFFSET else 0,
        )

    @property
    def narrowed(self) -> bool:
        """Whether it leaves documents out."""
        return bool(self.kinds or self.year_from or self.year_to or self.languages or self.provenance)

    def filters(self) -> Filters:
        """As the knowledge base takes them."""
        chosen = frozenset({Provenance(self.provenance)}) if self.provenance else frozenset()
        return replace(read_filters(self.kinds, self.year_from, self.year_to, self.languages), provenances=chosen)

    def address(self, language: str, offset: int = 0) -> str:
        """The address of this search in a language, from `offset` on."""
        return with_values(
            "/documents",
            query=self.query,
            kind=self.kinds,
            year_from=self.year_from,
            year_to=self.year_to,
            language=self.languages,
            provenance=self.provenance,
            offset=offset or None,
            lang=language if language != LANGUAGES[0] else None,
        )
