"""A model's text within bounds of time and length, whatever the model does."""

import contextlib
import queue
import threading
from collections.abc import Iterator

from corpus.errors import GeneratorError
from service.generating.generators import Deadline, Generator, Prompt

_END = object()


def bounded(generator: Generator, prompt: Prompt, deadline: Deadline, longest: int) -> Iterator[str]:
    """The pieces of the text until it ends, the deadline passes or it is longer than `longest` characters.

    A model that hangs is left to itself in a thread that ends with the program. Raises GeneratorError where the model
    fails; running out of time or length is an end like any other.
    """
    pieces: queue.Queue[object] = queue.Queue()
    stopped = threading.Event()
    threading.Thread(target=_read, args=(generator, prompt, deadline, pieces, stopped), daemon=True).start()
    length = 0
    try:
        while length < longest:
            piece = pieces.get(timeout=deadline.left or 0.001)
            if piece is _END:
                return
            if isinstance(piece, GeneratorError):
                raise piece
            length += len(str(piece))
            yield str(piece)
    except queue.Empty:
        return
    finally:
        stopped.set()


def _read(
    generator: Generator, prompt: Prompt, deadline: Deadline, pieces: "queue.Queue[object]", stopped: threading.Event
) -> None:
    try:
        with contextlib.closing(generator.stream(prompt, deadline.left)) as written:
            for piece in written:
                if stopped.is_set():
                    return
                pieces.put(piece)
    except GeneratorError as error:
        pieces.put(error)
    except Exception as error:  # noqa: BLE001 - a thread's border: whatever a model's client raises is its failure
        pieces.put(GeneratorError(f"Språkmodellen svarar inte ({type(error).__name__})."))
    pieces.put(_END)
