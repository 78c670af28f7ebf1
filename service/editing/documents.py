"""The documents as an editor sees them: where each came from, and what is worth a look."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.documents import Listed
from corpus.identity import document_id, web_document_id
from corpus.removals import Removal
from corpus.store import Store
from ingest.web.addresses import is_web_address
from service.editing.stale import LOW_CONFIDENCE, Flag, flags
from service.editing.uploads import Uploads


class Origin(StrEnum):
    """Where a document came from: editors, a folder that the operator reads, or the web."""

    UPLOADED = "uploaded"
    FOLDER = "folder"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Held:
    """A document in the knowledge base."""

    listed: Listed
    origin: Origin
    flags: tuple[Flag, ...]


def held_documents(store: Store, uploads: Uploads, today: datetime.date) -> list[Held]:
    """Every document, newest first, those without a date last."""
    listing = store.listing()
    paths = {each.id: each.path for each in store.known()}
    flagged = flags(
        [each.document for each in listing], store.ties.relations(), store.poorly_read(LOW_CONFIDENCE), today
    )
    return [
        Held(each, origin_of(paths.get(each.document.id, ""), uploads), flagged.get(each.document.id, ()))
        for each in listing
    ]


def origin_of(path: str, uploads: Uploads) -> Origin:
    """Where what is at that path or address came from."""
    if is_web_address(path):
        return Origin.WEB
    return Origin.UPLOADED if uploads.holds(path) else Origin.FOLDER


def id_of(removal: Removal) -> str:
    """The id that the removed document had, and will have."""
    return web_document_id(removal.path) if is_web_address(removal.path) else document_id(Path(removal.path))


def waiting(store: Store | None, uploads: Uploads) -> Sequence[str]:
    """The added files that have not been read yet, by name."""
    known = set(store.digests()) if store else set()
    folder = uploads.folder.resolve()
    unread = [name for name in uploads.names() if (folder / name).as_posix() not in known]
    return sorted({*unread, *uploads.replacing()})
