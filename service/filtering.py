"""Which documents may answer."""

from collections.abc import Iterable

from corpus.answers import Filters
from corpus.documents import Document


def document_ids(documents: Iterable[Document], filters: Filters) -> frozenset[str] | None:
    """The ids of the documents that pass; None, meaning all, where nothing is filtered."""
    if not filters:
        return None
    return frozenset(document.id for document in documents if _passes(document, filters))


def _passes(document: Document, filters: Filters) -> bool:
    if filters.kinds and document.kind not in filters.kinds:
        return False
    if filters.languages and not filters.languages.intersection(document.languages):
        return False
    if filters.provenances and document.provenance not in filters.provenances:
        return False
    if filters.documents and document.id not in filters.documents:
        return False
    return _in_years(document, filters)


def _in_years(document: Document, filters: Filters) -> bool:
    if filters.year_from is None and filters.year_to is None:
        return True
    if document.issued_on is None:
        return False
    year = document.issued_on.year
    return (filters.year_from or year) <= year <= (filters.year_to or year)
