"""Markup from templates: everything put into them is text, never markup."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.wording import Wording

FOLDER = Path(__file__).parent / "templates"
ASSETS = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages tell of the service: whether editors have pages, and for how many days questions are kept."""

    editors: bool = False
    kept_days: int = 0


class Templates:
    """The templates of the pages in one language."""

    def __init__(self, wording: Wording, site: Site = Site()) -> None:  # noqa: B008 - frozen
        self.wording = wording
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(t=wording, language=wording.language, site=site)

    def fill(self, name: str, **values: object) -> Markup:
        """The template with `values` escaped into it; raises UndefinedError where one is missing."""
        return Markup(self._environment.get_template(f"{name}.html").render(**values))  # noqa: S704 autoescaped
