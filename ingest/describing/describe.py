"""What a document is: title, kind, date, period, publisher and languages, each with what it was read in."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates import PartialDate, Period
from corpus.documents import Finding, Ground, Kind
from ingest.describing.issuing import issued_on
from ingest.describing.kinds import kind_of
from ingest.describing.language import shares_of
from ingest.describing.material import Found, Material
from ingest.describing.periods import period_of
from ingest.describing.publishers import publisher_of
from ingest.describing.titles import title_of

UNSAID = "sv"
"""The language of a text that does not tell, in a file that does not say."""


@dataclass(frozen=True, slots=True)
class Description:
    """What was read of a document; None where it does not say."""

    title: Found[str]
    kind: Found[Kind]
    issued_on: Found[PartialDate] | None
    period: Found[Period] | None
    publisher: Found[str] | None
    languages: Found[tuple[str, ...]]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each field was taken from, for those that the document tells."""
        return tuple(self._findings())

    def _findings(self) -> Iterator[Finding]:
        for name in ("title", "kind", "issued_on", "period", "publisher"):
            found: Found[object] | None = getattr(self, name)
            if found is not None:
                yield Finding(name, str(found.value), found.ground, found.words)
        yield Finding("languages", ", ".join(self.languages.value), self.languages.ground, self.languages.words)


def describe(material: Material, kind: Kind | None = None) -> Description:
    """What a document says it is; `kind` where it is known already, since the date's place depends on it."""
    title = title_of(material)
    found = kind_of(material, title)
    known = kind or found.value
    return Description(
        title,
        found,
        issued_on(material, known, title),
        period_of(material, known, title.value),
        publisher_of(material, known),
        _languages(material),
    )


def _languages(material: Material) -> Found[tuple[str, ...]]:
    shares = shares_of(material.text, default=material.facts.language or UNSAID)
    told = ", ".join(f"{language} {share:.0%}" for language, share in shares.items())
    return Found(tuple(shares), Ground.CONTENT, told)
