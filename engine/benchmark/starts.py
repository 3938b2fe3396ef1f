"""Prepares an engine for a comparison and measures its start-up."""

import contextlib
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from engine.benchmark.engines import Variant, interpreter
from engine.benchmark.process import Launch, RunnerProcess, Tell
from engine.benchmark.results import EngineFacts
from engine.benchmark.runners.protocol import Load, Prepare, Ready
from engine.checkpoints.files import Checkpoint
from engine.folders import compiled_folder

THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compare, besides the settings in ``Results``.

    Attributes:
        variants: The engines, in the tables' order.
        checkpoint: The weights that all engines use.
        model: The name by which this project's engine finds them.
        device: The device of this project's engine.
        threads: Threads per engine, on as many processors.
        checkout: The folder with this package and the peers' environments.
        work: An empty folder for weights and clips, which take several times the model's size.
    """

    variants: Sequence[Variant]
    checkpoint: Checkpoint
    model: str
    device: str
    threads: int
    checkout: Path
    work: Path

    @property
    def export(self) -> Path:
        """The folder of the exported weights, from which each engine's own files are made."""
        return self.work / "export"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cold and a warm start; fields as in ``EngineFacts``."""

    ready: Ready
    cold_ms: float
    ready_ms: float
    warm_ms: float


class EngineStarts:
    """Starts one engine repeatedly."""

    def __init__(self, plan: Plan, variant: Variant, tell: Tell) -> None:
        self._plan = plan
        self._variant = variant
        self._tell = tell
        self._folder = plan.work / f"engine-{plan.variants.index(variant)}"
        self._setup = (
            plan.model,
            plan.device,
            str(plan.export),
            str(self._folder),
            variant.options,
            plan.threads,
        )

    def prepare(self) -> None:
        """Do what each model needs once: convert weights, compile.

        Raises:
            EngineFailedError: It failed.
        """
        self._folder.mkdir()
        with self._start() as process:
            process.set_up(Prepare(*self._setup), self._tell)

    def measure(self, n_starts: int, clip: Path, language: str) -> EngineFacts:
        """Time ``n_starts`` pairs of a cold and a warm start, each up to the text of a clip.

        Raises:
            EngineFailedError: It did not start, or returned no text.
        """
        pairs = []
        for number in range(n_starts):
            self._tell(f"start {number + 1} of {n_starts}, cold and warm")
            pairs.append(self._measure_pair(clip, language))
        return EngineFacts(
            name=self._variant.name,
            is_ours=self._variant.peer is None,
            versions=pairs[0].ready.versions,
            device=pairs[0].ready.device,
            options=self._variant.options,
            note=self._variant.note,
            cold_start_ms=median(pair.cold_ms for pair in pairs),
            ready_ms=median(pair.ready_ms for pair in pairs),
            warm_start_ms=median(pair.warm_ms for pair in pairs),
        )

    def _measure_pair(self, clip: Path, language: str) -> _Pair:
        forget(self._files())
        with self._start() as process:
            process.set_up(Load(*self._setup), self._tell)
            process.transcribe(clip, language)
            cold_ms = _ms_since(process.started_s)
        with self._start() as process:
            ready = process.set_up(Load(*self._setup), self._tell)
            ready_ms = _ms_since(process.started_s)
            process.transcribe(clip, language)
            return _Pair(ready, cold_ms, ready_ms, _ms_since(process.started_s))

    def loaded(self) -> RunnerProcess:
        """Return a process with the model loaded, which the caller must end.

        Raises:
            EngineFailedError: It did not start.
        """
        process = self._start()
        try:
            process.set_up(Load(*self._setup), self._tell)
        except BaseException:
            process.end()
            raise
        process.rest()
        return process

    def _start(self) -> RunnerProcess:
        python = interpreter(self._variant.peer, self._plan.checkout)
        return RunnerProcess(
            Launch(
                # -P: import nothing from the current folder.
                command=(
                    str(python),
                    "-P",
                    "-m",
                    f"engine.benchmark.runners.{self._variant.program}",
                ),
                log=self._folder.with_suffix(".log"),
                environment={
                    "PYTHONPATH": str(self._plan.checkout),
                    "HF_HUB_OFFLINE": "1",
                    **dict.fromkeys(THREAD_VARIABLES, str(self._plan.threads)),
                },
                cpus=frozenset(sorted(os.sched_getaffinity(0))[: self._plan.threads]),
            )
        )

    def _files(self) -> list[Path]:
        environment = interpreter(self._variant.peer, self._plan.checkout).parent.parent
        if self._variant.peer is not None:
            return [environment, self._folder]
        parts = [part for files in self._plan.checkpoint.files.values() for part in files]
        return [environment, compiled_folder(), *parts]


def _ms_since(started_s: float) -> float:
    return (time.perf_counter() - started_s) * 1000


def forget(paths: Iterable[Path]) -> None:
    """Ask the system to drop the cached pages of files, and of all files in folders.

    It keeps pages that a process has mapped or not yet written. The files do not change.
    """
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                for name in names:
                    _forget(Path(folder) / name)
        else:
            _forget(path)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            os.fsync(descriptor)  # Dirty pages would not be dropped.
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
