"""Compares predicted waits with those of real runs.

    python tests/helpers/predicted_waits.py AUDIO_FOLDER [--models NAMES] [--seeded NAMES] [--turns N]

Models that are installed transcribe recorded clips of 5.5 to 6.5 s. Others, whose compiled graphs must be
here, have seeded weights; of them encoder and decoder run for 6 s of noise. In each turn the machine's
rates are measured anew, then every model runs once. Predicted is with the best rates; prints how long the
fastest and the median run took beside it. On a quiet machine the two are nearly the same.

On one processor (``taskset -c 1``) processor time counts, so that other work matters less.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from gpu.random_weights import random_weights

from engine.benchmark.clips import Clip, ClipChoice, evenly, read_clips
from engine.benchmark.machine_rates import MachineRates, measured_rates
from engine.benchmark.sentence_wait import (
    N_TOKENS,
    SHARES,
    SPEECH_S,
    Shares,
    encoder_s,
    frames_of,
    step_s,
    transcription_s,
)
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder, shipped_folders
from engine.graphs.spec import both_halves
from engine.loading import load_transcriber
from engine.options import TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.runtime.device import choose_device
from engine.runtime.loader import load_network
from engine.runtime.machine import this_machine
from engine.runtime.network import Network
from engine.steps import finish
from engine.transcription.transcriber import Transcriber

if TYPE_CHECKING:
    from engine.runtime.encoder_output import EncodedAudio
    from engine.transcript import Transcript

LENGTHS_S = 5.5, 6.5
RATES_S = 0.4
N_CLIPS = 4
OPTIONS = TranscribeOptions(language="en")
N_CPUS = len(os.sched_getaffinity(0))
clock = time.process_time if N_CPUS == 1 else time.perf_counter


Predict: TypeAlias = Callable[[MachineRates], float]


class Runs:
    """How long the runs of each part of each model took, beside what is predicted."""

    def __init__(self) -> None:
        self._times: defaultdict[tuple[str, str], dict[str, list[float]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._predict: dict[tuple[str, str, str], Predict] = {}

    def add(
        self, model: str, part: str, measured_s: float, predict: Predict, of: str = ""
    ) -> None:
        """Count a run, ``of`` some clip."""
        self._times[model, part][of].append(measured_s)
        self._predict[model, part, of] = predict

    def lines(self, rates: MachineRates) -> Iterator[str]:
        """Return the table: means over the clips, in ms, and shares of what is predicted."""
        yield "| model | part | predicted | fastest | median | fastest, share | median, share |"
        yield "|---|---|---|---|---|---|---|"
        for (model, part), by_clip in self._times.items():
            predicted = mean(self._predict[model, part, of](rates) for of in by_clip)
            fastest, middle = (
                mean(which(times) for times in by_clip.values()) for which in (min, median)
            )
            times = " | ".join(f"{1000 * each:.1f}" for each in (predicted, fastest, middle))
            shares = f"{fastest / predicted:.2f} | {middle / predicted:.2f}"
            yield f"| {model} | {part} | {times} | {shares} |"


def main() -> int:
    """Measure by turns, then print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--models", default="tiny.en,base")
    parser.add_argument("--seeded", default="")
    parser.add_argument("--turns", type=int, default=24)
    args = parser.parse_args()
    recorded = read_clips([args.audio], ClipChoice("en", *LENGTHS_S), print)
    clips = cycle(evenly(recorded, N_CLIPS))
    installed = {name: _installed(name) for name in filter(None, args.models.split(","))}
    networks = {name: each.network for name, each in installed.items()}
    with TemporaryDirectory(prefix="predicted-waits-") as scratch:
        seeded = filter(None, args.seeded.split(","))
        networks |= {name: _seeded(name, Path(scratch)) for name in seeded}
    runs, all_rates = Runs(), []
    for turn in range(args.turns + 1):
        all_rates.append(measured_rates(RATES_S))
        counted = runs if turn else Runs()  # The first turn is a warm-up.
        for name, network in networks.items():
            _run_calls(name, network, counted)
        clip = next(clips)
        for name, transcriber in installed.items():
            _run_sentence(name, transcriber, clip, counted)
    best = MachineRates(
        max(each.products for each in all_rates), max(each.read_bytes for each in all_rates)
    )
    sys.stdout.write(f"{this_machine()}\n{best}\n")
    sys.stdout.writelines(f"{line}\n" for line in runs.lines(best))
    return 0


def _installed(name: str) -> Transcriber:
    return load_transcriber(name, "cpu", lambda _: None)


def _seeded(name: str, scratch: Path) -> Network:
    dims, chosen = PUBLISHED_DIMS[name], choose_device("cpu")
    store = CompiledStore(scratch, shipped=[compiled_folder(), *shipped_folders()])
    if None in map(store.find, both_halves(dims, chosen.target, chosen.dtype)):
        raise SystemExit(f"{name}: its graphs are not here")
    return load_network(random_weights(dims), dims, chosen, store, lambda _: None)


def _run_calls(name: str, network: Network, runs: Runs) -> None:
    dims, shares = network.dims, _shares()
    computed, attended = frames_of(dims, SPEECH_S)
    rng = np.random.default_rng(0)
    mel = rng.standard_normal((dims.n_mels, 2 * computed), np.float32)
    padding = _padding(dims.n_audio_layer, attended - computed, dims.n_audio_state)
    encoded: list[EncodedAudio] = []
    encoder = _seconds(lambda: encoded.append(finish(network.encode([mel], padding))))
    runs.add(name, "encoder", encoder, lambda rates: encoder_s(dims, rates, shares))
    run = network.start(encoded[0])
    run.logits(np.array([[1, 2, 3]]), [2])
    for _ in range(N_TOKENS):
        step = _seconds(lambda: run.logits(np.array([[7]]), [0]))
        runs.add(name, "step", step, lambda rates: step_s(dims, rates, shares))


def _run_sentence(name: str, transcriber: Transcriber, clip: Clip, runs: Runs) -> None:
    heard: list[Transcript] = []
    measured = _seconds(lambda: heard.append(transcriber.transcribe(clip.waveform, OPTIONS)))
    dims, shares, n_tokens = transcriber.network.dims, _shares(), heard[0].n_tokens
    runs.add(
        name,
        "sentence",
        measured,
        lambda rates: transcription_s(dims, rates, shares, clip.duration_s, n_tokens),
        of=clip.name,
    )


def _shares() -> Shares:
    instructions = this_machine().int8_instructions
    assert instructions is not None
    return SHARES[instructions]


def _padding(n_layer: int, n: int, n_state: int) -> PaddingCache:
    return PaddingCache(
        np.arange(n),
        np.zeros((n_layer, n, 2 * n_state), np.float32),
        np.zeros((n, n_state), np.float32),
        np.zeros(n, np.float32),
    )


def _seconds(work: Callable[[], object]) -> float:
    started = clock()
    work()
    return clock() - started


if __name__ == "__main__":
    sys.exit(main())
