"""The lexical index: tantivy (BM25) over words that our own analysis has brought to base form."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from corpus.passages import Passage
from index.analysis import Term, content_terms, synonyms, terms
from index.ids import KeptIds, hash_of
from index.protocols import Hit
from index.remembered import remembered
from index.thesaurus import alike
from index.translations import translated

_SYNONYM_WEIGHT = 0.4
_ALIKE_WEIGHT = 0.3
_PART_WEIGHT = 0.45
_NONE: frozenset[str] = frozenset()
_HEADING_WEIGHT = 0.5
_FUZZY_WEIGHT = 0.5
_FUZZY_LENGTH = 5
# An automaton over a longer word is refused by the engine.
_LONGEST = 40
_REPEATED = 1.6
_HEAP = 64_000_000
"""Bytes in which passages are gathered before they are written."""
_PAGE = 10_000
_FILTERS = 16
_SPARE = 8
_SIFTED = 0.2
"""The least share of the documents at which the best of all are sifted instead of filtered within the engine."""
_MORE_THAN_LIKELY = 1.3

_Best = list[tuple[float, Any]]
"""Scores and the engine's addresses of what has them, best first."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "document"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    # Read for the passages that are found, without what is stored of them, which costs ten times as long.
    for name in ("id_hash", "document_hash"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("words", "parts", "headings"):
        # The analysis is ours: what the engine gets is base forms parted by spaces.
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class TantivyIndex:
    """A lexical index in a folder; opened for reading, safe to use from several threads."""

    def __init__(self, folder: Path, documents: Iterable[str] = (), passages: KeptIds | None = None) -> None:
        """Where they are known, `documents` are the ids of all documents and `passages` those of all passages.

        The first are read when a filter needs them; without the second each passage found is read for its id.
        """
        self._documents = documents
        self._passages = passages
        self._members = remembered(self._make_members, _FILTERS)
        self._hashes = remembered(self._make_hashes, _FILTERS)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def search(self, query: str, language: str, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `LexicalIndex`."""
        found = unique_terms(query, language)
        others = translated(found, language)
        wanted = [clause for term in found for clause in self._clauses(term, others.get(term.base, _NONE), language)]
        if not wanted or k < 1:
            return []
        matching = tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in wanted])
        best = self._sifted(matching, k, among) if among is not None else None
        if best is None:
            if among is not None:
                matching = tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), self._members(among)])
            best = self._with_ties(matching, k)
        hits = [Hit(name, score) for name, (score, _) in zip(self._names(best), best, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]

    def _names(self, found: _Best) -> list[str]:
        """The ids of passages found, in order."""
        addresses = [address for _, address in found]
        known: Sequence[str | None] = [None] * len(found)
        if self._passages is not None:
            known = self._passages.known_by(self._searcher.fast_field_values("id_hash", addresses))
        return [
            name or str(self._searcher.doc(address)["id"][0]) for name, address in zip(known, addresses, strict=True)
        ]

    def _sifted(self, matching: Any, k: int, among: frozenset[str]) -> _Best | None:  # noqa: ANN401 - no types
        """The best `k` of these documents and whatever scores like the last, picked from the best of all.

        Where many of the documents may answer that is quicker than a filter within the engine, which goes over the
        passages of all of them. None where they are too few, or too few of them among the best.
        """
        share = len(among & self._all_documents) / max(len(self._all_documents), 1)
        if share < _SIFTED:
            return None
        limit = math.ceil(_MORE_THAN_LIKELY * k / share) + _SPARE
        found = self._best(matching, limit)
        own = self._hashes(among)
        documents = self._searcher.fast_field_values("document_hash", [address for _, address in found])
        passing = [hit for hit, document in zip(found, documents, strict=True) if document in own]
        if len(found) < limit or (len(passing) >= k and passing[k - 1][0] > found[-1][0]):
            return passing
        return None

    def _make_hashes(self, among: frozenset[str]) -> frozenset[int]:
        return frozenset(map(hash_of, among))

    def _make_members(self, among: frozenset[str]) -> tuple[Any, Any]:
        """What a passage of these documents must meet. Kept: a filter is used for many questions.

        Where most documents may answer, those that may not are fewer to look for.
        """
        others = self._all_documents - among
        if len(others) < len(among) <= len(self._all_documents):
            return tantivy.Occur.MustNot, tantivy.Query.term_set_query(self._schema, "document", sorted(others))
        # Only membership counts here: the score stays that of the words.
        members = tantivy.Query.term_set_query(self._schema, "document", sorted(among))
        return tantivy.Occur.Must, tantivy.Query.const_score_query(members, 0.0)

    @cached_property
    def _all_documents(self) -> frozenset[str]:
        return frozenset(self._documents)

    def _best(self, matching: Any, limit: int) -> _Best:  # noqa: ANN401 - the package has no types
        return list(self._searcher.search(matching, limit=limit, count=False).hits)

    def _with_ties(self, matching: Any, k: int) -> _Best:  # noqa: ANN401 - the package has no types
        """The best `k` and whatever scores like the last of them: the engine's order among equals is chance."""
        limit = k + _SPARE
        while True:
            found = self._best(matching, limit)
            if len(found) < limit or found[-1][0] < found[k - 1][0]:
                return found
            limit *= 2

    def document_frequency(self, base: str) -> int:
        """In how many passages the base form stands, as a word or as a part of a compound."""
        return int(max(self._searcher.doc_freq(name, base) for name in ("words", "parts")))

    def full_score(self, query: str, language: str) -> float:
        """About what a passage that holds all the query's words scores: the sum of their rarities.

        BM25's factor for how often a word stands is 1.6 for a word that stands twice in a passage of usual length.
        """
        found = unique_terms(query, language)
        others = translated(found, language)
        return _REPEATED * sum(self._rarity(term.base, others.get(term.base, _NONE)) for term in found)

    def _rarity(self, base: str, translations: frozenset[str]) -> float:
        """What a word is worth, or the commonest of its translations where it stands nowhere itself."""
        frequency = self.document_frequency(base)
        if frequency or not translations:
            return idf(frequency, self.size)
        return idf(max(self.document_frequency(other) for other in translations), self.size)

    @property
    def size(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def _clauses(self, term: Term, translations: frozenset[str], language: str) -> list[Any]:
        weighted = [
            ("words", term.base, 1.0),
            ("headings", term.base, _HEADING_WEIGHT),
            ("parts", term.base, _PART_WEIGHT),
        ]
        weighted += [(field, part, _PART_WEIGHT) for part in term.parts for field in ("words", "parts")]
        weighted += [("words", other, _SYNONYM_WEIGHT) for other in synonyms().get(term.base, ())]
        clauses = [self._term(*parts) for parts in weighted]
        if translations and not self._searcher.doc_freq("words", term.base):
            fields = (("words", 1.0), ("parts", _PART_WEIGHT))
            foreign = [self._term(field, other, weight) for other in sorted(translations) for field, weight in fields]
            clauses.append(self._best_of(foreign))
        meant = alike(term.base) if language == "sv" and not self._searcher.doc_freq("words", term.base) else _NONE
        if meant:
            clauses.append(self._best_of([self._term("words", other, _ALIKE_WEIGHT) for other in sorted(meant)]))
        if _FUZZY_LENGTH <= len(term.base) <= _LONGEST and not term.parts and not self.document_frequency(term.base):
            close = tantivy.Query.fuzzy_term_query(self._schema, "words", term.base, distance=1)
            # The words themselves: to make an automaton of "base.+" takes as long as the rest of a search.
            longer = [word for word, _ in self._searcher.terms_with_prefix("words", term.base) if word != term.base]
            near = [close, tantivy.Query.term_set_query(self._schema, "words", longer)] if longer else [close]
            clauses += [tantivy.Query.boost_query(query, _FUZZY_WEIGHT) for query in near]
        return clauses

    def _best_of(self, clauses: list[Any]) -> Any:  # noqa: ANN401 - the package has no types
        """The best of them alone: a word with many translations is no rarer than one with few."""
        return tantivy.Query.disjunction_max_query(clauses)

    def _term(self, field: str, base: str, weight: float) -> Any:  # noqa: ANN401 - the package has no types
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, base, "freq"), weight)


def unique_terms(query: str, language: str) -> list[Term]:
    """The content terms of a query, each base form once; all its terms where it has no content."""
    found = content_terms(query, language) or terms(query, language)
    return list({term.base: term for term in found}.values())


def idf(frequency: int, size: int) -> float:
    """Inverse document frequency as in BM25 (Robertson & Zaragoza 2009), above 0."""
    return math.log(1 + (size - min(frequency, size) + 0.5) / (frequency + 0.5))


def update_lexical(folder: Path, dropped: Collection[str], new: Iterable[Passage], titles: Mapping[str, str]) -> None:
    """Removes and adds passages in the index in the folder, which is made where it is not there.

    `dropped` holds the ids of the passages that are gone and of those that come again among the `new`; `titles` the
    documents' titles by id. Committed whole at the end; memory does not grow with the passages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    searcher = index.searcher()
    if dropped and searcher.num_docs:
        # The engine goes on counting the words of deleted passages: written anew, an index scores as if they had
        # never been there. What the others were analysed to is kept in it, so this is quick.
        writer.delete_all_documents()
        gone = frozenset(dropped)
        for entry in _entries(searcher):
            if entry["id"] not in gone:
                writer.add_document(_document(entry))
    for passage in new:
        writer.add_document(_document(_entry(passage, titles.get(passage.document_id, ""))))
    writer.commit()
    writer.wait_merging_threads()


def _entries(searcher: Any) -> Iterator[dict[str, str]]:  # noqa: ANN401 - the package has no types
    """What the index holds, field by field."""
    for start in range(0, searcher.num_docs, _PAGE):
        found = searcher.search(tantivy.Query.all_query(), limit=_PAGE, count=False, offset=start).hits
        for _, address in found:
            yield {field: str(values[0]) for field, values in searcher.doc(address).to_dict().items()}


def _entry(passage: Passage, title: str) -> dict[str, str]:
    found = terms(passage.text, passage.language)
    heading = " ".join((title, *passage.headings))
    return {
        "id": passage.id,
        "document": passage.document_id,
        "words": " ".join(term.base for term in found),
        "parts": " ".join(part for term in found for part in term.parts),
        "headings": " ".join(term.base for term in terms(heading, passage.language)),
    }


def _document(entry: Mapping[str, str]) -> tantivy.Document:
    document = tantivy.Document()
    for field, text in entry.items():
        document.add_text(field, text)
    for field in ("id", "document"):
        document.add_unsigned(f"{field}_hash", hash_of(entry[field]))
    return document
