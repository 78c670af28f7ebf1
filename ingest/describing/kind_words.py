"""The words that name kinds of documents, on folded text (see `ingest.describing.folding`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Kind

_END = r"(?:en|et|n|t|er|erna|ar|arna|s)?"
_NOUNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.PRESS_RELEASE,
        rf"pressmeddelande{_END}|pressinformation|pressinfo|pressnotis|pressutskick|mediemeddelande"
        r"|press ?release|news release|media release|press statement",
    ),
    (
        Kind.DEBATE_ARTICLE,
        rf"debatt|debattartikel\w*|debattartiklar|debattinlagg{_END}|debatttext|insandare|slutreplik|replik"
        r"|opinionsartikel|op[- ]ed|opinion piece|opinion|letter to the editor|debate article|debate",
    ),
    (
        Kind.NEWSLETTER,
        rf"(?:medlems|e-?post|digitalt )?(?:nyhets|medlems|manads|vecko|informations|info"
        rf"|projekt|natverks|medlems|forenings)brev{_END}"
        r"|e-brev|medlemsblad(?:et)?|nyhetsblad(?:et)?|medlemsutskick|medlemsinfo\w*|medlemstidning(?:en)?"
        r"|(?:nytt|nyheter) fran (?:kansliet|natverket|oss)|news from (?:the|us|your)"
        r"|(?:monthly |weekly )?newsletter|monthly letter|bulletin|e-news",
    ),
    (
        Kind.ANNUAL_REPORT,
        rf"(?:\w*verksamhets|ars)berattelse{_END}|arsredovisning{_END}|\w*arsrapport{_END}|\w*bokslut(?:et)?"
        r"|verksamhetsrapport|arsskrift(?:en)?|arsoversikt(?:en)?|verksamhet(?:en|saret)(?= (?:19|20)\d\d)"
        r"|berattelse(?= (?:for|over) (?:verksamhet|ar|aren|aret|\d))"
        r"|annual (?:activity )?report(?: and accounts)?|annual review|annual accounts|(?:activity|activities) report"
        r"|report (?:on|of) (?:the |our )?activities|yearly report|year in review|report of the board",
    ),
    (
        Kind.MINUTES,
        r"\w*protokoll(?:et|en)?|protokollsutdrag|minnesanteckning\w*|motesanteckning\w*|anteckningar"
        r"|(?:meeting |draft |approved )*minutes|meeting notes|notes of (?:the|a) meeting|motesnotat\w*"
        r"|(?:summary )?record of (?:the )?meeting|summary of (?:the )?meeting|notes from (?:the|a) meeting"
        r"|protocol of",
    ),
    (
        Kind.STATEMENT,
        rf"(?:\w*stallningstagande|uttalande|deklaration|resolution|manifest|upprop|kommunike|viljeyttring|viljeforklaring|principforklaring|avsiktsforklaring"
        rf"|malsattningsdokument){_END}|oppet brev"
        r"|position (?:paper|statement)|(?:joint |policy )?statement|declaration|communique|open letter|manifesto"
        r"|consensus|positionspapper|declaration of intent|charter",
    ),
    (
        Kind.OTHER,
        r"remissvar\w*|svar pa (?=\w*(?:remiss|betankande|motion|skrivelse|samrad|forslag))|synpunkter pa|comments on"
        r"|yttrande\w*|remiss\w*|samrad(?:ssvar|syttrande)|motion|skrivelse\w*|hemstallan"
        r"|tjansteskrivelse\w*"
        r"|\w*ansokan|ansokningar|inbjudan|inbjudningar|pressinbjudan|\w*kallelse\w*|dagordning\w*"
        r"|foredragningslista\w*"
        r"|(?:\w*konferens|\w*seminarie|dags|motes|hel?dags|utbildnings|kurs|studie)program(?:met)?|\w*stadgar(?:na)?"
        r"|\w*avtal(?:et)?|overenskommelse\w*|\w*checklista\w*|\w*handbok\w*|\w*vagledning\w*"
        r"|faktablad\w*"
        r"|\w*broschyr\w*|informationsblad\w*|folder(?:n)?|\w*enkat\w*|platsannons|\w*annons"
        r"|(?:vanliga )?fragor (?:och|&|') svar|vanliga fragor|faq|frequently asked questions|q ?& ?a"
        r"|arbetsordning\w*|uppdragsbeskrivning\w*|\w*underlag(?:et)?|\w*blankett\w*|mall|tal|brev|\w*faktura"
        r"|\w*budget(?:en)?"
        r"|(?:tid|tids|detalj|kurs|laro|flyg|bords|\w*lages|spel|fotbolls|gras|betalnings)plan\w*"
        r"|ledigt? (?:tjanst|jobb)\w*|lediga (?:tjanster|jobb)|vacancy|job advertisement"
        r"|projektbeskrivning\w*|valberedningens forslag|deltagarlista\w*|presentation\w*"
        r"|bildspel"
        r"|\w*lathund\w*|\w*guide|\w*metodstod\w*|studiematerial|invitation|(?:conference )?programme"
        r"|agenda(?! 2030)|application"
        r"|(?:consultation )?response|agreement|memorandum of understanding|statutes|handbook|fact ?sheet|leaflet"
        r"|letter"
        r"|speech|call for \w+|notice (?:of|to) \w+|terms of reference|questionnaire|guidance|toolkit",
    ),
    (
        Kind.STRATEGY,
        r"\w*strateg(?:i|in|ier|ierna)|(?:\w+ )?strategy|strategic (?:plan|framework)|action plan"
        r"|framework for action|road ?map|strategiska mal"
        r"|(?:lokal |regional |nationell )*(?:\w+ )?policy(?!(?: brief|\w))(?:n|er)?|\w*policyn?(?! brief)"
        r"|(?:\w+s|\w*folkhalso|\w*halso|\w*miljo|\w*barn|\w*kultur|\w*idrotts|\w*fritids|\w*klimat"
        r"|\w*mal)program(?:met)?"
        r"|\w*riktlinje(?:r|rna)|\w{3,}plan(?:en|er|erna)?|styrdokument|maldokument|fardplan\w*|inriktningsdokument|malbild(?:en)?"
        r"|inriktning(?= (?:for|mot) )"
        r"|work plan|plan of action",
    ),
    (
        Kind.REPORT,
        rf"\w*rapport{_END}|(?:\w+ )?reports?|policy brief|\w*kartlaggning{_END}|\w*utredning{_END}"
        rf"|\w*utvardering{_END}"
        r"|\w*uppfoljning(?:en)?|\w*oversikt(?:en)?(?<!oversiktsplan)|\w*sammanstallning(?:en)?|\w*betankande\w*"
        r"|\w*analys(?:en)?"
        r"|fallstudie\w*|\w*studien?|forstudie\w*|\w*promemoria\w*|resultat(?= (?:fran|av) )"
        r"|kunskapsunderlag\w*|white ?paper|evaluation"
        r"|survey|study"
        r"|\w*redovisning(?:en)?|\w*redogorelse\w*|review|working paper|technical paper|briefing paper|temaskrift"
        r"|\w*lagesbild(?:en)?|pm"
        r"|(?:skrift|rapport)serien?",
    ),
)
_WORD = re.compile(r"(?<![\w-])[a-z]")
_LOOSE = re.compile(r"(?:program|programmet|plan|planen)\b")
"""Words that may name a strategy or, as often, something else."""
_DEFINITE = re.compile(r"(?:en|et|an|rna|protokollet|programmet|strategin|planen|berattelsen|policyn)$")
_INDEFINITE_ENDS = re.compile(r"(?:stadgar|anteckningar|ansokan|plan|program|inbjudan)$")


_TO_MEDIA = re.compile(
    r"(?:nyhet |information )?till (?:media|massmedia|medierna|pressen|\w*redaktion\w*|redaktorer\w*|nyhetsdesken)\b"
    r"|(?:for|till) (?:omedelbar|fri) publicering\b|fri(?:tt)? for publicering\b|for (?:immediate )?release\b"
    r"|to (?:the )?(?:media|press|editors?|news desks?)\b|(?:under )?embargo\w*(?: (?:till|until))?\b|media advisory\b"
)
"""How a press release is addressed."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A word in a text that names a kind, at `start`; `definite` where it is "rapporten" rather than "rapport"."""

    kind: Kind
    start: int
    end: int
    word: str

    @property
    def definite(self) -> bool:
        """Whether the word is in its definite form: then it is more often spoken of than a name."""
        return bool(_DEFINITE.search(self.word)) and not _INDEFINITE_ENDS.search(self.word)


def namings(folded: str) -> Iterator[Naming]:
    """The words of a folded text that name kinds, in order; of several at one place the most special."""
    position = 0
    for match in _WORD.finditer(folded):
        if match.start() < position:
            continue
        if named := named_at(folded, match.start()):
            position = named.end
            yield named


def named_at(folded: str, start: int) -> Naming | None:
    """The kind that the word at `start` names."""
    for kind, words in _COMPILED:
        match = words.match(folded, start)
        if match:
            return Naming(kind, start, match.end(), match[0])
    return None


def to_the_press(folded: str) -> Naming | None:
    """Whether a line is addressed as a press release is: "Till media", "For immediate release"; the word is empty."""
    match = _TO_MEDIA.match(folded)
    return Naming(Kind.PRESS_RELEASE, 0, match.end(), "") if match else None


def loose_at(folded: str, start: int) -> bool:
    """Whether the word at `start` is "program" or "plan" alone."""
    return _LOOSE.match(folded, start) is not None


_COMPILED = tuple((kind, re.compile(rf"(?:\w{{1,12}}-)?(?:{words})(?![\w])")) for kind, words in _NOUNS)
