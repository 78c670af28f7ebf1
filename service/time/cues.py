"""The words that tell of a change of office or of holding one, in Swedish and English."""

import re
from dataclasses import dataclass

from service.time.claims import Change

_SPLIT = r"(?:(?!\b(?:och|men|and|but)\b)[^.;]){0,70}?"
_STAYS = (
    r"återval\w*|återväl\w*|omval\w*|omväl\w*|om-?vald\w*|val(?:des|ts|d) (?:om|åter|på nytt)|väljs om|"
    r"valdes \w+ \w+ om|"
    r"förnyat förtroende|fortsätter|fortsatte|sitter kvar|stannar kvar|re-?elected|reappointed|continues|continued|"
    r"stays on|remains|renewed confidence"
)
_PASSED_ON = (
    r"efterträd(?:s|des|ts)|ersätt(?:s|es|er)? av|ersätts|ersattes|avlös(?:s|es|tes)|(?:is|was|be|been|being|"
    r"will be) "
    r"(?:succeeded|replaced)|succeeded by|replaced by|överläm\w+|lämna(?:r|de|t) över|överlåter|överlät|över till|"
    r"hand(?:s|ed|ing)? over|pass(?:es|ed) (?:on )?(?:the|to)"
)
_COMES = (
    rf"tillträd\w+|(?:tar|tog|tagit|ta)\b{_SPLIT}\b(?:över|vid|plats)|övertar|övertog|övertagit|"
    rf"(?:träder|trädde|går|gick|kliver|klev|stiger|steg)\b{_SPLIT}\b(?:in|till)\b|blir|blev|bli|blivit|"
    r"valdes|väljs|vald|valda|valde|väljer|valt|valts|utses|utsågs|utsedd|utser|utsåg|utsett|utnämn\w+|tillsätt\w+|"
    r"tillsatt\w*|börja(?:r|de)?|axla(?:r|de)|får|fick|rekryterat|rekryterade|anställ(?:s|er|de|t|des|ts)|"
    r"presenterar|hälsa(?:r|s|de|des)|välkomna(?:r|s|de|des)?|efterträd(?:er|de|a|t)|ersätter|ersatte|ersatt|"
    r"avlöser|avlöste|"
    r"tilldelades|åtar sig|åtog sig|"
    r"take(?:s|n)? (?:over|up|office)|took (?:over|up|office)|taking (?:over|up)|becomes?|became|elected|elects|"
    r"appointed|appoints|named|names|chosen|chose|assume[sd]?|starts?|started|begins|began|joins|joined|welcomes?|"
    r"steps? (?:in|into|up)|stepped (?:in|into|up)|will be|succeed(?:s|ed)|replace[sd]|selected"
)
_GOES = (
    r"avgår|avgick|avgått|avgå|lämna(?:r|de|t|s)?|slutar?|slutade|slutat|avtack\w*|tacka(?:r|s|de|des)? av|tackar|"
    r"(?:går|gick) i pension|(?:kliver|klev|stiger|steg|träder|trädde)(?: \w+)? (?:av|ned|ner|tillbaka)|frånträd\w+|"
    r"entledig\w+|upphör\w*|pensioner\w+|step(?:s|ped|ping)? (?:down|aside|back)|leaves?|left|leaving|resign\w*|"
    r"retire\w*|depart(?:s|ed)|end(?:s|ed)|farewell|thank(?:s|ed)"
)
_HELD = r"var|hade varit|hade|ledde|satt|innehade|was|had been|had|served|held|fanns"
_HOLDS = (
    r"är|heter|har varit|har haft|varit|har|leder|sitter|fungerar|innehar|innehaft|tjänstgör|ansvarar|samordnar|"
    r"is|has been|has served|serves|has|holds|have been|acts|finns"
)
_CUES = re.compile(
    rf"\b(?:(?P<stays>{_STAYS})|(?P<passed>{_PASSED_ON})|(?P<comes>{_COMES})|(?P<goes>{_GOES})|(?P<holds>{_HOLDS})|"
    rf"(?P<held>{_HELD}))\b",
    re.IGNORECASE,
)
_CHANGES = {
    "stays": Change.STAYS,
    "passed": Change.GOES,
    "comes": Change.COMES,
    "goes": Change.GOES,
    "holds": Change.HOLDS,
    "held": Change.HELD,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word at `text[start:end]`; `passes_on` where the one who comes is named after "av" or "till"."""

    start: int
    end: int
    change: Change
    passes_on: bool


def cues_in(text: str) -> list[Cue]:
    """The cues in order; of those that begin at the same place the one that says most."""
    found: list[Cue] = []
    position = 0
    while match := _CUES.search(text, position):
        name = match.lastgroup or "holds"
        found.append(Cue(match.start(), match.end(), _CHANGES[name], name == "passed"))
        # Within "tar Region Öst över" another cue may stand: only the first word is used up.
        position = match.start() + max(1, len(match.group().split(" ")[0]))
    return found
