"""What the reranker is trained on: that it is read whole, and that its training gives what the program runs."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evals.training_texts import FOLDER, load_texts
from tests.extras import need

SMALL = """# Om Norrnätet | webbsida | 2024-03-11 | sv
## Avgift
1 Norrnätet tar en avgift av sina medlemmar.
2 Den är 31 000 kronor om året för en kommun.
3 Avgift 2025: 32 000 kr
? amount => 2/3 | Vad kostar det?
? list => 1,2 | Vem betalar och hur mycket?
? person => - ~1 | Vem bestämmer avgiften?
= S 2 | Det kostar en kommun 31 000 kronor per år.
= N ~1 | Avgiften har höjts.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "texts.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_text_is_read_with_its_questions_and_claims(tmp_path: Path) -> None:
    [text] = load_texts([written(tmp_path, SMALL)])
    assert (text.title, text.kind, text.day) == ("Om Norrnätet", "webbsida", "2024-03-11")
    assert [len(question.answers) for question in text.questions] == [2, 2, 0]
    assert text.questions[2].near == "Norrnätet tar en avgift av sina medlemmar."
    assert [claim.label for claim in text.claims] == ["S", "N"]
    assert text.markdown() == (
        "# Om Norrnätet\n\n*webbsida, 2024-03-11*\n\n## Avgift\n\nNorrnätet tar en avgift av sina medlemmar. "
        "Den är 31 000 kronor om året för en kommun.\n\n- Avgift 2025: 32 000 kr\n"
    )


@pytest.mark.parametrize(
    "line", ["? amount => 9 | Vad kostar det?", "= X 1 | Något.", "Bara text.", "# För få | fält", "? amount 2 Vad?"]
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="line 11"):
        load_texts([written(tmp_path, SMALL + line)])


def test_the_texts_of_the_project() -> None:
    texts = load_texts(sorted(FOLDER.glob("*.txt")))
    questions = [question for text in texts for question in text.questions]
    assert len(texts) > 2_000
    assert len(questions) > 50_000
    assert 0.3 < sum(not question.answers for question in questions) / len(questions) < 0.5
    assert all(text.parts and text.questions for text in texts)


@pytest.mark.models
def test_training_lowers_the_loss_and_what_is_written_runs_alike(tmp_path: Path) -> None:
    need("torch", "needs the extra [models]")
    from index.e5.adapter import AdaptedWeights
    from index.e5.bundled import bundled_weights, bundled_words
    from index.e5.network import sizing_network, states_network
    from index.e5.passages import PROBES, PassageReader, encode, vectors
    from index.e5.reading import Session

    pages = [SMALL.replace("Norrnätet", name) for name in ("Norrnätet", "Sydnätet")]
    written(tmp_path, "\n".join(pages))
    adapter = tmp_path / "adapter.npz"
    command = ["-m", "evals.train_reranker", "--texts", str(tmp_path), "--passes", "20", "--write", str(adapter)]
    run = subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=300, check=True)  # noqa: S603
    losses = [float(each) for each in re.findall(r"loss (\S+)", run.stdout)]
    assert len(losses) >= 2
    assert losses[-1] < losses[0]
    assert "kept out, n=3:" in run.stdout

    adapted, words = AdaptedWeights(bundled_weights(), adapter), bundled_words()
    given = [vectors(words, adapted.own("segments"), encode(words, *probe)) for probe in PROBES]
    sizes = np.max([Session(sizing_network(adapted))(each) for each in given], axis=0)
    reader = PassageReader(words, adapted, states_network(adapted, sizes[:, 0]))
    scores = np.concatenate([row for question, read in PROBES for row in reader.scores(question, [read])])
    assert np.allclose(scores, adapted.own("probes"), atol=1.0)
