"""Compiles and runs the graphs of the kernels, and takes the fastest time of each."""

import os
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from max.driver import CPU, Buffer
from max.engine import InferenceSession, read
from numpy.typing import NDArray

from engine.benchmark.foreign_load import foreign_share, usage
from engine.benchmark.kernel_rates.graphs import (
    BYTES,
    DECODER_LAPS,
    ENCODER_LAPS,
    FLOATS,
    LANES,
    PAIRS,
    READING,
)
from engine.benchmark.kernel_rates.rates import KernelRates, Peaks, kernel_rate
from engine.benchmark.kernel_rates.weights import random_weights
from engine.benchmark.kernel_rates.work import N_PAST, Work, decoder_work, encoder_work
from engine.benchmark.machine_rates import READ_BYTES
from engine.compilation.store import CompiledStore, ReportCompile
from engine.dims import ModelDimensions
from engine.folders import compiled_folder
from engine.graphs.spec import CPU_TARGET, INT8, GraphSpec, both_halves
from engine.padding.cache import GROUP, N_LAST, N_SINGLE
from engine.runtime.machine import this_machine
from engine.source_key import source_key

BUDGET_S: Final = 20.0
"""For all runs, and at least so many of each:"""
MIN_RUNS: Final = 5

SHORT_FRAMES: Final = 400
"""Of a shortened context: 6 s of speech."""

WALL, PROCESSOR = 0, 1
"""The stopwatch's clocks."""

FEW_TOKENS: Final = 5
"""Of a draft that is checked."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the kernels of a half are given.

    Attributes:
        name: For a reader.
        inputs: Of the graph, without those of the probes.
        work: Returns the work of the kernels, given ``Peaks.in_passes``.
    """

    name: str
    inputs: Sequence[NDArray[Any]]
    work: Callable[[bool], Sequence[Work]]


def kernel_store() -> CompiledStore:
    """Return the store of the kernels' graphs, apart from the network's."""
    folder = "benchmark/kernel_rates"
    key = source_key(f"{folder}/graphs.py", f"{folder}/probes")[:16]
    return CompiledStore(compiled_folder() / "kernels" / key, _compiler)


def measured_kernels(
    model: str,
    dims: ModelDimensions,
    report_compile: ReportCompile,
    report: Callable[[str], None],
) -> KernelRates:
    """Measure all kernels on this processor.

    Args:
        model: The name of the model whose dimensions these are.
        dims: Its dimensions.
        report_compile: Called with the progress of a compile, which takes a minute or two.
        report: Called with each further step, as a sentence.

    Raises:
        CompileError: A graph cannot be compiled.
    """
    specs = both_halves(dims, CPU_TARGET, INT8)
    paths = kernel_store().ensure(specs, report_compile)
    report("making random weights")
    encoder, decoder = (KernelGraph(*each) for each in zip(specs, paths, strict=True))
    runs = [(encoder, each) for each in encoder_situations(dims)]
    runs += [(decoder, each) for each in decoder_situations(dims)]
    before = usage([])
    best = _best_times(runs, report)
    load = foreign_share(before, usage([]), os.cpu_count() or 1)
    peaks = _peaks(encoder.facts(runs[0][1]), best.values())
    rates = {
        situation.name: [
            kernel_rate(work, best[situation.name][work.kernel], peaks)
            for work in situation.work(peaks.in_passes)
        ]
        for _, situation in runs
    }
    return KernelRates(model, this_machine(), peaks, rates, load)


def encoder_situations(dims: ModelDimensions) -> list[Situation]:
    """Return the full and a shortened context, with the padding cache that goes with it."""
    n_cached = (dims.n_audio_ctx - SHORT_FRAMES) // GROUP + N_SINGLE + N_LAST
    return [
        _encoder(dims, dims.n_audio_ctx, 1, f"Encoder, {dims.n_audio_ctx} frames"),
        _encoder(
            dims,
            SHORT_FRAMES,
            n_cached,
            f"Encoder, {SHORT_FRAMES} frames and {n_cached} of the padding cache",
        ),
    ]


def decoder_situations(dims: ModelDimensions) -> list[Situation]:
    """Return a step, and a call over a few tokens."""
    return [
        _decoder(dims, 1, "Decoder, 1 token"),
        _decoder(dims, FEW_TOKENS, f"Decoder, {FEW_TOKENS} tokens"),
    ]


