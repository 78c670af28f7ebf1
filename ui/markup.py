"""Markup from templates: everything put into them is text, never markup."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.wording import Wording

FOLDER = Path(__file__).parent / "templates"
ASSETS = Path(__file__).parent / "static"


class Templates:
    """The templates of the pages in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(t=wording, language=wording.language)

    def fill(self, name: str, **values: object) -> Markup:
        """The template with `values` escaped into it; raises UndefinedError where one is missing."""
        return Markup(self._environment.get_template(f"{name}.html").render(**values))  # noqa: S704 autoescaped
