"""The words of Word's elements: insertions, links and fields as shown, nothing deleted."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:instrText"),
    _FALLBACK,
}
_AS_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
_BULLET_FONTS = ("symbol", "wingdings")


def text_in(element: BaseOxmlElement) -> str:
    r"""The words that are shown in a paragraph, without its text boxes; "\n" where a line was broken by hand."""
    return "".join(_pieces(element))


def _pieces(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_SHOWN or _is_vanished(child):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:br") and child.get(qn("w:type")) in ("page", "column"):
            continue
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == qn("w:sym"):
            yield _symbol(child)
        else:
            yield from _pieces(child)


def _is_vanished(element: BaseOxmlElement) -> bool:
    """A run with hidden text."""
    if element.tag != qn("w:r"):
        return False
    hidden = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off")


def _symbol(element: BaseOxmlElement) -> str:
    font = (element.get(qn("w:font")) or "").lower()
    return "•" if font.startswith(_BULLET_FONTS) else chr(int(element.get(qn("w:char")) or "20", 16))


def boxes_in(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The contents of the text boxes anchored in a paragraph, each once, in order."""
    return [
        box
        for box in paragraph.iter(qn("w:txbxContent"))
        if not any(above.tag in (_FALLBACK, qn("w:txbxContent")) for above in box.iterancestors())
    ]
