import pytest

from ingest.markup.html import read_html
from ingest.reading import Facts


def facts(head: str = "", body: str = "<p>Text.</p>") -> Facts:
    return read_html(f"<html lang=sv><head>{head}</head><body>{body}</body></html>".encode(), "a.html").facts


LINKED = """<script type="application/ld+json">{"@graph": [
    {"@type": "Event", "datePublished": "2030-01-01"},
    {"@type": "OpinionNewsArticle", "datePublished": "2024-05-01T10:00", "dateModified": "2024-05-02",
     "articleSection": "Debatt", "publisher": {"@type": "Organization", "name": "Dalbladet"}}]}</script>"""


def test_linked_data_tells_publishing_section_and_publisher_but_not_of_events() -> None:
    found = facts(LINKED)
    assert (found.published, found.updated) == (("2024-05-01T10:00",), ("2024-05-02",))
    assert found.publishers == ("Dalbladet",)
    assert found.labels == ("Debatt", "debattartikel")


@pytest.mark.parametrize("text", ["{", "[[[[[[[[1]]]]]]]]", '"text"', '{"datePublished": 7}', '{"publisher": [1]}'])
def test_linked_data_that_is_not_as_it_should_be_tells_nothing(text: str) -> None:
    found = facts(f'<script type="application/ld+json">{text}</script>')
    assert (found.published, found.publishers) == ((), ())


def test_a_marked_time_is_the_pages_own_and_another_an_events() -> None:
    body = (
        '<p><time datetime="2030-01-01">Träffen</time></p>'
        '<p class="published"><time datetime="2024-05-01">1 maj</time></p>'
        '<p>Uppdaterad <time class="modified" datetime="2024-06-01">1 juni</time></p>'
    )
    found = facts(body=body)
    assert (found.published, found.updated) == (("2024-05-01",), ("2024-06-01",))


def test_a_lone_time_is_the_pages_and_one_of_several_nobodys() -> None:
    one, other = '<time datetime="2024-05-01">1 maj</time>', '<time datetime="2024-06-01">1 juni</time>'
    assert facts(body=f"<p>{one}</p>").published == ("2024-05-01",)
    assert facts(body=f"<p>{one} {other}</p>").published == ()


def test_a_section_is_a_label_and_a_canonical_address_must_be_of_the_web() -> None:
    head = '<meta property="article:section" content="Pressmeddelande"><link rel=canonical href="javascript:x">'
    found = facts(head)
    assert found.labels == ("Pressmeddelande",)
    assert found.canonical_url is None
