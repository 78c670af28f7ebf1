"""`kallan eval`: measures the answers to a file of questions over what has been ingested, or over a folder."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.comparison import Change, compare
from evals.measures import hit
from evals.questions import load_questions
from evals.report import html_report
from evals.runs import Run, run_questions
from service.indexing import Progress
from service.settings import Settings, load_settings
from service.wiring import make_knowledge_base, run_ingest


def run_eval(
    questions: Path,
    *,
    out: Path | None = None,
    html: Path | None = None,
    against: Path | None = None,
    documents: Path | None = None,
) -> tuple[str, bool]:
    """Runs the questions; gives a report to print, and whether no outcome is worse than in the run `against`.

    The run is written to `out` and as a page to `html` where they are given. `documents` is a folder to ask about, read
    into a place that is gone afterwards; without it the data folder of the settings answers.
    """
    before = Run.read(against) if against else None
    loaded = load_questions(questions)
    with tempfile.TemporaryDirectory(prefix="kallan-eval-") as place:
        settings = load_settings()
        if documents is not None:
            settings = settings.model_copy(update={"data": Path(place)})
            run_ingest(settings, [documents], rebuild=False, progress=Progress())
        knowledge_base = make_knowledge_base(settings)
        run = run_questions(knowledge_base, loaded, _made_with(settings, questions, knowledge_base.manifest()))
    changes = compare(before, run) if before else []
    if out is not None:
        run.write(out)
    if html is not None:
        html.write_text(html_report(run, changes), "utf-8")
    return "\n".join([*_report(run), *_compared(changes)]), not any(change.worse for change in changes)


def _made_with(settings: Settings, questions: Path, manifest: dict[str, object]) -> dict[str, object]:
    return {"questions": questions.name, "embedder": settings.embedder, **manifest}


def _report(run: Run) -> list[str]:
    answerable = sum(row.question.answerable for row in run.rows)
    lines = [f"{len(run.rows)} frågor: {answerable} går att besvara, {len(run.rows) - answerable} inte."]
    for name, value in run.figures().items():
        lines.append(f"  {name:<18} {'–' if value is None else f'{value:.3f}'}")
    missed = [row for row in run.rows if row.question.answerable and not hit(row)]
    invented = [row for row in run.rows if not row.question.answerable and row.answered]
    for title, rows in (("Inte funnet:", missed), ("Besvarat utan stöd:", invented)):
        if rows:
            lines.append(title)
            lines += [f"  {row.question.id}  {row.question.question}" for row in rows]
    return lines


def _compared(changes: Sequence[Change]) -> list[str]:
    lines = ["Mot den förra mätningen:"] if changes else []
    for change in changes:
        mark = "  SÄMRE" if change.worse else ""
        lines.append(f"  {change.name:<32} {change.before:.3f} → {change.after:.3f}  (p = {change.p:.3f}){mark}")
        lines += [f"    förlorad: {name}" for name in change.lost]
    return lines
