"""Loads once, in the process that all the others are forked from, what every ingest would load again.

Nothing here starts a thread: neither Chroma nor a model is opened, which would not live through the fork.
"""

import chromadb.api.rust  # noqa: F401
import chromadb.config  # noqa: F401
import tantivy  # noqa: F401

import ingest.docx  # noqa: F401
import ingest.html  # noqa: F401
import ingest.markdown  # noqa: F401
import ingest.pdf  # noqa: F401
import ingest.plain  # noqa: F401
import service.wiring  # noqa: F401
from index.analysis import synonyms, terms
from ingest.language import language_of
from tests.service.killing import ingest_once  # noqa: F401

terms("barn", "sv")
terms("children", "en")
synonyms()
language_of("Barn har rätt till en meningsfull fritid.")
