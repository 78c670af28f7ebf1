"""Follow-ups as they are written in haste, by a given name alone, or of what "they" did: completed by form."""

import datetime

import pytest

from service.following.completing import complete
from service.following.given_names import with_whole_name
from service.knowledge_base import Turn

TODAY = datetime.date(2026, 11, 22)
SPEAKERS = ("Vilka talade på vårmötet i Ekeby?", "Bland talarna fanns Evelyne de Berg (Norrby högskola). [1]")
HOST = ("vilken kommun va värd innan norrby tog över", "Tidigare: Ekeby stad har varit värd i sex år. [1]")
INVITED = ("What did SALAR invite the municipalities to?", "To a joint programme. [1]")
NEWEST = ("Vilken region kom med som ny medlem 2024?", "Region Norrby kom med i juni. [1]")
SAID = ("Vad sa nätverket om fritid?", "Att den är viktig. [1]")
THEME = ("Vad hade höstmötet 2024 för tema?", "Tystnad. [1]")

CASES = [
    ("varifrån kom evelyne", "sv", SPEAKERS, "Varifrån kom Evelyne de Berg?"),
    ("Varifrån kom Evelyne?", "sv", SPEAKERS, "Varifrån kom Evelyne de Berg?"),
    ("Vilken region var med och arrangerade?", "sv", SPEAKERS, None),
    ("hur länge va dom det", "sv", HOST, "Hur länge var Ekeby stad värd?"),
    ("å vad sköter dom åt nätverket", "sv", HOST, "Vad sköter Ekeby stad åt nätverket?"),
    ("Why did they do that?", "en", INVITED, "Why did SALAR invite the municipalities?"),
    ("How will they tell of it?", "en", INVITED, None),
    (
        "Hur påverkade det intäkterna?",
        "sv",
        NEWEST,
        "Hur påverkade det intäkterna att Region Norrby kom med som ny medlem 2024?",
    ),
    ("Är de överens om det?", "sv", SAID, "Är nätverket överens om fritid?"),
    ("Året efter då, vad handlade det om?", "sv", THEME, "Vad handlade höstmötet 2025 om?"),
    ("And the Swedish one?", "en", ("When was the WHO European network founded?", ""), "When was the Swedish network"),
    ("durring which years", "en", ("Who chaired the board?", "Alma Berg chaired it. [1]"), "During which years"),
    ("What happens then?", "en", ("When does phase VII end?", ""), "What happens after phase VII?"),
]


@pytest.mark.parametrize(("asked", "language", "before", "whole"), CASES, ids=[case[0] for case in CASES])
def test_completed(asked: str, language: str, before: tuple[str, str], whole: str | None) -> None:
    found = complete(asked, (Turn("user", before[0]), Turn("assistant", before[1])), language, TODAY)
    assert found.changed
    if whole is None:
        assert any(name in found.text for name in ("vårmötet i Ekeby", "SALAR"))
    else:
        assert found.text.startswith(whole)


def test_a_name_that_is_a_place_or_shared_stays() -> None:
    said = "Jacksonville Beaches ligger vid Jacksonville. Alma Berg och Alma Ek kom. [1]"
    history = (Turn("user", "Vilka kom till Norrby?"), Turn("assistant", said))
    for question in ("Var ligger Jacksonville?", "Vad sa Alma Vik?", "Vilka kom till Alma kommun 2024?"):
        assert not complete(question, history, "sv", TODAY).changed
    assert with_whole_name("Vad sa Berg?", "sv", ()) == "Vad sa Berg?"


WIDER = [
    ("Var det första gången?", SPEAKERS, True),
    ("Är det ett heltidsjobb?", SPEAKERS, True),
    ("Finns det några temagrupper?", SPEAKERS, False),
    ("Vad är desinformation?", SPEAKERS, False),
    ("Hur anmäler man sig till nyhetsbrevet?", SPEAKERS, False),
    ("Kan vi bli medlemmar?", SPEAKERS, False),
    ("Vem blev ordförande 2023?", SPEAKERS, False),
]


@pytest.mark.parametrize(("asked", "before", "offered"), WIDER, ids=[case[0] for case in WIDER])
def test_a_second_reading_is_offered_where_little_is_named(asked: str, before: tuple[str, str], offered: bool) -> None:
    found = complete(asked, (Turn("user", before[0]), Turn("assistant", before[1])), "sv", TODAY)
    assert not found.changed
    assert (found.wider is not None) is offered
    if found.wider:
        assert found.wider.text == f"{asked[:-1]}, när det gäller {found.wider.topic}?"
        assert "vårmötet i Ekeby" in found.wider.topic
