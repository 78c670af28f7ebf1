"""Kinds told by how a document is built, where it does not name itself."""

import re
from collections.abc import Callable

from corpus.documents import Ground, Kind
from ingest.describing.folding import fold
from ingest.describing.material import Found, Material, evidence
from ingest.describing.mentions import MONTH, YEAR

_HAPPENED = re.compile(
    r"^\W*(?:narvarande|franvarande|present|attendees|attending|in attendance|apologies|motesdeltagare)\b"
    r"|\bvid (?:protokollet|pennan|anteckningarna)\b"
    r"|\b\w*(?:styrelsen|motet|namnden|utskottet|gruppen) beslut(?:ade|at)"
    r"|\bbeslutades\b|\b(?:oppnade|avslutade) (?:motet|sammantradet)|\bmotet (?:oppnat|avslutat|avslutades|oppnades)"
    r"|\b(?:opened|closed|adjourned) the meeting|\b(?:group|board|committee|meeting) (?:agreed|decided|resolved)",
    re.M,
)
"""What minutes tell and a summons or an agenda does not: that a meeting has been held."""
_MINUTES = tuple(
    re.compile(words, re.M)
    for words in (
        r"^\W*(?:\u00a7|'|item )\s?\d+",
        r"\bjuster(?:are|as|at|ing|ad|ande)\b",
        r"\bvid (?:protokollet|pennan|anteckningarna)\b|\bprotokollforare\b|\bmotessekreterare\b|\bsekreterare\b",
        r"^\W*(?:narvarande|deltagare|motesdeltagare|present|attendees|attending|in attendance|participants)\b",
        r"\bmotets? oppna\w*|\boppnade (?:motet|sammantradet)"
        r"|\bcalled to order|\bopen(?:ed|s) the meeting|^\W*(?:\d+\W+)?(?:opening|welcome)\b",
        r"\b(?:foregaende|forra) (?:protokoll|motes?|minnesanteckningar)|\b(?:previous|last) (?:minutes|meeting)"
        r"|\bminutes of .{0,40}(?:approved|adopted)|\bmatters arising\b|\bprotokollet (?:fran|lades|godkandes)",
        r"\b(?:styrelsen|motet|arsmotet|namnden|utskottet|arbetsgruppen|gruppen) beslut\w+|\bbeslutades att"
        r"|^\W*beslut\b|\bresolved\b|\b(?:group|board|committee|meeting) (?:agreed|decided)",
        r"\bmotets? avsluta\w*|\bavslutade (?:motet|sammantradet)|\bmeeting (?:was )?(?:closed|adjourned)"
        r"|\b(?:closed|adjourned) the meeting",
        r"^\W*(?:franvarande|anmalt forhinder|forhinder|absent)\b|\bapologies\b",
        r"\bovriga fragor\b|\bany other business\b|\baob\b",
        r"^\W*(?:action(?:s| points?)?|atgard(?:er)?|att gora|ansvarig)\s*:",
        r"\bnasta mote\b|\bnext meeting\b",
        r"\bvaldes? (?:till )?(?:att justera|ordforande for motet|motesordforande)",
    )
)
_MINUTES_NEEDED = 4
_PRESS_CONTACT = re.compile(
    r"\b(?:for mer information,? (?:vanligen )?kontakta"
    r"|for ytterligare information|vid fragor,? kontakta|for (?:more|further) information,? (?:please )?contact"
    r"|for (?:more|further) information:|for mer information:)"
)
_FOR_THE_PRESS = re.compile(
    r"^\W*(?:press-? ?(?:och media)?kontakt\w*|mediekontakt\w*"
    r"|kontakt\w* for (?:press|media|pressen|medier|journalister)\w*"
    r"|(?:pressansvarig|pressjour|presstjanst|presskontor)\w*\b"
    r"|(?:media|press) (?:contacts?|enquiries|inquiries|office)"
    r"|contacts? for (?:the )?(?:media|press)|notes? to editors"
    r"|(?:hogupplosta |nedladdningsbara )?pressbilder\b|hogupplosta bilder\b|bilder for fri publicering)",
    re.M,
)
"""What only the press is told, on a line of its own."""
_BYLINE_DATE = re.compile(
    rf"^[a-z ,]{{3,40}}(?:den )?\d{{1,2}} (?:{MONTH}) {YEAR}\s*[-.:]|^(?:stockholm|goteborg|malmo)\b.{{0,30}}{YEAR}"
)
_SIGNED = re.compile(
    r"\((?:v|s|m|c|l|kd|mp|sd|fi)\)|^[\w.'-]+(?: [\w.'-]+){1,3},\s*(?:\w+ ){0,3}(?:ordforande|vd|generaldirektor"
    r"|kommunalrad|regionrad"
    r"|generalsekreterare|professor|forskare|koordinator|chair|mayor|director)"
)
_ARGUES = re.compile(
    r"\b(?:vi (?:vill|kraver|anser|menar|uppmanar|foreslar|efterlyser|maste)|maste (?:ta|gora|fa|bli)|ar det dags"
    r"|det ar dags"
    r"|regeringen (?:maste|bor|behover)|we (?:call|urge|demand|believe|must)|it is time)\b"
)
_OPINION_NOTE = re.compile(
    r"\bargumenterande text\b|\basikter(?:na)?\b.{0,40}\bskribent|\bskribent(?:ens|ernas) egna\b"
    r"|\bopinionstext\b|^(?:det )?skriver \w+ (?:debattorer|foretradare|undertecknare)\b",
    re.M,
)
"""What a paper says of a text that is not its own opinion."""
_COMMITS = re.compile(
    r"\b(?:(?:vi|\w*styrelsen|forbundet|foreningen|kongressen|natverket|medlemmarna|undertecknade|undertecknarna|arsmotet"
    r"|arskonferensen)\b.{0,160}?\b(?:star (?:tillsammans )?bakom"
    r"|staller (?:oss|sig) bakom|atar (?:oss|sig)|forbinder (?:oss|sig)|har (?:kommit|kommer) overens"
    r"|uttalar|deklarerar|har enats om|har antagit)"
    r"|we,? (?:the )?.{0,160}?\b(?:commit ourselves|call (?:on|upon)|declare|affirm|endorse|pledge|commit to))\b",
    re.S,
)
_ACCOUNT = re.compile(
    r"\b\w*styrelsen\b.{0,80}?\b(?:avger|avlamnar|far harmed|lamnar harmed)\b.{0,80}?\b(?:verksamhetsberattelse"
    r"|arsredovisning|berattelse)",
    re.S,
)
_MAILING = re.compile(
    r"\bavsluta (?:din )?prenumeration|\bavprenumerera|\bunsubscribe|\b(?:visa|las|oppna) (?:mejlet |brevet "
    r"|nyhetsbrevet )?i (?:din )?"
    r"webblasare|\bview (?:this email )?in (?:your )?browser|\bdu far (?:det har|detta) (?:mejl|e-post|nyhetsbrev"
    r"|brev|utskick)\w*"
    r"|\bdu far brevet\b|\bavregistrera\b|\binte ha fler (?:utskick|brev|mejl)|^(?:till|to): (?:prenumeranter"
    r"|subscribers|medlemmar)"
)
_ISSUE = re.compile(
    rf"^(?:nr|nummer|no|number|issue|utgava|vol\w*|argang)\.?\s*\d{{1,3}}\b.{{0,20}}\b(?:(?:{MONTH}|varen|sommaren|hosten"
    rf"|vintern|spring|autumn)\b.{{0,8}})?{YEAR}"
    rf"|^(?:nr|nummer|no\.?|issue)\s*\d{{1,2}}\s*[-/]\s*{YEAR}"
)
_ADOPTED = re.compile(r"\b(?:antag(?:en|et|na)|faststalld|beslutad|adopted|approved)\b")
_RANGE = re.compile(rf"\b{YEAR}\s*-\s*{YEAR}\b")
_SECTIONS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:inledning|bakgrund|syfte|metod|resultat|slutsats|diskussion|sammanfattning"
    r"|referenser|kallor|litteratur"
    r"|introduction|background|method|results|conclusion|discussion|summary|executive summary|references)"
)
_INVITES = re.compile(
    r"\b(?:valkommen (?:till|pa)|varmt valkom\w+|valkomna till|anmal(?: dig|an)|osa\b|harmed kallas|registration"
    r"|you are invited|we invite)"
)
_ADVERT = tuple(
    re.compile(words)
    for words in (
        r"\bsista ansokningsdag\w*|\bansok senast\b|\bapply (?:by|no later than)\b|\bclosing date\b",
        r"\banstallningsform\b|\btillsvidareanstallning\b|\bvikariat\b|\bvisstidsanstallning\b|\btype of employment\b",
        r"\bkvalifikationer\b|\bvi soker dig\b|\bqualifications\b|\bwe are looking for\b",
        r"\bom tjansten\b|\bom anstallningen\b|\barbetsuppgifter\b|\bduties\b|\babout the (?:position|role)\b",
        r"\btilltrade\b|\bstart date\b|\blonesattning\b|\bindividuell lon\b|\bsalary\b|\bsysselsattningsgrad\b",
    )
)
_ADVERT_NEEDED = 3
_REPORT_WORDS = 250


