"""The precision of positions, by judgements of a few sentences."""

from pathlib import Path

import pytest

from evals import positions

STATEMENT = (
    "# Ställningstagande om barn\n\nStällningstagande vid årskonferensen den 15 mars 2024\n\n"
    "Vi vill att varje barn har en meningsfull fritid.\n\nVi kräver att staten ordnar en långsiktig finansiering.\n"
)
HEAD = "folder\tdocument\tpage\tstart\twords\tverdict\tremark\n"


@pytest.mark.parametrize(
    ("verdicts", "right", "status"), [("yy", 2, 0), ("yn", 1, 1), ("y", 1, 1)], ids=["all", "one wrong", "one unjudged"]
)
def test_what_nobody_has_judged_counts_as_wrong(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verdicts: str,
    right: int,
    status: int,
) -> None:
    folder = tmp_path / "dokument"
    folder.mkdir()
    (folder / "stallningstagande-barn-2024.md").write_text(STATEMENT, "utf-8")
    found = sorted(citation.spans[0].start for citation in positions.places(folder))
    rows = [
        f"dokument\tstallningstagande-barn-2024\t1\t{start}\tVi\t{verdict}\t\n"
        for start, verdict in zip(found, verdicts, strict=False)
    ]
    judgements = tmp_path / "judged.tsv"
    judgements.write_text(HEAD + "".join(rows), "utf-8")
    monkeypatch.setattr("sys.argv", ["positions", str(folder), "--judgements", str(judgements)])
    assert positions.main() == status
    told = capsys.readouterr().out
    assert f"{right} of 2 places are positions" in told
    assert ("not judged" in told) == (len(verdicts) < 2)
