"""Loads once, in the process that all the others are forked from, what every ingest would load again.

Nothing here starts a thread: neither Chroma nor a model is opened, which would not live through the fork.
"""

import chromadb.api.rust  # noqa: F401
import chromadb.config  # noqa: F401
import tantivy  # noqa: F401

import ingest.markup.html  # noqa: F401
import ingest.markup.markdown  # noqa: F401
import ingest.pdf.reader  # noqa: F401
import ingest.plain  # noqa: F401
import ingest.word.reader  # noqa: F401
import service.wiring  # noqa: F401
from index.analysis import synonyms, terms
from ingest.describing.language import language_of
from tests.service.killing import ingest_once  # noqa: F401

terms("barn", "sv")
terms("children", "en")
synonyms()
language_of("Barn har rätt till en meningsfull fritid.")
