"""What the commands of the command line do."""

import datetime
import json
import sys
import textwrap
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from corpus.answers import Answer, Citation, Filters, Outcome
from corpus.dates import PartialDate
from corpus.documents import Document, Provenance
from corpus.errors import InvalidRequest, SettingsError
from corpus.relations import Related, Relation
from ingest.pipeline import Report, Taken
from ingest.web.addresses import is_web_address
from service.admission import give_way
from service.checkup import State, examine
from service.knowledge_base import Question
from service.settings import load_settings
from service.wiring import make_checks, make_knowledge_base, run_ingest

_WIDTH = 96


def say(text: str = "") -> None:
    """Writes text for the reader; what a document or a file's name could steer the terminal with is shown instead."""
    sys.stdout.write("".join(_printable(char) for char in text) + "\n")


def _printable(char: str) -> str:
    steers = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char != "\n"
    return char.encode("unicode_escape").decode("ascii") if steers else char


def run_ingest_command(sources: Sequence[str], *, rebuild: bool, passwords: Sequence[str] = ()) -> int:
    """Ingests and reports; 1 where some file was refused. The password "-" stands for the lines of standard input."""
    from tqdm import tqdm

    from service.indexing import Progress

    if not sources and not rebuild:
        raise SettingsError("Ange minst en fil, mapp eller webbadress att läsa in, eller --rebuild.")
    addresses = [source for source in sources if is_web_address(source)]
    paths = [Path(source) for source in sources if not is_web_address(source)]
    started = time.perf_counter()
    give_way()
    settings = load_settings()
    secrets = [each for given in passwords for each in (_typed_passwords() if given == "-" else [given])]
    with (
        tqdm(desc="Läser filer", unit="fil", leave=False, disable=None) as files,
        tqdm(desc="Indexerar", unit="del", leave=False, disable=None) as vectors,
    ):
        progress = Progress(
            lambda done, total, pages: _show_pages(files, done, total, pages, started),
            lambda done, total: _show(vectors, done, total),
        )
        report = run_ingest(settings, paths, rebuild=rebuild, progress=progress, passwords=secrets, addresses=addresses)
    say(_summary(report, time.perf_counter() - started))
    return 1 if report.refused else 0


def _typed_passwords() -> list[str]:
    """The passwords of standard input, one a line; typed unseen where a person sits there."""
    if sys.stdin.isatty():
        from getpass import getpass

        return [getpass("Lösenord: ")]
    return [line for line in sys.stdin.read().splitlines() if line]


def _show(bar: object, done: int, total: int) -> None:
    bar.total, bar.n = total, done  # type: ignore[attr-defined]
    bar.refresh()  # type: ignore[attr-defined]


def _show_pages(bar: object, done: int, total: int, pages: int, started: float) -> None:
    """Files done and the time left for the others, with pages read and how fast."""
    speed = pages / max(time.perf_counter() - started, 1e-3)
    bar.set_postfix_str(f"{pages} sidor, {speed:.1f} sidor/s", refresh=False)  # type: ignore[attr-defined]
    _show(bar, done, total)


def _summary(report: Report, seconds: float) -> str:
    lines = [f"Klart på {seconds:.1f} s."]
    for name, sources in (("nya", report.new), ("ändrade", report.changed), ("borttagna", report.removed)):
        lines.append(f"  {len(sources):4} {name}" + (": " + ", ".join(sources) if sources else ""))
    lines.append(f"  {len(report.unchanged):4} oförändrade")
    lines.append(f"  {len(report.refused):4} lästes inte")
    for refusal in report.refused:
        kept = " Den tidigare läsningen finns kvar." if refusal.kept else ""
        lines.append(f"       {refusal.source}: {refusal.reason}{kept}")
    for document in report.documents:
        lines += [f"       {document.source}, sida {p.number}: {p.reason}" for p in document.problems]
        lines += _read_by_machine(document)
    lines += [f"       {_tie(each)}" for each in report.related]
    for source in report.kept_out:
        lines.append(f"       {source} läses inte: det är borttaget. Ta tillbaka med kallan documents restore {source}")
    lines += [f"       catalogue.yaml nämner {source}, men den filen finns inte." for source in report.unused]
    return "\n".join(lines)


def _tie(related: Related) -> str:
    """A line on how what was read stands to another document."""
    share = f"{100 * related.similarity:.0f} % lika text"
    match related.relation:
        case Relation.DUPLICATE:
            return f"{related.document_id} och {related.other_id} är samma fil."
        case Relation.SIMILAR:
            return f"{related.document_id} och {related.other_id} liknar varandra ({share})."
        case Relation.SUPERSEDES:
            return f"{related.document_id} ersätter {related.other_id} ({share})."


