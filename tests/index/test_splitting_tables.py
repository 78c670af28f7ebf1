"""Passages of tables: each names the columns."""

from corpus.passages import text_of
from index.splitting import split
from tests.making import first_language, make_document

HEAD = "Kommun | Invånare | Avgift i kronor"
ROWS = [f"Kommunen med nummer {number} | {number} 000 | {number * 100} kronor" for number in range(1, 61)]
TABLE = "\n".join([HEAD, *ROWS])


def test_a_passage_within_a_table_begins_with_its_head() -> None:
    document = make_document(f"Avgifterna framgår här.\n\n{TABLE}\n\nBeloppen gäller ett år.")
    *passages, after = split(document, first_language).passages
    assert len(passages) > 3
    assert after.text == "Beloppen gäller ett år."
    texts = {page.number: page.text for page in document.pages}
    for passage in passages:
        assert passage.text == text_of(passage.spans, texts)
        assert passage.text.count(HEAD) == 1
    assert all(any(row in passage.text for passage in passages) for row in ROWS)
    assert [len(passage.spans) for passage in passages] == [1] + [2] * (len(passages) - 1)


def test_each_table_has_its_own_head_and_prose_has_none() -> None:
    second = "Region | Värd\n" + "\n".join(f"Regionen som heter {number} | År {number}" for number in range(60))
    words = "Mening efter mening om nätverkets arbete i kommuner och regioner under året. " * 40
    passages = split(make_document(f"{TABLE}\n\n{second}\n\n{words.strip()}"), first_language).passages
    for passage in passages:
        assert ("Kommunen med nummer" in passage.text) <= (HEAD in passage.text)
        assert ("Regionen som heter" in passage.text) <= ("Region | Värd" in passage.text)
    assert HEAD not in passages[-1].text


def test_sentences_are_rows_of_their_passage_and_never_its_head_again() -> None:
    parts = split(make_document(TABLE), first_language)
    assert sum(HEAD in sentence.text for sentence in parts.sentences) == 1
