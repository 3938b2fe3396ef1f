"""Compares predicted waits with those of real runs.

    python tests/helpers/predicted_waits.py AUDIO_FOLDER [--models NAMES] [--seeded NAMES] [--turns N]

Models that are installed transcribe recorded clips of 5.5 to 6.5 s. Others, whose compiled graphs must be
here, have seeded weights; of them encoder and decoder run for 6 s of noise. In each turn the machine's
rates are measured anew, then every model runs once. Prints medians over the turns: measured and
predicted ms, and the ratio of the two.

On one processor (``taskset -c 1``) processor time counts, so that other work hardly matters.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

IS_ALONE = len(os.sched_getaffinity(0)) == 1
if IS_ALONE:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from gpu.random_weights import random_weights

from engine.benchmark.clips import Clip, ClipChoice, read_clips
from engine.benchmark.machine_rates import MachineRates, measured_rates
from engine.benchmark.sentence_wait import (
    N_TOKENS,
    SHARES,
    SPEECH_S,
    encoder_s,
    frames_of,
    transcription_s,
    step_s,
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

LENGTHS_S = 5.5, 6.5
OPTIONS = TranscribeOptions(language="en")
clock = time.process_time if IS_ALONE else time.perf_counter


class Ratios:
    """What was measured of each part of each model, beside what was predicted."""

    def __init__(self) -> None:
        self._pairs: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)

    def add(self, model: str, part: str, measured: float, predicted: float) -> None:
        """Count one run, in seconds."""
        self._pairs[model, part].append((measured, predicted))

    def lines(self) -> Iterator[str]:
        """Return the table."""
        yield "| model | part | runs | measured | predicted | ratio |\n|---|---|---|---|---|---|"
        for (model, part), pairs in self._pairs.items():
            measured, predicted = (1000 * median(each) for each in zip(*pairs, strict=True))
            ratio = median(one / other for one, other in pairs)
            figures = f"{len(pairs)} | {measured:.1f} ms | {predicted:.1f} ms | {ratio:.2f}"
            yield f"| {model} | {part} | {figures} |"


def main() -> int:
    """Measure by turns, then print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--models", default="tiny.en,base")
    parser.add_argument("--seeded", default="")
    parser.add_argument("--turns", type=int, default=8)
    args = parser.parse_args()
    clips = cycle(read_clips([args.audio], ClipChoice("en", *LENGTHS_S), print))
    installed = {name: _installed(name) for name in filter(None, args.models.split(","))}
    networks = {name: each.network for name, each in installed.items()}
    networks |= {name: _seeded(name) for name in filter(None, args.seeded.split(","))}
    ratios, all_rates = Ratios(), []
    for turn in range(args.turns + 1):
        rates = measured_rates()
        assert rates is not None
        counted = ratios if turn else Ratios()  # The first turn is a warm-up.
        all_rates.append(rates)
        for name, network in networks.items():
            _run_calls(name, network, rates, counted)
        for name, transcriber in installed.items():
            _run_sentence(name, transcriber, next(clips), rates, counted)
    products = median(each.products for each in all_rates) / 1e9
    read = median(each.read_bytes for each in all_rates) / 1e9
    sys.stdout.write(f"{this_machine()}\n{products:.1f} G products/s, {read:.1f} GB/s\n")
    sys.stdout.writelines(f"{line}\n" for line in ratios.lines())
    return 0


def _installed(name: str) -> Transcriber:
    return load_transcriber(name, "cpu", lambda _: None)


def _seeded(name: str) -> Network:
    dims, chosen = PUBLISHED_DIMS[name], choose_device("cpu")
    store = CompiledStore(compiled_folder(), shipped=shipped_folders())
    if None in map(store.find, both_halves(dims, chosen.target, chosen.dtype)):
        raise SystemExit(f"{name}: its graphs are not here")
    return load_network(random_weights(dims), dims, chosen, store, lambda _: None)


def _run_calls(name: str, network: Network, rates: MachineRates, ratios: Ratios) -> None:
    dims, shares = network.dims, _shares()
    computed, attended = frames_of(dims, SPEECH_S)
    rng = np.random.default_rng(0)
    mel = rng.standard_normal((dims.n_mels, 2 * computed), np.float32)
    padding = _padding(dims.n_audio_layer, attended - computed, dims.n_audio_state)
    encoded: list[object] = []
    encoder = _seconds(lambda: encoded.append(finish(network.encode([mel], padding))))
    ratios.add(name, "encoder", encoder, encoder_s(dims, rates, shares))
    run = network.start(encoded[0])
    run.logits(np.array([[1, 2, 3]]), [2])
    steps = [_seconds(lambda: run.logits(np.array([[7]]), [0])) for _ in range(N_TOKENS)]
    ratios.add(name, "step", median(steps), step_s(dims, rates, shares))


def _run_sentence(
    name: str, transcriber: Transcriber, clip: Clip, rates: MachineRates, ratios: Ratios
) -> None:
    heard = []
    measured = _seconds(
        lambda: heard.append(transcriber.transcribe(clip.waveform, OPTIONS))
    )
    dims, n_tokens = transcriber.network.dims, heard[0].n_tokens
    predicted = transcription_s(dims, rates, _shares(), clip.duration_s, n_tokens)
    ratios.add(name, "sentence", measured, predicted)


def _shares() -> object:
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
