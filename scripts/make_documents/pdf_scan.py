"""A page as if it had come from a scanner: one grey, noisy, tilted picture, no text layer."""

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from scripts.make_documents.pdf_article import article_pdf
from scripts.make_documents.pdf_parts import finish, without_comment
from scripts.make_documents.source import Text

_DPI = 170
_TILT_DEGREES = 0.5
_NOISE = 5.0
_PAPER = 246
_JPEG_QUALITY = 55


def scan_pdf(text: Text) -> bytes:
    """Lay the text out as an article and keep nothing but the pages' pictures."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, lang=text["language"])
    finish(canvas, text)
    document = pypdfium2.PdfDocument(article_pdf(text))
    for number in range(len(document)):
        picture = document[number].render(scale=_DPI / 72, grayscale=True).to_pil()
        canvas.drawImage(ImageReader(_scanned(picture, number)), 0, 0, *A4)
        canvas.showPage()
    document.close()
    canvas.save()
    return without_comment(buffer.getvalue())


def _scanned(picture: Image.Image, number: int) -> BytesIO:
    """JPEG bytes of the picture, tilted, on paper that is not quite white."""
    tilted = picture.convert("L").rotate(_TILT_DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(number).normal(0.0, _NOISE, (tilted.height, tilted.width))
    grey = np.asarray(tilted, dtype=np.float64) * (_PAPER / 255) + noise
    made = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8), "L")
    data = BytesIO()
    made.save(data, "JPEG", quality=_JPEG_QUALITY, dpi=(_DPI, _DPI))
    data.seek(0)
    return data
