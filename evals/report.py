"""A run as a page that a person reads: figures, by kind of question, how long answers took, every question."""

from collections.abc import Sequence
from dataclasses import dataclass

import jinja2

from evals.comparison import Change
from evals.measures import ANSWER_MEASURES, Row, first_hit, hit
from evals.runs import Run

_WIDTH = 640
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a plot: its label, its text and its length from 0 to 1."""

    label: str
    text: str
    share: float


def html_report(run: Run, changes: Sequence[Change] = ()) -> str:
    """The page, whole in itself: nothing is fetched, all text from documents is escaped."""
    page = jinja2.Environment(autoescape=True, loader=jinja2.PackageLoader("evals")).get_template("report.html")
    return page.render(
        made_with=run.made_with,
        measures=[_bar(str(measure), measure.of(run.rows)) for measure in ANSWER_MEASURES],
        kinds=_by_kind(run.rows),
        times=_times([row.milliseconds for row in run.rows]),
        figures=run.figures(),
        changes=changes,
        questions={row.question.id: row.question.question for row in run.rows},
        rows=[(row, _verdict(row)) for row in sorted(run.rows, key=_worst_first)],
        width=_WIDTH,
    )


def _bar(label: str, value: float | None) -> Bar:
    return Bar(label, "–" if value is None else f"{value:.3f}", value or 0.0)


def _by_kind(rows: Sequence[Row]) -> list[tuple[str, int, Bar, Bar]]:
    """For each kind of question: n, and the share answered rightly (refused, where there is nothing) and at once."""
    found = []
    for kind in sorted({row.question.kind for row in rows}):
        those = [row for row in rows if row.question.kind == kind]
        right = sum(map(_right, those)) / len(those)
        first = [first_hit(row) for row in those if row.question.answerable]
        found.append((kind, len(those), _bar(kind, right), _bar(kind, sum(first) / len(first) if first else None)))
    return found


def _times(times: Sequence[float]) -> list[Bar]:
    """A histogram of the answers' times in milliseconds; the last bar holds the slowest twentieth."""
    step = sorted(times)[int(0.95 * (len(times) - 1))] / _STEPS or 1.0
    counts = [0] * (_STEPS + 1)
    for each in times:
        counts[min(_STEPS, int(each / step))] += 1
    edges = [f"{place * step:.0f}–{(place + 1) * step:.0f} ms" for place in range(_STEPS)]
    labels = [*edges, f"från {_STEPS * step:.0f} ms"]
    return [Bar(label, str(count), count / max(counts)) for label, count in zip(labels, counts, strict=True)]


def _right(row: Row) -> bool:
    return hit(row) if row.question.answerable else not row.answered


def _verdict(row: Row) -> str:
    if row.question.answerable:
        return "rätt" if hit(row) else "fel citat" if row.answered else "nekade fast svaret finns"
    return "svarade utan stöd" if row.answered else "rätt: inget svar"


def _worst_first(row: Row) -> tuple[bool, str]:
    return _right(row), row.question.id
