"""One language's chat as Gradio components. Visitors share nothing: a conversation lives in their own session."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import gradio

from corpus.answers import Answer
from corpus.dates import PartialDate
from corpus.documents import Kind
from corpus.errors import IndexMissing, KallanError
from service.http.limits import Limits
from service.knowledge_base import KnowledgeBase
from ui.conversation import Conversation, continued, refused, shown
from ui.filters import read_filters
from ui.markup import Site, Templates
from ui.plain_pages import CHATS
from ui.wording import LANGUAGES, Wording

CONCURRENT = 4
"""How many questions are answered at once; the others wait their turn."""

WAITING = 40
"""How many questions may wait."""

KEPT_SECONDS = 8 * 3600
"""How long a conversation is kept after its last question; a closed page's goes within an hour."""

SESSIONS = 250
"""How many visitors' pages are remembered, those used last: each takes some 200 KB, a closed one too."""


def theme() -> gradio.themes.Base:
    """Gradio's plainest theme, with the system's own fonts; colours come from kallan.css."""
    fonts = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    return gradio.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"])


def chat_page(
    knowledge_base: KnowledgeBase,
    wording: Wording,
    site: Site = Site(),  # noqa: B008 - frozen
    note: Callable[[Answer], None] | None = None,
) -> gradio.Blocks:
    """The page, ready to be mounted; `note` is called with each whole answer."""
    chat = Chat(knowledge_base, wording, site, note)
    with gradio.Blocks(title=f"{wording('site.title')} – Healthy Cities", analytics_enabled=False) as page:
        chat.lay_out(page)
    page.queue(max_size=WAITING, default_concurrency_limit=CONCURRENT, api_open=False)
    page.state_session_capacity = SESSIONS
    return page


