"""Nouns that are always of something, and nouns for what is talked about one at a time."""

from collections.abc import Mapping


def _by_preposition(groups: Mapping[str, str]) -> dict[str, str]:
    return {noun: preposition for preposition, nouns in groups.items() for noun in nouns.split()}


OF_SOMETHING: Mapping[str, Mapping[str, str]] = {
    "sv": _by_preposition(
        {
            "för": (
                "tema ämne program kriterium villkor regel kostnad pris datum tidsplan arrangör medarrangör "
                "prioritering konsekvens ansvar argument förutsättning"
            ),
            "med": "syfte mål målsättning avsikt fördel nackdel problem svårighet nytta poäng tanke idé",
            "till": "orsak anledning skäl bakgrund initiativ inbjudan adress mejladress e-postadress länk",
            "på": "deltagare talare föreläsare exempel krav titel rubrik språk definition lösning",
            "av": "resultat följd effekt betydelse innebörd definition översättning version innehåll",
            "i": "huvudpunkt innehåll budskap slutsats förslag del steg moment",
            "mellan": "skillnad likhet samband",
            "om": "beslut",
        }
    ),
    "en": _by_preposition(
        {
            "of": (
                "theme topic aim purpose goal objective result outcome conclusion cost price date meaning background "
                "content title programme agenda advantage disadvantage benefit drawback effect consequence definition "
                "participant speaker organiser author version part venue"
            ),
            "for": "reason criterion condition rule requirement argument responsibility",
            "between": "difference similarity",
            "on": "decision",
        }
    ),
}
"""Base form of a noun that lacks something when it stands alone ("temat", "the purpose"), with its preposition."""

OF_PEOPLE: Mapping[str, frozenset[str]] = {
    "sv": frozenset(
        "adress mejladress e-postadress mejl mail e-post telefonnummer nummer titel parti roll tjänst bakgrund "
        "arbetsuppgift uppgift uppdrag ålder".split()
    ),
    "en": frozenset("address email e-mail number title party role position background task age".split()),
}
"""What a person has: of the person spoken of, where there is one."""

THINGS: Mapping[str, frozenset[str]] = {
    "sv": frozenset(
        "möte konferens seminarium webbinarium workshop forum träff kongress artikel rapport text översikt studie "
        "dokument ställningstagande uttalande avtal projekt pilot uppdrag serie fas verktyg metod modell grupp "
        "kommitté utskott bok enkät undersökning kampanj "
        "inlägg brev sida kommission överenskommelse utredning satsning insats".split()
    ),
    "en": frozenset(
        "meeting conference seminar webinar workshop forum article report text review study document statement "
        "agreement project pilot series phase tool method model group committee book survey "
        "campaign post letter commission".split()
    ),
}
"""What there are many of, so that "mötet" or "the report" means one that has been spoken of."""
