"""Every error in one shape: application/problem+json (RFC 9457), in Swedish, without a word of the question."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import Busy, IndexMissing, InvalidRequest, KallanError, NotFound, StoreBusy, TooManyAttempts

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 30
BUSY_SECONDS = 2

_KINDS: Mapping[int, tuple[str, str, str]] = {
    400: ("bad-request", "Felaktig begäran", "Begäran går inte att läsa."),
    401: ("unauthorized", "Nyckel saknas", "Anropet behöver redaktionens nyckel (Authorization: Bearer …)."),
    403: ("forbidden", "Inte tillåtet", "Begäran är inte tillåten."),
    404: ("not-found", "Finns inte", "Det finns inget på den här adressen."),
    405: ("method-not-allowed", "Metoden går inte att använda", "Adressen finns, men inte för den metoden."),
    413: ("content-too-large", "För stor begäran", "Begäran är större än vad tjänsten tar emot."),
    409: ("conflict", "Går inte just nu", "En annan ändring pågår. Vänta tills den är klar och försök igen."),
    421: ("misdirected-request", "Okänt värdnamn", "Tjänsten svarar inte på det värdnamn som begäran nämner."),
    422: ("invalid-request", "Begäran går inte att använda", "Begäran följer inte sin form. Se errors."),
    429: ("too-many-requests", "För mycket på en gång", "Vänta en stund och försök igen."),
    500: ("internal-error", "Något gick fel", "Tjänsten kunde inte svara. Försök igen om en stund."),
    503: ("not-ready", "Inte redo", "Tjänsten är inte redo än. Försök igen om en stund."),
}
_FAULTS: Mapping[str, str] = {
    "missing": "Fältet saknas.",
    "extra_forbidden": "Fältet finns inte. Kontrollera stavningen eller ta bort det.",
    "json_invalid": "Innehållet är inte giltig JSON.",
    "string_type": "Värdet ska vara text.",
    "string_too_short": "Texten är tom.",
    "string_pattern_mismatch": "Texten har fel form.",
    "string_unicode": "Texten innehåller tecken som inte går att läsa.",
    "int_type": "Värdet ska vara ett heltal.",
    "int_parsing": "Värdet ska vara ett heltal.",
    "int_from_float": "Värdet ska vara ett heltal.",
    "int_parsing_size": "Talet är för stort.",
    "greater_than_equal": "Värdet ska vara minst {ge}.",
    "less_than_equal": "Värdet ska vara högst {le}.",
    "too_long": "Listan får ha högst {max_length} värden.",
    "list_type": "Värdet ska vara en lista.",
    "model_attributes_type": "Värdet ska vara ett JSON-objekt (Content-Type: application/json).",
    "model_type": "Värdet ska vara ett JSON-objekt.",
    "enum": "Värdet ska vara ett av {expected}.",
    "literal_error": "Värdet ska vara ett av {expected}.",
    "date_from_datetime_parsing": "Skriv dagen som 2024-06-01.",
    "date_parsing": "Skriv dagen som 2024-06-01.",
    "value_error": "Värdet går inte att använda: {error}.",
}


def problem(
    status: int,
    path: str,
    detail: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
) -> JSONResponse:
    """The response for an error; `detail` falls back on that of the status."""
    name, title, standard = _KINDS.get(status, _KINDS[400] if status < 500 else _KINDS[500])
    body: dict[str, Any] = {
        "type": f"urn:kallan:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail or standard,
        "instance": path,
    }
    if errors is not None:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def of_error(error: KallanError, path: str) -> JSONResponse:
    """The response for an error raised on purpose; those a reader cannot mend are logged and told without details."""
    if isinstance(error, NotFound):
        return problem(404, path, str(error))
    if isinstance(error, InvalidRequest):
        return problem(422, path, str(error))
    if isinstance(error, TooManyAttempts):
        return problem(429, path, str(error), headers={"Retry-After": str(error.seconds)})
    if isinstance(error, Busy):
        return problem(429, path, str(error), headers={"Retry-After": str(BUSY_SECONDS)})
    if isinstance(error, IndexMissing | StoreBusy):
        return problem(503, path, str(error), headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    log.error("%s: %s", type(error).__name__, error)
    return problem(500, path)


def install(app: FastAPI) -> None:
    """Gives every error of the app the one shape."""

    def on_kallan(request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, KallanError):
            raise error
        return of_error(error, request.url.path)

    def on_http(request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, HTTPException):
            raise error
        return problem(error.status_code, request.url.path, headers=error.headers)

    def on_form(request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, RequestValidationError):
            raise error
        return problem(422, request.url.path, errors=[_fault(each) for each in error.errors()])

    app.add_exception_handler(KallanError, on_kallan)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_form)


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    """The field and what is wrong with it; the value itself is left out, since it may be the question."""
    text = _FAULTS.get(error["type"], "Värdet går inte att använda.")
    context = {key: str(value).replace(" or ", " eller ") for key, value in error.get("ctx", {}).items()}
    return {"field": ".".join(str(part) for part in error["loc"]), "detail": text.format_map(context)}


class Unforeseen:
    """ASGI middleware: an error that nobody foresaw becomes a problem and a log line without its message.

    An exception's message can hold the text it stumbled on, and thus the question: the log gets its class and place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on; once a response has begun an error can only end it."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 the last border: nothing may pass it, neither message nor traceback
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)  # noqa: TRY400 see the class
            if not begun:
                await problem(500, scope["path"])(scope, receive, send)
