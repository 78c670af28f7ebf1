"""What the benchmarks print: figures that can be checked by hand."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from corpus.errors import SettingsError
from evals.bench import MARKS, put
from evals.bench_growth import Bare, Size, growth, plots, rows
from evals.bench_plot import plot
from evals.loading import Memory, slope, written

COST = Bare(question=5.0, passages=50.0, sentences=300.0)


def side(scale: float, *, answers: bool) -> dict[str, object]:
    times = {name: [scale, 2 * scale, 3 * scale] for name in ("search", "filtered", "used_search", "used_filtered")}
    plain = dict.fromkeys(("seconds", "used", "start", "used_start", "memory", "peak", "disk"), 10 * scale)
    return {**times, **plain, "passages": 100 * scale, **({"answer": [1.0], "used_answer": [1.0]} if answers else {})}


SIZES = [
    Size(100, {"kallan": side(1, answers=True), "llamaindex": side(2, answers=False)}, 0.1, 0.01),
    Size(1000, {"kallan": side(10, answers=True), "llamaindex": side(2, answers=False)}, 1.0, 0.1),
]


def test_rows_say_how_many_times_faster() -> None:
    found = {(row[0], row[1]): row[2:] for row in rows(SIZES, COST)}
    assert found["100", "search, question embedded, p50"] == ("2.0 ms", "4.0 ms", "2.00")
    assert found["1,000", "search, question embedded, p95"] == ("30.0 ms", "6.0 ms", "0.20")
    # 10 s and 100 passages at 50 a second and 600 sentences at 300 a second; 20 s and 200 passages.
    assert found["100", "ingest, processor time, with the bare embedder's"] == ("14.0 s", "24.0 s", "1.71")


def test_growth_is_the_exponent() -> None:
    found = {row[0]: row[1:] for row in growth(SIZES, COST)}
    assert found["on disk"] == ("1.00", "0.00")


def test_plots_are_pictures_with_a_line_for_each_side() -> None:
    for name, drawn in plots(SIZES, COST).items():
        root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
        assert root.tag.endswith("svg"), name
        texts = [each.text for each in root.iter() if each.tag.endswith("text")]
        assert {"Källan", "LlamaIndex + Chroma", "100", "1,000"} <= set(texts)


def test_a_plot_places_values_by_their_logarithm() -> None:
    root = ElementTree.fromstring(plot("t", "x", "y", {"a": [(1, 1), (10, 10), (100, 100)]}))  # noqa: S314 - our own
    places = [
        (float(each.get("cx", 0)), float(each.get("cy", 0))) for each in root.iter() if each.tag.endswith("circle")
    ]
    assert places[1] == pytest.approx([(a + b) / 2 for a, b in zip(places[0], places[2], strict=True)], abs=0.2)
    assert places[0][1] > places[2][1]


def test_tables_are_put_between_the_marks(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(f"före\n{MARKS[0]}\ngammalt\n{MARKS[1]}\nefter\n", "utf-8")
    for _ in range(2):
        put(document, "nytt\n")
    assert document.read_text("utf-8") == f"före\n{MARKS[0]}\nnytt\n{MARKS[1]}\nefter\n"
    document.write_text("utan", "utf-8")
    with pytest.raises(SettingsError):
        put(document, "nytt\n")
    assert document.read_text("utf-8") == "utan"


def test_the_slope_is_in_a_minute() -> None:
    assert slope([(0.0, 100.0), (30.0, 101.0), (60.0, 102.0)]) == pytest.approx(2.0)
    assert slope([(0.0, 100.0), (30.0, 100.0), (60.0, 100.0)]) == pytest.approx(0.0)


def test_memory_is_that_of_the_process() -> None:
    import os

    with Memory(os.getpid()) as memory:
        pass
    assert 10 < memory.last.private <= memory.last.resident < 10_000


def test_the_same_seed_writes_the_same_documents_and_another_others(tmp_path: Path) -> None:
    texts = []
    for seed in (1, 1, 2):
        written(tmp_path, 2, seed)
        texts.append([path.read_text("utf-8") for path in sorted(tmp_path.iterdir())])
    assert texts[0] == texts[1] != texts[2]
    assert len(texts[0]) == 2
    assert all(text.count("\n\n## Del ") == 10 for text in texts[0])
