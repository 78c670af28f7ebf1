"""A stance is told from news by who speaks and with which verb."""

import pytest

from service.positions.addressees import addressee_of
from service.positions.stances import Speaking, Stance, stance_of

OWN = Speaking(("Nätverket Friska Städer",), own=True)
REPORT = Speaking(("Nätverket Friska Städer",), own=False)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vi kräver att regeringen skjuter till medel.", Stance.DEMAND),
        ("Därför uppmanar vi alla kommuner att mäta ohälsan.", Stance.DEMAND),
        ("Staten måste ta ansvar för finansieringen.", Stance.DEMAND),
        ("Det krävs en nationell samordning.", Stance.DEMAND),
        ("Vi föreslår att varje region får en samordnare.", Stance.PROPOSAL),
        ("Vi som är medlemmar åtar oss att arbeta för jämlik hälsa.", Stance.PROMISE),
        ("Genom detta uttalande förbinder vi oss att fortsätta.", Stance.PROMISE),
        ("Tillsammans står vi upp för ett fredligt samhälle.", Stance.SUPPORT),
        ("Alla barn har rätt till en trygg skolväg.", Stance.SUPPORT),
        ("Vi vill se fler mötesplatser.", Stance.WANT),
        ("Nätverket Friska Städer anser att arbetet går för långsamt.", Stance.WANT),
    ],
)
def test_a_stance_in_a_text_of_the_networks_own(text: str, stance: Stance) -> None:
    assert stance_of(text, OWN, "sv") is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("I debattartikeln föreslår nätverket att staten tar fram en modell.", Stance.PROPOSAL),
        ("Nätverket krävde att arbetet skulle få mer plats.", Stance.DEMAND),
        ("Nätverket Friska Städer ställde sig bakom uttalandet.", Stance.SUPPORT),
        ("Styrelsen lyfte fram behovet av fler samordnare.", Stance.DEMAND),
    ],
)
def test_a_stance_that_a_report_tells_of(text: str, stance: Stance) -> None:
    assert stance_of(text, REPORT, "sv") is stance


@pytest.mark.parametrize(
    "text",
    [
        "Konferensen hölls i Örebro den 19 mars.",
        "Vi vill tacka alla som deltog.",
        "Vi önskar er en trevlig sommar!",
        "Vi vill gärna berätta om vårt nya projekt.",
        "Vill ni vara med?",
        "För den som vill läsa mer finns rapporten på webbplatsen.",
        "Anmälan måste göras senast den 5 maj.",
        "Kommunen måste betala avgiften i förskott.",
        "Friska Städer är nätverket som vill förbättra hälsan.",
        "Deltagarna måste ta med egen dator.",
        "Regeringen vill höja skatten.",
    ],
)
def test_news_courtesy_and_what_others_want_are_no_stance(text: str) -> None:
    assert stance_of(text, REPORT, "sv") is None


@pytest.mark.parametrize(
    "text",
    [
        "Ett samhälle med god hälsa kan handla när det behövs.",
        "Rapporten visar att barn måste vänta i fyra månader.",
        "Enligt lagen ska regionen erbjuda vård.",
        "Vad måste staten göra?",
    ],
)
def test_description_in_a_statement_is_no_stance(text: str) -> None:
    assert stance_of(text, OWN, "sv") is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We call on the government to act.", Stance.DEMAND),
        ("We, the members of the network, commit ourselves to equal health.", Stance.PROMISE),
        ("The network supports the proposal.", Stance.SUPPORT),
        ("We want to thank everyone who came.", None),
        ("The conference was held in Lund.", None),
    ],
)
def test_stances_in_english(text: str, stance: Stance | None) -> None:
    assert stance_of(text, OWN, "en") is stance


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Vi vill att staten ordnar en långsiktig finansiering.", "staten"),
        ("Vi uppmanar kommuner och regioner att gå före.", "kommuner och regioner"),
        ("Regeringen måste agera nu.", "Regeringen"),
        ("Vi föreslår att Skogsstyrelsen och Havsrådet tar fram en plan.", "Skogsstyrelsen och Havsrådet"),
        ("Därför behöver varje kommun en strategi.", "varje kommun"),
        ("We call on the government to act.", "the government"),
        (
            "Vi vill att Havsmyndigheten och Brottsförebyggande rådet (Brå) samverkar.",
            "Havsmyndigheten och Brottsförebyggande rådet (Brå)",
        ),
        ("Vi vill ha fler mötesplatser.", None),
    ],
)
def test_who_is_asked_to_act(text: str, addressee: str | None) -> None:
    assert addressee_of(text) == addressee
