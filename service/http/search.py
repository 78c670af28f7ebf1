"""Search for passages."""

from fastapi import APIRouter

from service.http.describe import problems
from service.http.limits import Limits
from service.http.requests import SearchRequest, WordsRequest
from service.http.schemas import ResultsOut, WordPlacesOut
from service.http.shapes import result_out, word_place_out
from service.knowledge_base import KnowledgeBase


def search_router(knowledge_base: KnowledgeBase, limits: Limits) -> APIRouter:
    """The route for searches."""
    router = APIRouter(tags=["search"])

    @router.post("/search", summary="Search for passages", responses=problems(413, 422, 429, 503))
    def search(body: SearchRequest) -> ResultsOut:
        """Passages near the query, best first, without an answer."""
        limits.check_length(body.query)
        limits.check_k(body.k, limits.results)
        found = knowledge_base.search(body.query, body.filters.filters(), body.k)
        return ResultsOut(results=[result_out(ranked) for ranked in found])

    @router.post("/words", summary="Find words as they are written", responses=problems(413, 422, 503))
    def words(body: WordsRequest) -> WordPlacesOut:
        """Pages that hold these whole words, letter for letter but for case, newest document first."""
        limits.check_length(body.words)
        limits.check_k(body.k, limits.documents)
        found = knowledge_base.find_words(body.words, body.filters.filters(), body.k + 1)
        return WordPlacesOut(places=[word_place_out(each) for each in found[: body.k]], more=len(found) > body.k)

    return router
