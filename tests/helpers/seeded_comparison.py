"""Compares large sizes with faster-whisper in int8, by seeded weights and a forced number of tokens.

    python tests/helpers/seeded_comparison.py NAMES [--turns N] [--tokens N]

Nobody needs to have the models: speed depends on their sizes, not on what is in their weights. Both engines
get the same ones, in processes of their own that take turns; the one whose turn it is not is suspended.
A clip of 6 s and one of 30 s: the encoder, then so many tokens, greedily, with none that ends the text. Ours
computes the speech's frames of the clip, with a padding cache of zeros, and all 30 s where asked for the full
context; faster-whisper always does. Memory is what each process has after its last turn. Needs
``packaging/peers faster-whisper``; our graphs are compiled where they are missing.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from footprint import Footprint
from gpu.random_weights import random_weights

from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.dims import ModelDimensions

if TYPE_CHECKING:
    from numpy.typing import NDArray

PEER_PYTHON: Final = Path(".venv-peers-faster-whisper/bin/python")
N_THREADS: Final = len(os.sched_getaffinity(0))
END: Final = 50257
N_LANGUAGES_OF_VOCAB: Final = {51864: 1, 51865: 99, 51866: 100}
FRAMES_PER_S: Final = 50
CLIPS_S: Final = (6.0, 30.0)


def prompt(dims: ModelDimensions) -> list[int]:
    """Return the tokens before a text without timestamps, in the vocabulary of that size."""
    transcribe = END + 2 + N_LANGUAGES_OF_VOCAB[dims.n_vocab] + 1
    return [END + 1, END + 2, transcribe, transcribe + 4]


class Task(NamedTuple):
    """What an engine is to do in a turn."""

    seconds: float
    is_full: bool
    n_tokens: int


Run = Callable[[Task], None]


def main() -> int:
    """Compare, or serve a comparison; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=20)
    parser.add_argument("--serve", choices=("ours", "peer"))
    args = parser.parse_args()
    if args.serve:
        _serve(our_run if args.serve == "ours" else peer_run, PUBLISHED_DIMS[args.names])
        return 0
    _tell("| model | clip | engine | time | encoder and first token | memory | loaded after |")
    _tell("|---|---|---|---|---|---|---|")
    for name in args.names.split(","):
        for line in _compared(name, args.turns, args.tokens):
            _tell(line)
    return 0


def _tell(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Engine:
    """A process that loads a model and then runs what it is told, a line each."""

    def __init__(self, role: str, python: str | Path, name: str) -> None:
        command = [python, __file__, name, "--serve", role]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.loaded_s = float(self._answer())
        self._process.send_signal(signal.SIGSTOP)

    def run(self, task: Task) -> float:
        """Do it while nothing else runs; return the seconds."""
        self._process.send_signal(signal.SIGCONT)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        seconds = float(self._answer())
        self._process.send_signal(signal.SIGSTOP)
        return seconds

    def end(self) -> float:
        """End the process; return the megabytes that it had."""
        self._process.send_signal(signal.SIGCONT)
        assert self._process.stdin is not None
        self._process.stdin.close()
        memory_mb = float(self._answer())
        self._process.wait()
        return memory_mb

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"an engine ended with status {self._process.wait()}")
        return line


def _compared(name: str, n_turns: int, n_tokens: int) -> Iterator[str]:
    engines = {
        "faster-whisper int8": Engine("peer", PEER_PYTHON, name),
        "maxwhisper": Engine("ours", sys.executable, name),
    }
    asked = [
        (seconds, engine, is_full)
        for seconds in CLIPS_S
        for engine, is_full in (
            ("maxwhisper", False),
            ("maxwhisper", True),
            ("faster-whisper int8", True),
        )
        if is_full or seconds < CLIPS_S[-1]
    ]
    times: dict[tuple[float, str, bool], list[tuple[float, float]]] = {one: [] for one in asked}
    for turn in range(n_turns + 1):
        for seconds, engine, is_full in asked:
            run = engines[engine].run
            both = (
                run(Task(seconds, is_full, n_tokens)),
                run(Task(seconds, is_full, 1)),
            )
            if turn:  # The first is a warm-up.
                times[seconds, engine, is_full].append(both)
    loaded = {engine: one.loaded_s for engine, one in engines.items()}
    memory_mb = {engine: one.end() for engine, one in engines.items()}
    for (seconds, engine, is_full), pairs in times.items():
        whole, first = (median(column) for column in zip(*pairs, strict=True))
        label = f"{engine}, full context" if is_full and engine == "maxwhisper" else engine
        theirs = median(pair[0] for pair in times[seconds, "faster-whisper int8", True])
        yield (
            f"| {name} | {seconds:.0f} s | {label} | {whole * 1000:.0f} ms, {whole / theirs:.2f}"
            f" | {first * 1000:.0f} ms | {memory_mb[engine]:.0f} MB | {loaded[engine]:.1f} s |"
        )


