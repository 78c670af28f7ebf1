from pathlib import Path

from corpus.store import Store
from index.vectors import VectorStore
from service.preparing import link_languages, prepare
from tests.fakes import FakeEmbedder
from tests.making import make_document

TEXT = "Vår värd. Vår avgift. Våra barn.\n\nOur värd here. Our avgift here. Our barn here."


def by_first_word(text: str, languages: tuple[str, ...]) -> str:
    return "en" if text.split()[0] == "Our" else languages[0]


def test_the_languages_of_a_document_are_linked_and_others_left_alone(tmp_path: Path) -> None:
    store, vectors = Store(tmp_path / "kallan.sqlite"), VectorStore(tmp_path / "vectors.sqlite")
    for name, languages in (("two", ("sv", "en")), ("one", ("sv",)), ("old", ("sv", "en"))):
        document = make_document(TEXT, document_id=name, languages=languages)
        store.put(document, name, "")
        prepare(store, document, by_first_word)
    link_languages(store, {"two", "one"}, vectors, FakeEmbedder())
    texts = {sentence.id: sentence.text for sentence in store.sentences()}
    pairs = [(texts[each.sentence_id], texts[each.other_id]) for each in store.ties.parallels("two")]
    assert pairs == [
        ("Vår värd.", "Our värd here."),
        ("Vår avgift.", "Our avgift here."),
        ("Våra barn.", "Our barn here."),
    ]
    assert store.ties.parallels("one") == store.ties.parallels("old") == []
    vectors.close()


def test_what_is_prepared_again_takes_the_earlier_ones_place(tmp_path: Path) -> None:
    store = Store(tmp_path / "kallan.sqlite")
    document = make_document(TEXT)
    store.put(document, "a", "")
    for _ in range(2):
        prepare(store, document, by_first_word)
    assert len(store.sentences()) == 6
    assert store.ties.sketch(document.id)
