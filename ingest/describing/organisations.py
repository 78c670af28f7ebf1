"""Names of organisations in a text: municipalities, regions, networks, authorities, associations."""

import re
from collections.abc import Iterator

_CAPITAL = r"[A-ZÅÄÖÉ][\wåäöéÅÄÖ'’&-]*"
_NOT_VERB = (
    r"(?!(?:har|är|ska|kan|får|vill|var|skriver|anser|menar|bedömer|föreslår|tar|ger|blir|som|att|genom|om|med|till"
    r"|på|under|där|för|den|det"
    r"|samt|när|men|hade|söker|bjuder|och)\b)"
)
_LOWER = rf"{_NOT_VERB}[a-zåäöé][\wåäöé-]*"
_PLAIN = (
    r"(?:(?:härads|läns|stads) )?(?:kommun|stad|landsting|universitet|högskola|kommunalförbund|församling|nätverk"
    r"|förening|folkhögskola|kommuner"
    r"|förbund|råd|institut)(?:s)?\b"
)
_HEADS = (
    r"(?:Nätverket|Föreningen|Stiftelsen|Förbundet|Myndigheten|Länsstyrelsen|Region|Regionförbundet|Kommunförbundet"
    r"|Kommunalförbundet|Institutet"
    r"|Sällskapet|Delegationen|Kommissionen|Rådet|Kommittén|Centrum|Mötesplats|Statens|Sveriges|Svenska|Nationella"
    r"|Riksförbundet|Samverkan"
    r"|[A-ZÅÄÖ]\w+(?:nätet|nätverket|myndigheten|styrelsen|föreningen|förbundet|stiftelsen|rådet|institutet))"
)
_TAIL = rf"(?: (?:för|mot|av) {_LOWER}(?: {_LOWER})?(?: och {_LOWER}(?: {_LOWER})?)?)?"
_COMPOUND = (
    r"(?:nätverk|förbund|förening|nät|råd|kommitté|forum|institut|akademi|samverkan|kommun|myndighet|verk|kansli"
    r"|allians|sällskap|centrum)"
)
_NAME = re.compile(
    rf"(?:{_CAPITAL} ){{1,4}}{_PLAIN}"
    rf"|{_HEADS}(?: {_CAPITAL})*{_TAIL}(?:(?: i| på)? {_CAPITAL}(?: (?:län|kommun|stad)\b)?(?: (?:och|i) {_CAPITAL})*)*"
    rf"|{_CAPITAL}s \w*{_COMPOUND}s?\b"
    rf"|{_CAPITAL}(?:(?: (?:och|för|i|av|of|and|the|for|in|&)){{0,2}} {_CAPITAL})*"
)
_KIND = re.compile(
    r"\b(?:kommun(?:er)?s?|region|regions|stads?|landsting(?:et)?s?|länsstyrelse\w*|universitet\w*|högskola\w*"
    r"|institut\w*|stiftelse\w*|nätverk\w*"
    r"|förening\w*|förbund\w*|myndighet\w*|centrum|cent(?:er|re)|cities|towns|municipalities|sverige|sweden"
    r"|association|network|ministry|agency|university"
    r"|institute|organi[sz]ation|foundation|council|county|municipality|authority|committee|federation|akademi\w*"
    r"|delegation\w*|kommission\w*|commission"
    r"|alliance|alliansen|forum|plattform\w*|mötesplats|who|skr|skl|ab|kyrkan?|folkhögskola|samverkan|sällskapet"
    r"|rådet|region \w+)\b"
    r"|\b\w{3,}(?:verket|myndigheten|rådet|styrelsen|nämnden|nätet|nätverk(?:et)?|förbund(?:et)?|förening(?:en)?"
    r"|institut(?:et)?|samverkan|alliansen|kommittén"
    r"|departementet|delegationen|stiftelsen|sällskapet|kommun)\b",
    re.I,
)
_OFFICES = re.compile(
    r"(?:kommun(?:styrelsen|fullmäktige|en|ens|alråd\w*|er|erna|förbundet|huset)|region(?:styrelsen|fullmäktige"
    r"|råd\w*|en|ens|er)?|\w*styrelsen|årsmötet"
    r"|\w*nämnden|\w*rådet|arbetsgruppen|valberedningen|utskottet|sverige|sweden|europa|regeringen|riksdagen"
    r"|nätverk\w*|föreningen|förbundet|myndigheten"
    r"|centrum|forum|who|organisation\w*|institutet|samverkan|association|commission|network|municipality|stad"
    r"|stadens|delegationen|kommissionen)",
    re.I,
)
_NO_NAME = re.compile(r"[.!?:;,]|\d{3}|\b(?:är|ska|vill|har|som|is|are|will|has|om|till|från|med|blir|tar)\b")
_LEADS = re.compile(
    r"^(?:(?:I|På|För|Av|Om|När|Den|Det|Vi|Hos|Från|Till|The|In|At|By|Med|Som|Styrelsen för|Årsmötet för|Kontakta"
    r"|Ordförande|Även|Också|Både|Hela|Dagens"
    r"|Alla|Bakom|About|Om|Källa|Ordföranden i|Koordinator|Enligt|Inom) )+"
    r"|^[A-ZÅÄÖ]\w+ (?:för|från|i|vid|till) (?=(?:Nätverket|Föreningen|Stiftelsen|Förbundet|Myndigheten"
    r"|Länsstyrelsen|Region)\b)"
)
_GENITIVE = re.compile(
    r"(?:kommun|stad|Sverige|nätverk|nätverket|förbund|förbundet|förening|föreningen|verket|myndigheten|rådet"
    r"|institutet|Sweden|landsting|nätet"
    r"|institut)s$",
    re.I,
)
_LONGEST = 70


def is_organisation(text: str) -> bool:
    """Whether a text is but an organisation's name: "Borås Stad", "Healthy Cities Sverige"."""
    text = text.strip()
    if not text or len(text) > _LONGEST or _NO_NAME.search(text) or _OFFICES.fullmatch(text):
        return False
    cased = text.title() if text.isupper() else text
    return bool(_NAME.fullmatch(cased)) and bool(_KIND.search(cased))


def organisations_in(text: str) -> Iterator[str]:
    """The organisations that a text names, in order, without a genitive's s."""
    for match in _NAME.finditer(text):
        name = base_form(_LEADS.sub("", match[0]))
        if _KIND.search(name) and not _OFFICES.fullmatch(name) and len(name) <= _LONGEST:
            yield name


def base_form(name: str) -> str:
    """Without a genitive's s: "Borås Stads" is "Borås Stad", "Healthy Cities Sveriges" "Healthy Cities Sverige"."""
    name = _LEADS.sub("", name)
    return name[:-1] if _GENITIVE.search(name) else name


def in_ordinary_case(name: str) -> str:
    """A name in capitals as it is otherwise written: "REGION VÄSTERÄLV" is "Region Västerälv"."""
    if not name.isupper() or len(name) <= 4:
        return name
    words = name.title().split()
    return " ".join(word.lower() if word.lower() in ("kommun", "för", "i", "och", "av") else word for word in words)