class Chat:
    """The parts of the page and what happens in them."""

    def __init__(
        self, knowledge_base: KnowledgeBase, wording: Wording, site: Site, note: Callable[[Answer], None] | None
    ) -> None:
        self._knowledge_base = knowledge_base
        self._t = wording
        self._site = site
        self._note = note
        self._templates = Templates(wording, site)

    def lay_out(self, page: gradio.Blocks) -> None:
        """Puts the parts in reading order and ties events to them."""
        other = "en" if self._t.language == "sv" else "sv"
        _markup(self._templates.fill("top", other_address=CHATS[other], other_language=other))
        holdings = _markup("", elem_id="k-holdings")
        state = gradio.State((), time_to_live=KEPT_SECONDS)
        with gradio.Row(elem_id="k-ask"):
            box = gradio.Textbox(
                label=self._t("ask.label"),
                placeholder=self._t("ask.placeholder"),
                max_length=Limits().question_length,
                lines=1,
                max_lines=6,
                autofocus=True,
                elem_id="k-question",
                scale=6,
            )
            send = gradio.Button(self._t("ask.send"), variant="primary", elem_id="k-send", scale=1, min_width=120)
        if self._site.kept_days:
            _markup(f'<p class="k-keeping">{self._t("keeping.note", days=self._site.kept_days)}</p>')
        filters = self._filters()
        new = gradio.Button(self._t("ask.new"), elem_id="k-new", visible=False)
        with gradio.Column(elem_id="k-examples") as suggestions:
            examples = self._examples()
        talk = _markup("", elem_id="k-talk")
        outputs = [talk, state, box, suggestions, new]
        self._tie([box.submit, send.click], [box, state, *filters], outputs)
        for example in examples:
            self._tie([example.click], [example, state, *filters], outputs)
        new.click(self._begin_anew, None, outputs, show_progress="hidden", api_visibility="private")
        page.load(self._holdings, None, holdings, show_progress="hidden", api_visibility="private")

    def _filters(self) -> list[Any]:
        with gradio.Accordion(self._t("filters.title"), open=False, elem_id="k-filters"):
            kinds = gradio.CheckboxGroup(
                [(self._t.kind(kind).capitalize(), kind.value) for kind in Kind], label=self._t("filters.kinds")
            )
            with gradio.Row():
                years = [
                    gradio.Textbox(label=self._t(f"filters.{name}"), max_length=4, min_width=140)
                    for name in ("year_from", "year_to")
                ]
                languages = gradio.CheckboxGroup(
                    [(self._t.tongue(code).capitalize(), code) for code in LANGUAGES],
                    label=self._t("filters.languages"),
                )
            day = gradio.Textbox(
                label=self._t("filters.as_of"),
                info=self._t("filters.as_of_form"),
                max_length=10,
                elem_id="k-day",
            )
            clear = gradio.Button(self._t("filters.clear"), size="sm", elem_id="k-clear")
        parts = [kinds, *years, languages, day]
        clear.click(lambda: ([], "", "", [], ""), None, parts, show_progress="hidden", api_visibility="private")
        return parts

    def _examples(self) -> list[Any]:
        _markup(f"<h2>{self._t('examples.title')}</h2>")
        buttons = []
        with gradio.Row(elem_id="k-groups"):
            for group in self._t.keys("examples.groups"):
                with gradio.Column(min_width=240):
                    _markup(f"<h3>{self._t(f'examples.groups.{group}.title')}</h3>")
                    buttons += [
                        gradio.Button(self._t(f"examples.groups.{group}.{each}"), elem_classes="k-example")
                        for each in ("first", "second", "third")
                    ]
        return buttons

    def _tie(self, events: list[Any], inputs: list[Any], outputs: list[Any]) -> None:
        gradio.on(
            events,
            self._ask,
            inputs,
            outputs,
            trigger_mode="once",
            concurrency_limit=CONCURRENT,
            concurrency_id="ask",
            show_progress="hidden",
            api_visibility="private",
        )

    def _ask(
        self,
        question: str,
        conversation: Conversation,
        kinds: list[str],
        year_from: str,
        year_to: str,
        languages: list[str],
        day: str,
    ) -> Iterator[tuple[Any, ...]]:
        question = (question or "").strip()
        if not question:
            yield (gradio.skip(),) * 5
            return
        try:
            filters = read_filters(kinds, year_from, year_to, languages)
            as_of = read_day(day)
        except ValueError as error:
            # The question stays in its box, to be sent again once the years are mended.
            yield self._updates(refused(self._t, conversation, question, str(error)), question)
            return
        for grown in continued(self._knowledge_base, self._t, conversation, question, filters, as_of, self._note):
            yield self._updates(grown, "")

    def _updates(self, conversation: Conversation, box: str) -> tuple[Any, ...]:
        markup = str(shown(self._templates, conversation))
        begun = bool(conversation)
        return markup, conversation, box, gradio.update(visible=not begun), gradio.update(visible=begun)

    def _begin_anew(self) -> tuple[Any, ...]:
        return self._updates((), "")

    def _holdings(self) -> str:
        suffix = "" if self._t.language == "sv" else f"?lang={self._t.language}"
        addresses = {"documents_address": f"/documents{suffix}", "about_address": f"/about{suffix}"}
        try:
            held = self._knowledge_base.holdings()
        except KallanError as error:
            text = self._t("holdings.empty" if isinstance(error, IndexMissing) else "holdings.unavailable")
            return str(self._templates.fill("holdings", text=text, documents_address=None))
        counts = {"documents": held.documents, "pages": held.pages}
        if held.newest is None:
            text = self._t("holdings.undated", **counts)
        else:
            date = self._t.date(held.newest.issued_on)
            text = self._t("holdings.summary", **counts, title=held.newest.title, date=date)
        return str(self._templates.fill("holdings", text=text, **addresses))


def read_day(text: str) -> datetime.date | None:
    """The day as written: a day, or a month's or year's last; None where nothing is written.

    Raises ValueError with a key of the texts for anything else.
    """
    if not (text or "").strip():
        return None
    try:
        return PartialDate.parse(text).last_day
    except ValueError as error:
        raise ValueError("errors.as_of") from error


def _markup(value: object, elem_id: str | None = None) -> gradio.HTML:
    """A part of the page's own markup, without Gradio's styles and click events."""
    return gradio.HTML(str(value), elem_id=elem_id, apply_default_css=False, js_on_load=None)
