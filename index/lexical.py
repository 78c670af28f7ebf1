"""The lexical index: tantivy (BM25) over words that our own analysis has brought to base form."""

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy

from corpus.passages import Passage
from index.analysis import Term, content_terms, synonyms, terms
from index.protocols import Hit

_SYNONYM_WEIGHT = 0.4
_PART_WEIGHT = 0.45
_HEADING_WEIGHT = 0.5
_FUZZY_WEIGHT = 0.5
_FUZZY_LENGTH = 5


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "document"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("words", "parts", "headings"):
        # The analysis is ours: what the engine gets is base forms parted by spaces.
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class TantivyIndex:
    """A lexical index in a folder; opened for reading, safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def search(self, query: str, language: str, k: int, among: frozenset[str] | None = None) -> list[Hit]:
        """See `LexicalIndex`."""
        wanted = [clause for term in unique_terms(query, language) for clause in self._clauses(term)]
        if not wanted or k < 1:
            return []
        matching = tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in wanted])
        if among is not None:
            # Only membership counts here: the score stays that of the words.
            members = tantivy.Query.const_score_query(
                tantivy.Query.term_set_query(self._schema, "document", sorted(among)), 0.0
            )
            matching = tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), (tantivy.Occur.Must, members)])
        found = self._searcher.search(matching, limit=k, count=False).hits
        hits = [Hit(str(self._searcher.doc(address)["id"][0]), float(score)) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def document_frequency(self, base: str) -> int:
        """In how many passages the base form stands, as a word or as a part of a compound."""
        return int(max(self._searcher.doc_freq(name, base) for name in ("words", "parts")))

    @property
    def size(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def _clauses(self, term: Term) -> list[Any]:
        weighted = [
            ("words", term.base, 1.0),
            ("headings", term.base, _HEADING_WEIGHT),
            ("parts", term.base, _PART_WEIGHT),
        ]
        weighted += [(field, part, _PART_WEIGHT) for part in term.parts for field in ("words", "parts")]
        weighted += [("words", other, _SYNONYM_WEIGHT) for other in synonyms().get(term.base, ())]
        clauses = [self._term(*parts) for parts in weighted]
        if len(term.base) >= _FUZZY_LENGTH and not term.parts and not self.document_frequency(term.base):
            close = tantivy.Query.fuzzy_term_query(self._schema, "words", term.base, distance=1)
            longer = tantivy.Query.regex_query(self._schema, "words", re.escape(term.base) + ".+")
            clauses += [tantivy.Query.boost_query(query, _FUZZY_WEIGHT) for query in (close, longer)]
        return clauses

    def _term(self, field: str, base: str, weight: float) -> Any:  # noqa: ANN401 - the package has no types
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, base, "freq"), weight)


def unique_terms(query: str, language: str) -> list[Term]:
    """The content terms of a query, each base form once; all its terms where it has no content."""
    found = content_terms(query, language) or terms(query, language)
    return list({term.base: term for term in found}.values())


def update_lexical(folder: Path, gone: Iterable[str], new: Sequence[Passage], titles: Mapping[str, str]) -> None:
    """Removes and adds passages in the index in the folder, which is made where it is not there.

    `gone` holds ids; `titles` the documents' titles by id. Committed whole at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=64_000_000, num_threads=1)
    for passage_id in gone:
        writer.delete_documents("id", passage_id)
    for passage in new:
        writer.delete_documents("id", passage.id)
        writer.add_document(_entry(passage, titles.get(passage.document_id, "")))
    writer.commit()
    writer.wait_merging_threads()


def copy_lexical(source: Path, target: Path) -> None:
    """Copies a whole index folder."""
    shutil.copytree(source, target)


def _entry(passage: Passage, title: str) -> tantivy.Document:
    entry = tantivy.Document()
    found = terms(passage.text, passage.language)
    heading = " ".join((title, *passage.headings))
    entry.add_text("id", passage.id)
    entry.add_text("document", passage.document_id)
    entry.add_text("words", " ".join(term.base for term in found))
    entry.add_text("parts", " ".join(part for term in found for part in term.parts))
    entry.add_text("headings", " ".join(term.base for term in terms(heading, passage.language)))
    return entry