def by_form(material: Material, title: str) -> Found[Kind] | None:
    """The kind of a document built like one; None where its form tells nothing."""
    rules: tuple[Callable[[Material], Found[Kind] | None], ...] = (_newsletter, _minutes, _annual_report, _opinion)
    for rule in rules:
        if found := rule(material):
            return found
    if material.is_web:
        return None
    for rule in (_advert, _statement, press_release, _debate_article):
        if found := rule(material):
            return found
    return _strategy(material, title) or _report(material)


def _quoting(kind: Kind, text: str, match: re.Match[str]) -> Found[Kind]:
    return Found(kind, Ground.CONTENT, evidence(text, match.start(), match.end()))


def _newsletter(material: Material) -> Found[Kind] | None:
    for line in (*material.furniture, *material.tail, *material.head[:4]):
        if match := _MAILING.search(fold(line)):
            return _quoting(Kind.NEWSLETTER, line, match)
    for line in (*material.head[:6], *material.furniture):
        if match := _ISSUE.search(fold(line)):
            return _quoting(Kind.NEWSLETTER, line, match)
    return None


def _minutes(material: Material) -> Found[Kind] | None:
    found = [match for words in _MINUTES if (match := words.search(material.folded))]
    if len(found) < _MINUTES_NEEDED or not _HAPPENED.search(material.folded):
        return None
    return _quoting(Kind.MINUTES, material.text, found[0])


