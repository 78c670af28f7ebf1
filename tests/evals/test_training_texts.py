"""What the reranker is trained on: that it is read whole, and that its training gives what the program runs."""

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
    assert len(texts) > 600
    assert len(questions) > 13_000
    assert 0.3 < sum(not question.answers for question in questions) / len(questions) < 0.5
    assert all(text.parts and text.questions for text in texts)


@pytest.mark.models
def test_training_lowers_the_loss_and_what_is_written_runs_alike(tmp_path: Path) -> None:
    need("torch", "needs the extra [models]")
    import torch

    from evals import train_reranker
    from evals.reranker_model import TrainedReranker
    from index.e5.adapter import AdaptedWeights
    from index.e5.bundled import bundled_weights, bundled_words
    from index.e5.network import sizing_network, states_network
    from index.e5.passages import PassageReader, encode, vectors
    from index.e5.reading import Session

    torch.manual_seed(0)
    texts = load_texts([written(tmp_path, SMALL.replace("Norrnätet", name)) for name in ("Norrnätet", "Sydnätet")])
    [first, _] = documents = train_reranker.gather(texts)
    assert [len(example.right) for example in first] == [1, 1, 0]
    model = TrainedReranker(bundled_weights(), bundled_words())
    example = first[0]
    encoded = encode(bundled_words(), example.question, example.right[0].read)
    answers = torch.tensor(example.right[0].answers)
    before = float(train_reranker.loss_of(model([encoded])[0], answers))
    train_reranker.train(model, [each for document in documents for each in document], passes=6.0, seed=0)
    model.eval()
    [scores] = model([encoded])
    assert float(train_reranker.loss_of(scores, answers)) < before
    train_reranker.written(model, tmp_path / "adapter.npz")

    adapted, words = AdaptedWeights(bundled_weights(), tmp_path / "adapter.npz"), bundled_words()
    sizes = Session(sizing_network(adapted))(vectors(words, adapted.own("segments"), encoded))
    reader = PassageReader(words, adapted, states_network(adapted, sizes[:, 0]))
    [row] = reader.scores(example.question, [example.right[0].read])
    assert np.allclose(row, scores.detach().numpy(), atol=0.4)
