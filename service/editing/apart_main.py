"""The process that carries out one change: the task as JSON on standard input, its steps and its end on the output."""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

from corpus.errors import KallanError
from service.editing.tasks import Change, Step, Task, carry_out

_NICE = 10


def main() -> None:
    """Does the task that standard input names; whatever happens, how it ended is the last line."""
    if hasattr(os, "nice"):
        os.nice(_NICE)  # who asks goes before
    from service.settings import load_settings
    from service.wiring import make_actions

    try:
        fields = json.loads(sys.stdin.read())
        task = Task(**{**fields, "change": Change(fields["change"])})
        _write(summary=carry_out(task, make_actions(load_settings()), _tell).as_json())
    except KallanError as error:
        _write(error=type(error).__name__, message=str(error))
    except BrokenPipeError:
        return  # whoever asked is gone, and what was being done is undone
    except Exception as error:  # noqa: BLE001 the last border: a message may hold what a document says
        _write(error="StoreError", message=f"Något oväntat hände ({type(error).__name__}). Inget har ändrats.")


def _tell(step: Step) -> None:
    _write(step=asdict(step))


def _write(**said: Any) -> None:  # noqa: ANN401 - JSON
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
