"""ONNX Runtime, which sends events to its maker unless it is told not to before it is loaded."""

import os
from typing import Any


def load_onnxruntime() -> Any:  # noqa: ANN401 - the package has no types
    """The package with its telemetry off: it neither sends anything nor keeps a file of events in the home folder."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime
