"""What a question wants to know of an office: who, since when, how long, who before, who after, who all."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.dates import MONTHS
from index.analysis import Term, content_terms
from service.questions import Analysis, Expected
from service.time.names import NameMention, fold, names_in
from service.time.offices import Office, offices_in
from service.time.scopes import scope_of


class Wanted(StrEnum):
    """What is asked of an office."""

    WHO = "who"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    HOW_LONG = "how_long"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OfficeQuestion:
    """A question about an office.

    `offices` are what the word may mean, the likeliest first; none where it asks of what those it
    names hold. `names` are folded: those of holders, bodies and
    organisations that the question names. `terms` are the content words that its office, names and time words leave.
    """

    wanted: Wanted
    offices: tuple[Office, ...]
    scope: str
    names: tuple[str, ...]
    terms: tuple[Term, ...]


_ALL = re.compile(
    r"\b(?:vilka|vem alla) (?:har|hade) (?:varit|haft|suttit|lett)|\bvilka var\b.*\b(?:genom åren|hittills|tidigare)|"
    r"\b(?:genom åren|över tid|genom tiderna|over the years|so far|over time)\b|\bwho (?:have|"
    r"has) (?:all )?(?:been|held|served|chaired)|"
    r"\b(?:alla|samtliga|all) (?:tidigare|former|previous)?\s?\w*(?:ordförande|koordinator|värd|chairs|"
    r"coordinators|hosts)|"
    r"\bvilka (?:tidigare|ordföranden|koordinatorer|värdar|värdorganisationer|värdkommuner)\b|\bwhich (?:chairs|"
    r"coordinators|hosts)\b"
)
_HOW_LONG = re.compile(r"\bhur (?:länge|många år|lång tid)\b|\bhow (?:long|many years)\b")
_SINCE = re.compile(
    r"\bsedan när\b|\bsince when\b|\bhur länge (?:har|sedan)\b|"
    r"\b(?:när|vilket år|vilket datum|vilken dag|when|what year|which year|what date|on what date)\b"
)
_ENDS = re.compile(
    r"\b(?:slutade?|slutar|avgick|avgår|lämna\w*|upphör\w*|avgå|sluta|klev av|step(?:ped|s)? down|leave|left|"
    r"resign\w*|"
    r"retire\w*|end(?:ed|s)?|quit|finish\w*|cease\w*)\b"
)
_BEFORE = re.compile(
    r"\b(?:innan|före|tidigare|förre|förra|föregående|företrädare\w*|dessförinnan|(?:efterträddes|ersattes|"
    r"avlöstes) av|"
    r"before|previous\w*|former|predecessor\w*|prior to|preceded|did .{2,60} (?:succeed|replace|take over from)|"
    r"(?:was|were) (?:succeeded|replaced) by|used to)\b|\b(?:tog|tar|tagit) .{2,60} över (?:efter|från)\s*\??$"
)
_AFTER = re.compile(
    r"\b(?:efterträd(?:er|de|a|are\w*)|ersatte|ersätter|avlöste|avlöser|tog över|tog vid|succeeded|replaced|"
    r"took over|nästa|kommande|blivande|tillträdande|(?:tar|ska ta|kommer att ta) över(?! som)|blir (?:ny|"
    r"nästa)|ska bli|"
    r"kommer att bli|efter att|efter|successor|next|will be|will become|takes? over|going to be|upcoming|after|"
    r"incoming|succeeds|replaces)\b"
)
_WHO = re.compile(
    r"\bvem\b|\bvems\b|\bvad heter\b|\bwho\b|\bwhom\b|\bnamnet på\b|\bname of\b|\bnamnge\b|"
    r"\b(?:vilken|vilka|vilket|what|which) (?:person\w*|organisation\w*|organi[sz]ation\w*|kommun\w*|region\w*|"
    r"stad\w*|instans\w*|"
    r"aktör\w*|myndighet\w*|city|municipality|body|politiker\w*)\b|"
    r"\b(?:vilken|vilket|which|what) \w+ (?:är|var|är nu|is|was|hosts?|hosted)\b|^(?:vilka är|who are)\b|"
    r"\bvar\b.{0,20}\bvärd"
)
_EXCEPT = re.compile(
    r"\b(?:utöver|förutom|bortsett från|vid sidan av|besides|except|apart from|other than|in addition to)\b"
)
_LEADS = re.compile(
    r"\b(?:leder|ledde|lett|basar|basade|styr|leads|led|heads|headed|runs)\b.*\b(?:styrelse\w*|board)\b"
)
_CHANGES = re.compile(
    r"\b(?:efterträd\w*|ersatte|ersätter|tillträd\w*|avgår|avgick|(?:tar|tog|ta)\b.{0,60}\b(?:över|vid)|"
    r"kom efter|slutade|"
    r"succeed\w*|replaced?|replaces|tak(?:e|es|ing) (?:over|office)|took (?:over|office)|step(?:s|ped)? down|"
    r"resign\w*|came after|"
    r"successor|predecessor|företrädare)\b"
)
_TIME_WORDS = frozenset(
    """
    nu idag dag just nuvarande närvarande numera tidigare förra förre föregående år i fjol innan före efter
    sedan när hur länge senaste nästa kommande blivande datum år årtal tid period tillträda tillträdde avgå
    sluta slutade lämna börja början slut mitten ny nya bli vara heta namn person personer organisation
    organisera vilken vilka vem vad när ta över efterträda ersätta företrädare efterträdare dessförinnan väljas
    välja utse uppdrag post roll ha inneha sitta sitter kommun region stad instans aktör genom åren alla
    samtliga hittills today now current currently present year last next previous former predecessor successor
    before after since until long when who which what name person organisation organization become take over
    taking took start started begin began leave left resign step down stepped hold held office serve served
    replace replaced succeed succeeded date role position post elect elected appoint appointed nätverk nätverket
    förening förbund organisationen network association board styrelse ledning leda led lead basa ledde svensk
    swedish sverige sweden nationell national våren hösten sommaren vintern spring summer autumn winter fall maj
    mars kunna säga veta berätta tell know ago sedan months month månad vecka någon fungera vald idag dagens
    aktuell aktuella då then time fram until till officiell tillträde avgång tidpunkt exakt exactly have be do
    did does stiga kliva gå ut in av på tillsatt många antal total tjänstgöra första first ha haft have has had
    been city municipality stadens heter kallas egentligen nuläget läget dagsläget i-dag ske skedde happen
    change byta byte skifte
    """.split()
)


def office_question(analysis: Analysis, organisations: frozenset[str]) -> OfficeQuestion | None:
    """What is asked of an office, or None where the question asks something else; see `names_in`."""
    text = analysis.text
    lowered = " ".join(text.casefold().split())
    if _EXCEPT.search(lowered):
        return None
    mentions = offices_in(text)
    names = names_in(text, organisations)
    if mentions:
        mention = mentions[0]
        offices = (mention.office, *mention.others)
        scope, used = scope_of(text, mention, names)
        wanted = _wanted(lowered, analysis.expected, coming=mention.coming)
        taken = (mention.start, mention.end)
    elif _LEADS.search(lowered):
        offices, scope, used, wanted, taken = (Office("ordförande"),), "", [], _wanted(lowered, Expected.PERSON), (0, 0)
    elif _CHANGES.search(lowered) and names:
        offices, scope, used, taken = (), "", [], (0, 0)
        wanted = _wanted(lowered, Expected.PERSON)
        wanted = Wanted.AFTER if wanted is Wanted.WHO else wanted
    else:
        return None
    if wanted is None:
        return None
    others = tuple(fold(name.text) for name in names if name not in used)
    return OfficeQuestion(wanted, offices, scope, others, _left(text, analysis.language, taken, names))


def _wanted(text: str, expected: Expected, *, coming: bool = False) -> Wanted | None:
    if _HOW_LONG.search(text):
        return Wanted.HOW_LONG
    if _SINCE.search(text) and not _WHO.search(text):
        return Wanted.UNTIL if _ENDS.search(text) else Wanted.SINCE
    if _ALL.search(text):
        return Wanted.ALL
    if expected not in (Expected.PERSON, Expected.PLACE, Expected.ANY, Expected.LIST) or not (
        _WHO.search(text) or expected is Expected.PERSON or len(text.split()) <= _SHORT
    ):
        return None
    if _BEFORE.search(text):
        return Wanted.BEFORE
    return Wanted.AFTER if _AFTER.search(text) or coming else Wanted.WHO


_SHORT = 4


def _left(text: str, language: str, taken: tuple[int, int], names: list[NameMention]) -> tuple[Term, ...]:
    """The content words that neither the office, a name nor a time explains."""
    used = [taken, *((mention.start, mention.end) for mention in offices_in(text)), *((n.start, n.end) for n in names)]
    return tuple(
        term
        for term in content_terms(text, language)
        if not any(start <= term.start < end for start, end in used)
        and term.base not in _TIME_WORDS
        and term.word not in _TIME_WORDS
        and term.word not in MONTHS
        and not term.word[0].isdigit()
    )
