"""Text of a Word document that a reader of it does not see: taken out of the document, and told of."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from corpus.documents import HiddenText, Hiding
from ingest.hidden import told
from ingest.markup.css import Colour, colour

_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_OFF = ("0", "false", "off", "none")
_NO_COLOUR = (None, "auto", "nil", "clear")
_SMALLEST = 2
"""In half points: letters of one point are dust on paper."""
_SAME_COLOUR = 24
_WHITE: Colour = (255, 255, 255)
_DEPTH = 10


def take_hidden(document: WordDocument) -> tuple[HiddenText, ...]:
    """Takes the text that is not seen out of the document's body, in place, and tells of it.

    Revisions are read as accepted: what is deleted is not seen, what is inserted is.
    """
    found = [(Hiding.COMMENT, text) for text in _comments(document)]
    styles = _Styles(document)
    for run in list(document.element.body.iter(qn("w:r"))):
        why = styles.hiding(run)
        if why:
            found.append((why, "".join(str(piece.text or "") for piece in run.iter(qn("w:t"), qn("w:delText")))))
            run.getparent().remove(run)
    return told(1, found)


def _comments(document: WordDocument) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype == _COMMENTS and not relation.is_external:
            for comment in parse_xml(relation.target_part.blob):
                yield " ".join(str(piece.text or "") for piece in comment.iter(qn("w:t")))


class _Styles:
    """How runs look: by themselves, by their styles, and by what lies behind them."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element.iterchildren(qn("w:style"))
        self._by_id = {style.get(qn("w:styleId")): style for style in styles}
        background = document.element.find(qn("w:background"))
        # A page colour that Word may show or not leaves open what is seen on it.
        self._paper = _WHITE if background is None else None

    def hiding(self, run: BaseOxmlElement) -> Hiding | None:
        """Why the run's text is not seen."""
        if any(above.tag in _DELETED for above in run.iterancestors()):
            return Hiding.MARKED_HIDDEN
        looks = list(self._looks(run))
        vanish = _first(looks, "w:vanish")
        if vanish is not None and vanish.get(qn("w:val")) not in _OFF:
            return Hiding.MARKED_HIDDEN
        size = _value(_first(looks, "w:sz"))
        if size is not None and size.isdecimal() and int(size) <= _SMALLEST:
            return Hiding.TOO_SMALL
        ink = _colour(_value(_first(looks, "w:color")))
        if ink is None or min(ink) < 255 - _SAME_COLOUR:
            return None
        paper = self._paper_of(run, looks)
        alike = paper is not None and max(abs(a - b) for a, b in zip(ink, paper, strict=True)) < _SAME_COLOUR
        return Hiding.NO_CONTRAST if alike else None

    def _looks(self, run: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """What says how the run looks, the nearest first: its own, its style's, its paragraph's style's."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(_value(own.find(qn("w:rStyle"))))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            yield from self._of_style(_value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")))

    def _of_style(self, name: str | None) -> Iterator[BaseOxmlElement]:
        for _ in range(_DEPTH):
            style = self._by_id.get(name)
            if style is None:
                return
            looks = style.find(qn("w:rPr"))
            if looks is not None:
                yield looks
            name = _value(style.find(qn("w:basedOn")))

    def _paper_of(self, run: BaseOxmlElement, looks: list[BaseOxmlElement]) -> Colour | None:
        """The colour behind the run; None where it cannot be told."""
        if _first(looks, "w:highlight") is not None:
            return None
        shading = _first(looks, "w:shd")
        for above in run.iterancestors():
            if shading is not None:
                break
            if above.tag == qn("w:txbxContent") or (above.tag == qn("w:tbl") and _has_style(above)):
                return None
            inside = {qn("w:p"): "w:pPr", qn("w:tc"): "w:tcPr", qn("w:tbl"): "w:tblPr"}.get(above.tag)
            if inside:
                shading = above.find(f"{qn(inside)}/{qn('w:shd')}")
            if above.tag == qn("w:p") and above.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None:
                name = _value(above.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
                if self._shades(name):
                    return None
        if shading is None:
            return self._paper
        fill = shading.get(qn("w:fill"))
        patterned = shading.get(qn("w:val")) not in _NO_COLOUR or shading.get(qn("w:themeFill")) is not None
        return None if patterned else self._paper if fill in _NO_COLOUR else _colour(fill)

    def _shades(self, name: str | None) -> bool:
        """Whether a paragraph style, or one that it is based on, has a colour of its own behind it."""
        for _ in range(_DEPTH):
            style = self._by_id.get(name)
            if style is None:
                return False
            if style.find(f"{qn('w:pPr')}/{qn('w:shd')}") is not None:
                return True
            name = _value(style.find(qn("w:basedOn")))
        return False


def _has_style(table: BaseOxmlElement) -> bool:
    return table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None


def _first(looks: list[BaseOxmlElement], tag: str) -> BaseOxmlElement | None:
    return next((found for each in looks if (found := each.find(qn(tag))) is not None), None)


def _value(element: BaseOxmlElement | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _colour(value: str | None) -> Colour | None:
    return None if value in _NO_COLOUR else colour(f"#{value}".lower())
