"""Where text comes from that the program has not written: a language model behind one method."""

import time
from collections.abc import Generator as Pieces
from dataclasses import dataclass
from typing import Any, Protocol

from corpus.errors import GeneratorError


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given: the rules, and the question with the sentences it may use."""

    rules: str
    task: str


class Generator(Protocol):
    """Writes a text. What it writes is never trusted."""

    name: str

    def stream(self, prompt: Prompt, seconds: float) -> "Pieces[str, None, None]":
        """The text in pieces, in order, as they are written.

        Raises GeneratorError where the model cannot be reached or fails. It may be slow, endless, empty or nonsense:
        whoever reads it keeps the bounds; `seconds` is what there is left, for the connection to know.
        """
        ...


class OpenAILikeGenerator:
    """A model behind any address that speaks OpenAI's chat completions, through LlamaIndex's `LLM` interface."""

    def __init__(self, url: str, model: str, key: str, longest: int) -> None:
        self.name = model
        self._url, self._key, self._longest = url, key, longest

    def stream(self, prompt: Prompt, seconds: float) -> "Pieces[str, None, None]":
        """See `Generator`."""
        import httpx

        try:
            with httpx.Client(timeout=max(seconds, 0.1)) as client:
                for piece in self._model(client, seconds).stream_chat(_messages(prompt)):
                    yield piece.delta or ""
        except GeneratorError:
            raise
        except Exception as error:
            # The text of a foreign error may hold the address or the question; its name says enough.
            raise GeneratorError(f"Språkmodellen svarar inte ({type(error).__name__}).") from error

    def _model(self, client: Any, seconds: float) -> Any:  # noqa: ANN401 - types imported when needed
        try:
            from llama_index.llms.openai_like import OpenAILike
        except ImportError as error:
            raise GeneratorError("Tillägget för språkmodeller saknas. Installera kallan[llm].") from error
        return OpenAILike(
            model=self.name,
            api_base=self._url,
            api_key=self._key or "none",
            is_chat_model=True,
            max_retries=0,
            http_client=client,
            timeout=max(seconds, 0.1),
            temperature=0.0,
            max_tokens=self._longest,
            context_window=8192,
        )


def _messages(prompt: Prompt) -> list[Any]:
    from llama_index.core.llms import ChatMessage, MessageRole

    return [
        ChatMessage(role=MessageRole.SYSTEM, content=prompt.rules),
        ChatMessage(role=MessageRole.USER, content=prompt.task),
    ]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which something must be over, on the clock that only goes forward."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self.at - time.monotonic())
