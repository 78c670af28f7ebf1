import pytest

from corpus.errors import UnreadableFile
from ingest.encoding import decode
from ingest.plain import read_plain
from ingest.reading import Reading

WRAPPED = """Protokoll från årsmötet

Nätverket samlar kommuner och regioner som vill arbeta för en god och jämlik
hälsa i hela landet. Styrelsen har haft sju möten under
året.

Healthy Cities Sverige
Box 12
461 83 Trollhättan

- Första punkten som är så lång att den måste fortsätta på raden som följer
  efter
- Andra punkten
1. Ett
2) Två
"""


def text_of(reading: Reading) -> str:
    return reading.pages[0].text


def test_wrapped_lines_are_joined_and_made_breaks_kept() -> None:
    parts = text_of(read_plain(WRAPPED.encode(), "a.txt")).split("\n\n")
    assert parts[0] == "Protokoll från årsmötet"
    assert parts[1].endswith("jämlik hälsa i hela landet. Styrelsen har haft sju möten under året.")
    assert parts[2] == "Healthy Cities Sverige\nBox 12\n461 83 Trollhättan"
    assert parts[3].split("\n") == [
        "• Första punkten som är så lång att den måste fortsätta på raden som följer efter",
        "• Andra punkten",
        "1. Ett",
        "2) Två",
    ]


def test_a_title_underlines_and_capitals_are_headings() -> None:
    reading = read_plain("Titeln\n\nText här.\n\nSYFTE\n\nMer.\n\nRubrik\n------\nSist.".encode(), "a.txt")
    page = reading.pages[0]
    assert [(page.text[h.start : h.end], h.level) for h in page.headings] == [
        ("Titeln", 1),
        ("SYFTE", 2),
        ("Rubrik", 2),
    ]
    assert (page.number, page.label) == (1, None)


def test_lines_of_whole_paragraphs_stay_apart() -> None:
    long = "ord " * 60
    assert text_of(read_plain(f"{long}\nNästa stycke.".encode(), "a.txt")).count("\n") == 1


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("åäö".encode(), None, "åäö"),
        ("åäö".encode("utf-8-sig"), "ascii", "åäö"),
        ("åäö".encode("utf-16"), None, "åäö"),
        ("åäö–”".encode("windows-1252"), None, "åäö–”"),
        ("åäö–”".encode("windows-1252"), "iso-8859-1", "åäö–”"),
        ("åäö".encode(), "iso-8859-1", "åäö"),
        ("ąę".encode("iso-8859-2"), "iso-8859-2", "ąę"),
        (b"\x81\xe5", "no-such-codec", "\ufffdå"),
        (b"\xe5", "base64", "å"),
    ],
)
def test_decode(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared) == text


def test_no_text_is_an_error() -> None:
    with pytest.raises(UnreadableFile):
        read_plain(b"\xef\xbb\xbf \n", "tom.txt")