def _annual_report(material: Material) -> Found[Kind] | None:
    match = _ACCOUNT.search(material.folded[:4000])
    return _quoting(Kind.ANNUAL_REPORT, material.text, match) if match else None


def _statement(material: Material) -> Found[Kind] | None:
    match = _COMMITS.search(material.folded[:1500])
    return (
        _quoting(Kind.STATEMENT, material.text, match) if match and not _PRESS_CONTACT.search(material.folded) else None
    )


def press_release(material: Material) -> Found[Kind] | None:
    """A text that ends with whom the press may call, or one with a dateline that ends with a contact."""
    text = material.folded
    if (match := _FOR_THE_PRESS.search(text, len(text) // 3)) and not _INVITES.search(text[:1000]):
        return _quoting(Kind.PRESS_RELEASE, material.text, match)
    match = _PRESS_CONTACT.search(text)
    dated = any(_BYLINE_DATE.search(fold(line)) for line in material.head[:6])
    invites = _INVITES.search(material.folded[:1000])
    if match and dated and not invites and match.start() > len(material.folded) // 3:
        return _quoting(Kind.PRESS_RELEASE, material.text, match)
    return None


def _debate_article(material: Material) -> Found[Kind] | None:
    signed = [
        line for line in (*material.head[:6], *material.lines[-12:]) if len(line) < 160 and _SIGNED.search(fold(line))
    ]
    argues = list(_ARGUES.finditer(material.folded))
    if signed and len(argues) >= 3:
        return Found(Kind.DEBATE_ARTICLE, Ground.CONTENT, evidence(signed[-1]))
    return None


def _opinion(material: Material) -> Found[Kind] | None:
    match = _OPINION_NOTE.search(material.folded)
    return _quoting(Kind.DEBATE_ARTICLE, material.text, match) if match else None


def _advert(material: Material) -> Found[Kind] | None:
    """A vacancy: what is asked for and offered, and the last day to apply."""
    found = [match for words in _ADVERT if (match := words.search(material.folded))]
    return _quoting(Kind.OTHER, material.text, found[0]) if len(found) >= _ADVERT_NEEDED else None


def _strategy(material: Material, title: str) -> Found[Kind] | None:
    adopted = next((line for line in material.head if _ADOPTED.search(fold(line))), None)
    if adopted and _RANGE.search(fold("\n".join((title, *material.head)))):
        return Found(Kind.STRATEGY, Ground.CONTENT, evidence(adopted))
    return None


def _report(material: Material) -> Found[Kind] | None:
    """A longer text in sections as a report has them, that invites nobody and is no letter."""
    section = next((heading for heading in material.headings if _SECTIONS.match(fold(heading))), None)
    if section and len(material.text.split()) >= _REPORT_WORDS and not _INVITES.search(material.folded):
        return Found(Kind.REPORT, Ground.CONTENT, evidence(section))
    return None
