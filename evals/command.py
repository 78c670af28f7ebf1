"""`kallan eval`: measures the answers to a file of questions over what has been ingested."""

from pathlib import Path

from evals.measures import hit
from evals.questions import load_questions
from evals.runs import Run, run_questions
from service.settings import load_settings
from service.wiring import make_knowledge_base


def run_eval(questions: Path, out: Path | None) -> str:
    """Runs the questions and gives a report to print; the whole run is written to `out` where that is given."""
    knowledge_base = make_knowledge_base(load_settings())
    loaded = load_questions(questions)
    run = run_questions(knowledge_base, loaded, {"questions": str(questions), **knowledge_base.manifest()})
    if out is not None:
        run.write(out)
    return _report(run)


def _report(run: Run) -> str:
    answerable = sum(row.question.answerable for row in run.rows)
    lines = [f"{len(run.rows)} frågor: {answerable} går att besvara, {len(run.rows) - answerable} inte."]
    for name, value in run.figures().items():
        lines.append(f"  {name:<15} {'–' if value is None else f'{value:.3f}'}")
    missed = [row for row in run.rows if row.question.answerable and not hit(row)]
    invented = [row for row in run.rows if not row.question.answerable and row.answered]
    for title, rows in (("Inte funnet:", missed), ("Besvarat utan stöd:", invented)):
        if rows:
            lines.append(title)
            lines += [f"  {row.question.id}  {row.question.question}" for row in rows]
    return "\n".join(lines)
