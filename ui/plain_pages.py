"""What every page of plain HTML has: its language, its links to the other pages, and what is told when it cannot be."""

from urllib.parse import urlencode

from fastapi.responses import HTMLResponse

from corpus.errors import KallanError, NotFound
from ui.markup import Templates
from ui.wording import LANGUAGES

CHATS = {"sv": "/chatt/", "en": "/chat/"}
"""Where the chat of each language is mounted."""

STILL = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""Content policy of a page without a script."""
LIVE = f"{STILL}; script-src 'self'"
"""Content policy of a page with one of our scripts."""


class PlainPages:
    """Pages in one language."""

    policy = STILL

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._t = templates.wording
        self._other = next(each for each in LANGUAGES if each != self._t.language)

    def _at(self, address: str, **values: object) -> str:
        """The address with `values`, in the language of these pages."""
        return with_values(address, **values, lang=None if self._t.language == LANGUAGES[0] else self._t.language)

    def _missing(self, error: KallanError) -> HTMLResponse:
        found = not isinstance(error, NotFound)
        title, text = ("unavailable_title", "unavailable") if found else ("title", "text")
        values = {"title": self._t(f"missing.{title}"), "text": self._t(f"missing.{text}")}
        return self._page("missing", "", status=503 if found else 404, **values)

    def _page(self, template: str, other: str, status: int = 200, **values: object) -> HTMLResponse:
        """The filled template; `other` is the address of the same page in the other language."""
        markup = self._templates.fill(
            template,
            chat_address=CHATS[self._t.language],
            documents_address=self._at("/documents"),
            about_address=self._at("/about"),
            other_address=other,
            other_language=self._other,
            **values,
        )
        return HTMLResponse(markup, status, headers={"Content-Security-Policy": self.policy})


def with_values(address: str, **values: object) -> str:
    """The address with further values in its query, a list's one by one; those that are None or empty are left out."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    if not kept:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(kept, doseq=True)}"