def _read_by_machine(document: Taken) -> list[str]:
    """A line on the pages that were read from pictures: which, and how sure the reading is."""
    sure = dict(document.read_by_machine)
    if not sure:
        return []
    pages = ", ".join(map(str, sure))
    percent = round(100 * sum(sure.values()) / len(sure))
    name = "sidan" if len(sure) == 1 else "sidorna"
    return [f"       {document.source}: {name} {pages} lästes av en maskin ur bilder ({percent} % säkert)"]


def run_ask(question: str, as_of: str | None, k: int, *, as_json: bool) -> int:
    """Asks and shows the answer with its sources; 1 where there is none."""
    _check_k(k)
    started = time.perf_counter()
    answer = make_knowledge_base(load_settings()).ask(Question(_text(question), as_of=_day(as_of), k=k))
    if as_json:
        from service.http.shapes import answer_out

        say(answer_out(answer, round((time.perf_counter() - started) * 1000)).model_dump_json(indent=1))
    else:
        say(_shown(answer))
    return 0 if answer.outcome is Outcome.ANSWERED else 1


def run_search(query: str, k: int, *, as_json: bool) -> int:
    """Searches and shows the passages; 1 where nothing is found."""
    _check_k(k)
    found = make_knowledge_base(load_settings()).search(_text(query), Filters(), k)
    if as_json:
        from service.http.shapes import result_out

        say(json.dumps({"results": [result_out(ranked).model_dump(mode="json") for ranked in found]}, indent=1))
        return 0 if found else 1
    for number, ranked in enumerate(found, 1):
        say(f"{number}. {_place(ranked.document, ranked.passage.page, ranked.passage.headings)}")
        say(_indented(ranked.passage.text) + "\n")
    return 0 if found else 1


_MARKS = {State.GOOD: "bra", State.LACKING: "brister", State.FAULT: "FEL"}


def run_doctor() -> int:
    """Tries each part and tells how it is; 1 where some part does not work."""
    worst = 0
    for finding in examine(make_checks(load_settings())):
        say(f"{_MARKS[finding.state]:8}{finding.part}")
        say(textwrap.fill(finding.says, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8))
        worst = max(worst, int(finding.state is State.FAULT))
    return worst


def _shown(answer: Answer) -> str:
    from service.http.shapes import answer_text, differs

    if answer.outcome is not Outcome.ANSWERED:
        lines = [answer_text(answer), "", "Närmast i dokumenten (inte ett svar):"] if answer.related else []
        lines = lines or [answer_text(answer)]
        for ranked in answer.related:
            lines.append(f"- {_place(ranked.document, ranked.passage.page, ranked.passage.headings)}")
        return "\n".join(lines)
    said = {number: statement.text for statement in reversed(answer.statements) for number in statement.citations}
    parts = [_label(citation, said.get(citation.number, "")) + _source(citation) for citation in answer.citations]
    return "\n\n".join([*parts, *(differs(item, answer.language) for item in answer.disagreements)])


def _label(citation: Citation, said: str) -> str:
    """What the answer says of a quote before it ("Tidigare:"), on a line of its own."""
    quote = " ".join(citation.quote.split())
    label = said.removesuffix(quote).strip() if said.endswith(quote) else ""
    return f"  {label}\n" if label else ""


def _source(citation: Citation) -> str:
    section = (citation.section,) if citation.section else ()
    return (
        _indented(f"”{' '.join(citation.quote.split())}”")
        + f"\n  [{citation.number}] {_place(citation.document, citation.page, section)}"
        + (", läst av en maskin ur en inskannad bild" if citation.ocr_confidence is not None else "")
    )


def _place(document: Document, page: int, headings: Sequence[str]) -> str:
    parts = [document.title, _dated(document.issued_on), f"s. {page}", *headings[-1:]]
    if document.provenance is Provenance.SUMMARY:
        parts.append("sammanfattning, inte originalets ord")
    return ", ".join(part for part in parts if part)


def _dated(date: PartialDate | None) -> str:
    return str(date) if date else ""


def _indented(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _text(text: str) -> str:
    if not text.strip():
        raise InvalidRequest("Frågan är tom. Skriv en fråga inom citattecken.")
    return text.strip()


def _check_k(k: int) -> None:
    if k < 1:
        raise InvalidRequest("-k ska vara minst 1.")


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRequest(f"{text} är ingen dag. Skriv till exempel 2024-06-01.") from error
