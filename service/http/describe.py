"""The OpenAPI description: what FastAPI finds by itself, with the one error shape and the limits in force."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.http.limits import Limits
from service.http.problems import MEDIA_TYPE
from service.http.schemas import Problem

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_WORDS = {
    401: "The key is missing or wrong.",
    404: "Not there.",
    413: "The body is too large.",
    422: "The request cannot be used.",
    429: "Too many at once, or too many wrong keys; try again after the seconds in Retry-After.",
    503: "Nothing has been ingested yet; try again after the seconds in Retry-After.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route tells of its errors."""
    return {each: {"description": _WORDS[each], "content": {MEDIA_TYPE: {"schema": _PROBLEM}}} for each in statuses}


def describe(app: FastAPI, limits: Limits) -> None:
    """Makes the app's description complete; it is built once, when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes, tags=[]
            )
            _drop_standard_errors(schema["paths"])
            _complete(schema["components"]["schemas"], limits)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _drop_standard_errors(paths: dict[str, Any]) -> None:
    """Takes away the shape that FastAPI claims for 422 wherever there is a parameter."""
    for path in paths.values():
        for operation in path.values():
            if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                del operation["responses"]["422"]


def _complete(schemas: dict[str, Any], limits: Limits) -> None:
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schemas["Problem"].pop("$defs", {}))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    ask, search = schemas["AskRequest"]["properties"], schemas["SearchRequest"]["properties"]
    ask["question"]["maxLength"] = search["query"]["maxLength"] = limits.question_length
    ask["k"]["maximum"] = limits.citations
    search["k"]["maximum"] = limits.results
    words = schemas["WordsRequest"]["properties"]
    words["words"]["maxLength"], words["k"]["maximum"] = limits.question_length, limits.documents
    ask["history"]["maxItems"] = limits.history