def _serve(make: Callable[[ModelDimensions], tuple[float, Run]], dims: ModelDimensions) -> None:
    loaded_s, run = make(dims)
    _tell(loaded_s)
    for line in sys.stdin:
        task = Task(*json.loads(line))
        began_s = time.perf_counter()
        run(task)
        _tell(time.perf_counter() - began_s)
    _tell(Footprint.of(os.getpid()).memory_mb)


def our_run(dims: ModelDimensions) -> tuple[float, Run]:
    """Return how long our network took to load, after its files were made, and how it is run."""
    from engine.compilation.store import CompiledStore  # noqa: PLC0415 - the peer lacks MAX
    from engine.folders import compiled_folder, shipped_folders  # noqa: PLC0415
    from engine.padding.cache import PaddingCache, n_computed  # noqa: PLC0415
    from engine.runtime.device import choose_device  # noqa: PLC0415
    from engine.runtime.loader import load_network  # noqa: PLC0415
    from engine.steps import finish  # noqa: PLC0415

    chosen = choose_device("cpu")
    store = CompiledStore(compiled_folder(), shipped=shipped_folders())

    weights = random_weights(dims)
    load_network(weights, dims, chosen, store, lambda _: None)
    began_s = time.perf_counter()
    network = load_network(weights, dims, chosen, store, lambda _: None)
    loaded_s = time.perf_counter() - began_s

    def run(task: Task) -> None:
        n_frames = round(task.seconds * FRAMES_PER_S)
        padding = None
        if not task.is_full:
            n_frames = n_computed(2 * n_frames, dims.n_audio_ctx)
            n_cached = _n_cached(dims, n_frames)
            state = dims.n_audio_state
            padding = PaddingCache(
                np.arange(n_cached),
                np.zeros((dims.n_audio_layer, n_cached, 2 * state), np.float32),
                np.zeros((n_cached, state), np.float32),
                np.zeros(n_cached, np.float32),
            )
        else:
            n_frames = dims.n_audio_ctx
        encoded = finish(network.encode([_noise(dims, 2 * n_frames)], padding))
        decoder = network.start(encoded)
        tokens = prompt(dims)
        logits = decoder.logits(np.array([tokens]), (len(tokens) - 1,))
        for _ in range(task.n_tokens - 1):
            logits = decoder.logits(np.array([[int(logits[0, 0].argmax())]]), (0,))

    return loaded_s, run


def _n_cached(dims: ModelDimensions, n_frames: int) -> int:
    from engine.padding.cache import GROUP, N_LAST, N_SINGLE  # noqa: PLC0415

    return (dims.n_audio_ctx - n_frames) // GROUP + N_SINGLE + N_LAST


def peer_run(dims: ModelDimensions) -> tuple[float, Run]:
    """Return the same of CTranslate2's network, which is faster-whisper's."""
    from ctranslate2 import StorageView  # noqa: PLC0415 - only in the peer's environment
    from ctranslate2.models import Whisper  # noqa: PLC0415

    from engine.benchmark.runners.ctranslate2_folder import write_ctranslate2  # noqa: PLC0415
    from engine.benchmark.runners.exported_model import ExportedModel  # noqa: PLC0415

    start, _, transcribe, no_timestamps = tokens = prompt(dims)
    special = {
        END: "endoftext",
        start: "startoftranscript",
        transcribe: "transcribe",
        no_timestamps: "notimestamps",
        no_timestamps + 1: "0.00",
    }
    words = tuple(f"<|{special.get(i, i)}|>" for i in range(dims.n_vocab))
    nothing: NDArray[np.float32] = np.zeros((dims.n_mels, 201), np.float32)
    drawn = random_weights(dims)
    weights = {name: each.astype(np.float32, copy=False) for name, each in drawn.items()}
    model = ExportedModel(dims, weights, nothing, words, (), {}, {}, (), (), None, None)
    with TemporaryDirectory(prefix="seeded-") as folder:
        write_ctranslate2(model, Path(folder), "int8")
        del model, weights, drawn
        began_s = time.perf_counter()
        whisper = Whisper(folder, device="cpu", compute_type="int8", intra_threads=N_THREADS)
        loaded_s = time.perf_counter() - began_s
    mel = _noise(dims, 2 * dims.n_audio_ctx)

    def run(task: Task) -> None:
        features = StorageView.from_array(mel[None])
        (result,) = whisper.generate(
            features,
            [tokens],
            beam_size=1,
            # Half of it is the prompt's, and all of the prompt but its first token counts.
            max_length=max(2 * task.n_tokens, task.n_tokens + len(tokens) - 1),
            suppress_blank=False,
            suppress_tokens=[END],
        )
        assert len(result.sequences_ids[0]) == task.n_tokens

    return loaded_s, run


def _noise(dims: ModelDimensions, n_frames: int) -> "NDArray[np.float32]":
    rng = np.random.default_rng(0)
    return rng.standard_normal((dims.n_mels, n_frames), np.float32)


if __name__ == "__main__":
    sys.exit(main())