class KernelGraph:
    """A compiled graph of kernels, with random weights."""

    def __init__(self, spec: GraphSpec, path: Path) -> None:
        """Load it."""
        self.weights = random_weights(spec)
        registry = {name: Buffer.from_numpy(array) for name, array in self.weights.items()}
        session = InferenceSession(devices=[CPU()])
        self._model = session.init(read(path), weights_registry=registry)
        self._laps = ENCODER_LAPS if spec.half == "encoder" else DECODER_LAPS
        self._times = np.zeros((len(self._laps), 2, 2), np.int64)
        self._clock = PROCESSOR if this_machine().n_cpus == 1 else WALL
        start = np.full((1, 1, LANES), 0.5, np.float32)
        memory = np.ones(READ_BYTES // 4 * this_machine().n_cpus, np.float32)
        self._probes = (start, memory, self._times)

    def results(self, situation: Situation) -> list[NDArray[Any]]:
        """Run the kernels and return the graph's results."""
        inputs = map(Buffer.from_numpy, (*situation.inputs, *self._probes))
        return [result.to_numpy() for result in self._model.execute(*inputs)]

    def seconds(self, situation: Situation) -> dict[str, float]:
        """Run the kernels and return the time of each and of the plain loops.

        On one processor it is the time that this process got. With several threads that would tell
        nothing of those that wait, so it is the time on the clock.
        """
        self.results(situation)
        times = self._times[:, self._clock]
        gaps = (times[1:, 0] - times[:-1, 1]) / 1e9
        return dict(zip(self._laps[1:], gaps.tolist(), strict=True))

    def facts(self, situation: Situation) -> tuple[int, ...]:
        """Return what ``peak_facts`` gives."""
        return tuple(self.results(situation)[0].tolist())


def _compiler(spec: GraphSpec, made: Path) -> Sequence[str]:
    module = "engine.benchmark.kernel_rates.graphs"
    return [sys.executable, "-m", module, spec.to_json(), str(made)]


def _encoder(dims: ModelDimensions, n_frames: int, n_cached: int, name: str) -> Situation:
    n = dims.n_audio_state
    inputs = (
        _random(1, n_frames, 2 * dims.n_mels),
        _random(1, n_cached, 2 * n),
        np.zeros(n_cached, np.float32),
    )
    return Situation(
        name,
        inputs,
        lambda in_passes: encoder_work(dims, n_frames, n_cached, in_passes=in_passes),
    )


def _decoder(dims: ModelDimensions, n_tokens: int, name: str) -> Situation:
    n_head, n_frames = dims.n_text_head, dims.n_audio_ctx
    n_channels = dims.n_text_state // n_head
    inputs: tuple[NDArray[Any], ...] = (
        _random(1, n_tokens, dims.n_text_state),
        np.arange(n_tokens),
        np.array(N_PAST),
        np.zeros(n_frames, np.float32),
        *(_random(1, n_head, n_frames, n_channels).astype(np.float16) for _ in range(2)),
        *(_random(1, n_head, dims.n_text_ctx, n_channels) for _ in range(2)),
    )
    return Situation(
        name,
        inputs,
        lambda in_passes: decoder_work(dims, n_tokens, n_frames, in_passes=in_passes),
    )


def _random(*shape: int) -> NDArray[np.float32]:
    return np.random.default_rng(0).standard_normal(shape, np.float32)


def _best_times(
    runs: Sequence[tuple[KernelGraph, Situation]], report: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """Run all in turn until the time is over; return the best times by situation and lap."""
    best: dict[str, dict[str, float]] = {situation.name: {} for _, situation in runs}
    started = time.monotonic()
    n_runs, elapsed_s = 0, 0.0
    while n_runs < MIN_RUNS or elapsed_s < BUDGET_S:
        report(f"measuring: {min(elapsed_s, BUDGET_S):.0f} of {BUDGET_S:.0f} s")
        for graph, situation in runs:
            known = best[situation.name]
            for lap, seconds in graph.seconds(situation).items():
                known[lap] = min(seconds, known.get(lap, seconds))
        n_runs, elapsed_s = n_runs + 1, time.monotonic() - started
    return best


def _peaks(facts: tuple[int, ...], best: Collection[Mapping[str, float]]) -> Peaks:
    """Return the peaks, each from the fastest run of its plain loop in any situation."""
    n_threads, in_passes, *operations = facts
    *loops_s, reading_s = (
        min(times[loop] for times in best) for loop in (BYTES, PAIRS, FLOATS, READING)
    )
    rates = (n / seconds for n, seconds in zip(operations, loops_s, strict=True))
    return Peaks(
        n_threads,
        bool(in_passes),
        operations=dict(zip((8, 16, 32), rates, strict=True)),
        read_bytes=READ_BYTES * this_machine().n_cpus / reading_s,
    )
