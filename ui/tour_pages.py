"""The new member's tour as pages of plain HTML: an overview and a page for each step."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from corpus.errors import KallanError, TourError
from service.onboarding.guide import Guide
from ui.markup import Site, Templates
from ui.plain_pages import LIVE, PlainPages
from ui.tour_shown import shown_step
from ui.wording import LANGUAGES, Wording


def tour_pages_router(guide: Guide, site: Site = Site()) -> APIRouter:  # noqa: B008 - frozen
    """The routes of the tour."""
    pages = {language: TourPages(guide, Templates(Wording.read(language), site)) for language in LANGUAGES}
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/tour")
    def overview(lang: str = LANGUAGES[0]) -> HTMLResponse:
        return pages.get(lang, pages[LANGUAGES[0]]).overview()

    @router.get("/tour/{step}")
    def step(step: str, lang: str = LANGUAGES[0]) -> HTMLResponse:
        return pages.get(lang, pages[LANGUAGES[0]]).step(step)

    return router


class TourPages(PlainPages):
    """The pages of the tour in one language."""

    policy = LIVE

    def __init__(self, guide: Guide, templates: Templates) -> None:
        super().__init__(templates)
        self._guide = guide

    def overview(self) -> HTMLResponse:
        """Every step with what it is about, and whether the documents support it today."""
        try:
            _, steps = self._guide.steps(self._t.language)
        except KallanError as error:
            return self._failed(error)
        shown = [shown_step(each, self._address(each.id), self._t) for each in steps]
        return self._page("tour", self._elsewhere("/tour"), steps=shown)

    def step(self, step_id: str) -> HTMLResponse:
        """One step; 404 for one that is not there."""
        try:
            step = self._guide.step(step_id, self._t.language)
            contents = self._guide.contents(self._t.language)
        except KallanError as error:
            return self._failed(error)
        at = step.number - 1
        links = [(each, title, self._address(each)) for each, title in contents]
        return self._page(
            "tour_step",
            self._elsewhere(f"/tour/{quote(step_id, safe='')}"),
            step=shown_step(step, self._address(step.id), self._t),
            count=step.count,
            as_of=self._t.date(step.as_of),
            contents=links,
            overview=self._at("/tour"),
            positions_address=self._at("/positions"),
            earlier=links[at - 1] if at else None,
            later=links[at + 1] if at + 1 < len(links) else None,
        )

    def _address(self, step_id: str) -> str:
        return self._at(f"/tour/{quote(step_id, safe='')}")

    def _elsewhere(self, address: str) -> str:
        return f"{address}?lang={self._other}"

    def _failed(self, error: KallanError) -> HTMLResponse:
        if not isinstance(error, TourError):
            return self._missing(error)
        text = self._t("tour.broken", error=str(error))
        return self._page("missing", "", status=503, title=self._t("tour.broken_title"), text=text)
