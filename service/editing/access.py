"""The editors' desk with what guards it."""

from dataclasses import dataclass

from service.editing.attempts import Guarded
from service.editing.desk import EditorsDesk
from service.editing.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Editing:
    """The desk, the password of its pages, the key of its API, who is signed in, and the largest upload in bytes.

    An empty password means no pages, an empty key no API.
    """

    desk: EditorsDesk
    password: Guarded
    key: Guarded
    sessions: Sessions
    upload_bytes: int
