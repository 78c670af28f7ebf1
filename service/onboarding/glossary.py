"""The sentence of the documents that says what a word means."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from corpus.answers import MAX_QUOTE, Citation
from corpus.documents import Provenance
from corpus.passages import Sentence
from index.instructions import trusted
from service.answering import Sources, rank_passages
from service.quotes import cite
from service.windows import Window, points_back

_PASSAGES = 24
_LONGEST = 300
"""The longest explanation of more than one sentence, in characters."""

# "X är ett viktigt mål" tells what X is worth, not what it is.
_KIND = (
    r"(?!(?:begrepp|mål|fråga|villkor|förutsättning|grund|del|ämne|utmaning|(?:mycket |allt )?viktig\w*|central\w*|"
    r"concept|goal|part|important)\b)"
)
_VERB = (
    rf"(?:(?:är|var) (?:ett|en|den|det|de) {_KIND}|är att\b|innebär|betyder|består av|handlar om|står för|omfattar|"
    rf"avser|täcker|rymmer|syftar (?:till|på)|går ut på|(?:is|are|was) (?:an?|the) {_KIND}|means|refers to|"
    r"consists? of|stands for|covers)"
)
_NAMED = r"(?:kallas|heter|kallad|kallat|benämns|namnet|förkortat|förkortas|called|known as|named)"
_ARTICLE = r"(?:ett|en|det|den|som|vilket|where|which|an?|the)"
_GOES_ON = re.compile(
    rf"(?:Det|Den|De|Begreppet|Uttrycket|Ordet|Verktyget|Metoden|Tanken|It|They|The (?:term|idea)) (?:{_VERB}|heter)"
)


class Form(IntEnum):
    """How a sentence explains a word, the plainest first."""

    SAYS = 0  # "X är ett …", "X innebär …"
    HEADS = 1  # "X. Samhället ska …", "X: samhället ska …"
    APPOSED = 2  # "X, ett verktyg som …"
    NAMED = 3  # "… som kallas X", "Världshälsoorganisationen (X)"
    FOLLOWED = 4  # "… med X." and then "Det är ett verktyg …"


def explains(sentence: str, following: str, word: str) -> Form | None:
    """How the sentence says what the word means, with the sentence after it where that one goes on; None: not at all.

    "X är viktigt" and "arbetet med X" say nothing of what X is.
    """
    text, term = " ".join(sentence.split()), _written(word)
    if re.fullmatch(rf"\W*{term}[.:]?", text, re.IGNORECASE):
        return Form.HEADS if len(following.split()) > 3 else None
    for form, pattern in _patterns(term):
        if re.search(pattern, text, re.IGNORECASE):
            return form
    at_an_end = re.search(rf"^\W*{term}|{term}\W*$", text, re.IGNORECASE)
    return Form.FOLLOWED if at_an_end and _GOES_ON.match(" ".join(following.split())) else None


def _patterns(term: str) -> Iterator[tuple[Form, str]]:
    yield Form.SAYS, rf"(?:^\W*|\b(?:begreppet|uttrycket|ordet|term) ){term}[”\"]?(?: som [^.,;:]{{1,60}},)? {_VERB}"
    yield Form.SAYS, rf"(?:definier\w+|defines) {term} (?:som|as)|med {term} (?:menas|avses)|{term}[”\")]* som innebär"
    yield Form.HEADS, rf"{term}[”\"]*: \S+(?: \S+){{3,}}"
    yield Form.APPOSED, rf"{term}[”\"]*(?:,| [–-]) {_ARTICLE} (?:\S+ ){{2,}}\S+"
    yield Form.NAMED, rf"{_NAMED} ”?\"?{term}|\w \({term}\)|{term} \((?:\w+ ){{2,}}\w+\)"


def _written(word: str) -> str:
    """A pattern for the word as it may be inflected: "social hållbarhet", "sociala hållbarheten"."""
    parts = [re.escape(part) for part in word.split()]
    first = [rf"{part}(?:a|e|s|t|n|en|et)?" for part in parts[:-1]]
    return r"(?<!\w)" + r"\s".join([*first, rf"{parts[-1]}(?:s|n|en|et|erna|ns|ens|ets)?"]) + r"(?!\w)"


def definition_of(
    sources: Sources, names: Iterable[str], language: str, day: datetime.date, number: int = 1
) -> Citation | None:
    """The checked sentence that says what the word means, in whichever of its `names`; None where none does.

    What is superseded on that day explains nothing. The plainest way of explaining goes first, originals before
    summaries, then what lies nearest.
    """
    for name in names:
        found = sorted(_explaining(sources, name, language, day), key=lambda each: each[0])
        for _, window in found:
            citation = cite(number, window)
            if citation is not None and len(citation.quote) < MAX_QUOTE:
                return citation
    return None


def _explaining(
    sources: Sources, word: str, language: str, day: datetime.date
) -> Iterator[tuple[tuple[int, bool, int], Window]]:
    among = sources.claims.in_force(day, None)
    passages = rank_passages(sources, sources.retriever.query(word, language), _PASSAGES, among)
    ranks = {found.passage.id: (place, found.document) for place, found in enumerate(passages)}
    sentences = trusted(sources.store.sentences(list(ranks)))
    for at, sentence in enumerate(sentences):
        following = _next(sentences, at)
        form = explains(sentence.text, following.text if following else "", word)
        if form is not None and not points_back(sentence.text):
            place, document = ranks[sentence.passage_id]
            kept = _kept(sentence, following, form)
            order = int(form), document.provenance is Provenance.SUMMARY, place
            yield order, Window(kept, document, place, (0.0,) * len(kept), None)


def _next(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    return after if after and after.passage_id == sentences[at].passage_id else None


def _kept(sentence: Sentence, following: Sentence | None, form: Form) -> tuple[Sentence, ...]:
    """The sentence, with the one after it where the explanation goes on there."""
    if following is None or len(sentence.text) + len(following.text) > _LONGEST:
        return (sentence,)
    alone = form is Form.HEADS and len(sentence.text.split()) < 4
    goes_on = form in (Form.NAMED, Form.FOLLOWED) and _GOES_ON.match(following.text)
    return (sentence, following) if alone or goes_on else (sentence,)
