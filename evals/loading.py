"""What the load test needs beside people: documents that are always new, and a process's memory over time."""

import random
import threading
import time
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import numpy as np

_SECTIONS, _SENTENCES = 10, 6
_WARM = 0.5
"""The share of the samples, from the first, that the slope leaves out: caches fill then."""


def written(folder: Path, documents: int, seed: int) -> None:
    """Writes so many documents of chance words over those before, ten passages each; another seed, other texts."""
    from evals.bench_embedder import words

    chance, known = random.Random(seed), words()  # noqa: S311 - no secret
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        parts = [f"# Dokument {number}"]
        for section in range(_SECTIONS):
            sentences = [" ".join(chance.choices(known, k=chance.randint(8, 24))) for _ in range(_SENTENCES)]
            text = " ".join(each.strip(".,:;!?#*-").capitalize() + "." for each in sentences)
            parts.append(f"## Del {section + 1}\n\n{text}")
        (folder / f"dokument-{number:05}.md").write_text("\n\n".join(parts), "utf-8")


@dataclass(frozen=True, slots=True)
class Held:
    """A process's memory at a moment (seconds), in MB: all that is resident, and what no file backs of it.

    Pages of mapped files are the system's to take back at any time, and come and go with what else maps them.
    """

    seconds: float
    resident: float
    private: float


class Memory:
    """The memory of a process, sampled every half second while it is watched."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._stop = threading.Event()
        self._samples: list[Held] = []
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def last(self) -> Held:
        """The last sample."""
        return self._samples[-1]

    def told(self) -> str:
        """The last sample and what is gained a minute, by least squares, once the caches are warm."""
        last, warm = self.last, self._samples[int(_WARM * len(self._samples)) :]
        slopes = [
            slope([(each.seconds, value(each)) for each in warm])
            for value in (attrgetter("private"), attrgetter("resident"))
        ]
        return f"{last.private:.0f} MB private, {slopes[0]:+.2f} MB/min; {last.resident:.0f} resident, {slopes[1]:+.2f}"

    def _watch(self) -> None:
        while True:
            now, private = resident(self._process), resident(self._process, "RssAnon")
            self._samples.append(Held(time.monotonic(), now, private))
            if self._stop.wait(0.5):
                return


def resident(process: int, field: str = "VmRSS") -> float:
    """The resident memory of a process in MB now; "VmHWM" the most there was, "RssAnon" what no file backs."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def slope(samples: list[tuple[float, float]]) -> float:
    """What is gained a minute; samples are (seconds, value)."""
    if len(samples) < 3:
        return float("nan")
    seconds, values = np.array(samples).T
    return float(np.polyfit(seconds - seconds[0], values, 1)[0]) * 60
