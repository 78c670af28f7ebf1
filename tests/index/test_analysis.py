from importlib import resources

import pytest

from index.analysis import content_terms, stop_words, synonyms, terms

SAME = [
    "hälsa hälsan hälsans hälsor",
    "stad städer städerna stadens",
    "skola skolan skolorna skolans",
    "kommun kommuner kommunernas",
    "avgift avgiften avgifter avgifterna",
    "medlemsavgift medlemsavgiften medlemsavgifter",
    "kris krisen kriser",
    "folkhälsoarbete folkhälsoarbetet",
    "värdkommun värdkommunen värdkommuner",
    "ordförande ordföranden",
    "koordinator koordinatorn koordinatorer",
    "årskonferens årskonferensen",
    "verksamhetsberättelse verksamhetsberättelsen",
    "ställningstagande ställningstaganden ställningstagandet",
    "bildas bildades bildade bilda",
    "tar tog tagit",
    "jämlik jämlikt jämlika",
    "gammal gamla äldre äldst",
    "barn barnen barns",
    "uppdrag uppdraget",
    "beslut beslutet",
    "samverka samverkan samverkar",
    "WHO WHO:s who",
    "SKL SKL:s SKL’s",
    "Sverige Sveriges",
    "e-postadress e-postadresser",
]
COMPOUNDS = {
    "folkhälsoarbete": ("folkhälsa", "arbete"),
    "folkhälsan": ("folk", "hälsa"),
    "medlemsavgiften": ("medlem", "avgift"),
    "värdkommunen": ("värd", "kommun"),
    "kyrkogård": ("kyrka", "gård"),
    "barnkonventionen": ("barn", "konvention"),
    "höstmötet": ("höst", "möte"),
    "rapporten": (),
    "kommissionens": (),
    "kommun": (),
    "trygghet": (),
}


def bases(text: str, language: str = "sv") -> list[str]:
    return [term.base for term in terms(text, language)]


@pytest.mark.parametrize("words", SAME)
def test_forms_of_one_word(words: str) -> None:
    forms = words.split()
    assert {form: bases(form)[-1] for form in forms} == dict.fromkeys(forms, bases(forms[0])[-1])


@pytest.mark.parametrize("pair", ["hälsa hals", "stad stat", "år ål", "värd värld", "ö å", "vård värd", "län lån"])
def test_words_that_are_not_the_same(pair: str) -> None:
    first, second = pair.split()
    assert bases(first) != bases(second)


@pytest.mark.parametrize(("word", "parts"), COMPOUNDS.items())
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert terms(word, "sv")[0].parts == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("878 050 kr", ["878050", "krona"]),
        ("1\u00a0200\u00a0000", ["1200000"]),
        ("50 % av", ["50", "av"]),
        ("1,5 10.30", ["1,5", "10.30"]),
        ("2023–2024", ["2023", "2024"]),
        ("2024 100 kommuner", ["2024", "100", "kommun"]),
        ("A4 2:a", ["a", "4", "2", "a"]),
        ("SKL-rapport", ["skl", "rapport"]),
        ("", []),
        ("– … !", []),
    ],
)
def test_numbers_and_hyphens(text: str, expected: list[str]) -> None:
    assert bases(text) == expected


def test_terms_know_their_place() -> None:
    text = "Region Östergötland, e-post och 878 050 kr."
    found = [text[term.start : term.end] for term in terms(text, "sv")]
    assert found == ["Region", "Östergötland", "e", "post", "och", "878 050", "kr"]


def test_a_letter_written_in_two_characters_is_the_same() -> None:
    assert bases("ha\u0308lsa") == bases("hälsa")


def test_english() -> None:
    assert bases("children's cities were founded", "en") == ["child", "city", "be", "found"]


def test_stop_words_say_nothing() -> None:
    assert [term.base for term in content_terms("Vad är det som gäller för barn?", "sv")] == ["barn"]
    assert [term.base for term in content_terms("What is the fee?", "en")] == ["fee"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_stop_words_are_lower_case_words(language: str) -> None:
    assert len(stop_words(language)) > 50
    assert all(word == word.casefold() and word.replace("'", "").isalpha() for word in stop_words(language))


def test_synonyms_go_both_ways_and_leave_out_the_word_itself() -> None:
    for base, others in synonyms().items():
        assert base not in others
        assert list(others) == sorted(set(others))
    assert "chair" in synonyms()["ordförande"]
    assert "ordförande" in synonyms()["chair"]


def test_the_synonyms_file_is_well_formed() -> None:
    lines = resources.files("index").joinpath("words", "synonyms.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            words = [word.strip() for word in line.split(",")]
            assert len(words) > 1, line
            assert all(words), line
            assert len(set(words)) == len(words), line
            assert line == line.casefold(), line


def test_own_lemmas_name_each_form_once() -> None:
    lines = resources.files("index").joinpath("words", "lemmas_sv.txt").read_text("utf-8").splitlines()
    forms = [form for line in lines if not line.startswith("#") for form in line.split()[1:]]
    assert len(forms) == len(set(forms))
