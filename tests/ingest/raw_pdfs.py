"""PDFs written object by object: whatever can be wrong with one."""


def pdf_with(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects from number 1, the first its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        start,
    )


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def page(box: bytes = b"0 0 595 842") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box


def one_page(*objects: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page; the objects begin at 4, the page's content, and what the page may draw is named X and F."""
    resources = b"<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources%s>>" % (box, resources)
    return pdf_with([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", leaf, *objects])


def drawing_itself(times: int) -> bytes:
    """A PDF whose form draws itself so many times: PDFium takes ever longer for more than one."""
    form = stream(
        b"BT /F 12 Tf 50 50 Td (text) Tj ET" + times * b" /X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>",
    )
    return one_page(stream(b"/X Do"), form, FONT)
