"""The rungs of the ladder: each checks one thing on the device, after all that it stands on.

``python -m gpu.rungs DEVICE CARRIED RESULTS MODEL RUNG...`` climbs some of one model in one process, and writes
what each found before the next. CARRIED holds compiled graphs and what the processor gives (``ladder.py``).
"""

import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import numpy as np
from max.driver import CPU, accelerator_count
from numpy.typing import NDArray

from engine.audio.mel import HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.runtime.machine import this_machine
from engine.runtime.memory import memory_mb
from engine.steps import finish
from engine.transcription.prompt import WindowPrompt
from engine.transcription.window_decoder import WindowDecoder
from engine.transcription.windows import Window
from gpu.expected import BEAMS, OPTIONS, Expected, read_clips_of, read_expected, tokens_of
from gpu.outcome import Outcome, Result, append_outcome
from gpu.plan import GROUND
from gpu.probes import PROBES, errors
from gpu.subject import ON_CPU, MaxWhisper, Subject
from gpu.workload import REPEATS, append, measured, window_of

TOLERANCES: Final = {"float32": 1e-3, "float16": 0.01, "bfloat16": 0.05}
"""Of the largest value: half precision has eleven bits, bfloat16 eight."""

SAME_SHARE: Final = 0.9
"""Of the recordings, those that may be expected to have float32's tokens."""

N_TAKES: Final = 200
GROWTH_MB: Final = 16
"""That memory may grow by from the 20th take to the last."""


class RungError(Exception):
    """A rung does not hold; the message says what was found."""


@dataclass(frozen=True)
class Climb:
    """One model's way up.

    Attributes:
        subject: The model on its device.
        carried: The folder of compiled graphs and of what is expected.
        speeds: The file of speeds.
    """

    subject: Subject
    carried: Path
    speeds: Path

    @property
    def expected(self) -> Expected:
        """What the processor gives."""
        return read_expected(self.carried / "expected", self.subject.model)

    @property
    def clips(self) -> list[Waveform]:
        """The sample, then recordings."""
        return read_clips_of(self.carried / "expected")


def card(climb: Climb) -> str:
    """The driver and MAX see the device."""
    if climb.subject.device == ON_CPU:
        return f"processor: {this_machine().cpu}"
    asked = [
        "nvidia-smi",
        "--query-gpu=name,driver_version,memory.total",
        "--format=csv,noheader",
    ]
    driver = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    chosen = climb.subject.chosen
    named = chosen.device.architecture_name
    return f"{driver}; MAX sees {accelerator_count()}, calls it {named}; graphs for {chosen.target}, {chosen.dtype}"


def _probe(name: str, climb: Climb) -> str:
    chosen = climb.subject.chosen
    found = errors(name, chosen, climb.carried / "compiled")
    told = ", ".join(f"{rows} rows {error:.1e}" for rows, error in found.items())
    if not max(found.values()) < TOLERANCES[chosen.dtype]:
        raise RungError(
            f"{name} in {chosen.dtype}, largest error as a share of the largest value: {told}"
        )
    return told


def load(climb: Climb) -> str:
    """The network is loaded, of graphs that are compiled."""
    subject = climb.subject
    if missing := [one.key() for one in subject.specs if subject.store.find(one) is None]:
        there = sorted(path.name for path in subject.store.folder.glob("*.mef"))
        raise RungError(
            f"not compiled: {', '.join(missing)}; compiled are {', '.join(there) or 'none'}. Graphs belong to "
            "the sources, the MAX and the architecture that they were compiled for: make the pack again"
        )
    began = time.perf_counter()
    network = subject.network
    took_s = time.perf_counter() - began
    return f"{took_s:.1f} s, {network.default_batch_size} windows fit at once"


def encoder(climb: Climb) -> str:
    """The encoder's features are those of the processor, in one window and in four."""
    expected, window = climb.expected.features, window_of(climb.clips[0], climb.subject.dims)
    found: list[str] = []
    for n in (1, 4):
        encoded = finish(climb.subject.executed.encode([window] * n))
        assert encoded.features is not None
        for features in encoded.features.to(CPU()).to_numpy()[:n]:
            _close(f"features, {n} at once", features, expected, climb)
        error = np.abs(features - expected).max() / np.abs(expected).max()
        found.append(f"{n} at once: {error:.1e} of the largest value")
    return ", ".join(found)


def step(climb: Climb) -> str:
    """The decoder's logits after each of some tokens are those of the processor."""
    expected, network = climb.expected, climb.subject.executed
    encoded = finish(network.encode([window_of(climb.clips[0], climb.subject.dims)]))
    n_tokens = expected.tokens.shape[1]
    logits = network.start(encoded).logits(expected.tokens, range(n_tokens))[0]
    _close("logits", logits, expected.logits, climb)
    return f"{np.abs(logits - expected.logits).max() / np.abs(expected.logits).max():.1e}"


def executed(climb: Climb) -> str:
    """The sample's tokens, each call executed."""
    return _same_tokens(climb, is_captured=False)


def captured(climb: Climb) -> str:
    """The sample's tokens, calls captured once and replayed."""
    found = _same_tokens(climb, is_captured=True)
    if climb.subject.device == ON_CPU:
        return f"{found} (a processor captures nothing)"
    network = climb.subject.network
    graphs = {"encoder": network._encoder._graph, "decoder step": network.decoder._graph}
    if missing := [name for name, graph in graphs.items() if not graph._outputs]:
        raise RungError(f"not captured: {', '.join(missing)}; the log says why")
    return found


def beams(climb: Climb) -> str:
    """Five beams give the sample's text."""
    text = climb.subject.transcriber().transcribe(climb.clips[0], BEAMS).text
    if text != climb.expected.beams:
        raise RungError(f"{text!r} instead of {climb.expected.beams!r}")
    return text


def batches(climb: Climb) -> str:
    """A window in a batch has the tokens that it has alone."""
    subject, sample = climb.subject, climb.clips[0]
    sizes = (2, 5) if subject.device == ON_CPU else (2, 5, 24)
    mel = log_mel_spectrogram(sample, subject.dims.n_mels, padding=N_SAMPLES)
    window = Window(mel, 0, len(sample) // HOP_LENGTH)
    tokenizer = subject.transcriber().tokenizer
    decoder = WindowDecoder(subject.network, tokenizer, None, OPTIONS)
    (alone,) = finish(decoder.decode([window], WindowPrompt()))
    for size in sizes:
        found = finish(decoder.decode([window] * size, WindowPrompt()))
        if other := {one.result.tokens for one in found} - {alone.result.tokens}:
            texts = [tokenizer.decode(tokens) for tokens in other]
            raise RungError(
                f"{size} at once: {texts} instead of {tokenizer.decode(alone.result.tokens)!r}"
            )
    return f"{', '.join(map(str, sizes))} at once"


def clips(climb: Climb) -> str:
    """Nearly all recordings have the processor's tokens."""
    transcriber = climb.subject.transcriber()
    pairs = [
        (tokens_of(transcriber, clip), answer)
        for clip, answer in zip(climb.clips, climb.expected.answers, strict=True)
    ]
    other = [(found, answer) for found, answer in pairs if found != answer]
    told = f"{len(pairs) - len(other)} of {len(pairs)} have float32's tokens"
    if len(other) > (1 - SAME_SHARE) * len(pairs):
        decode = transcriber.tokenizer.decode
        texts = [f"{decode(found)!r} instead of {decode(answer)!r}" for found, answer in other]
        raise RungError(f"{told}: {'; '.join(texts[:3])}")
    return told


def takes(climb: Climb) -> str:
    """Many takes, whose memory does not grow."""
    transcriber, sample = climb.subject.transcriber(), climb.clips[0]
    lengths = np.linspace(len(sample) // 3, len(sample), 20).astype(int)
    n_takes = 20 if climb.subject.device == ON_CPU else N_TAKES
    used: list[int] = []
    times_ms: list[float] = []
    for number in range(n_takes):
        began = time.perf_counter()
        transcriber.transcribe(sample[: lengths[number % len(lengths)]], OPTIONS)
        times_ms.append((time.perf_counter() - began) * 1000)
        if number % len(lengths) == len(lengths) - 1:
            used.append(memory_mb(climb.subject.chosen.device))
    told = (
        f"{n_takes} takes, p50 {median(times_ms):.1f} ms, p95 {quantiles(times_ms, n=20)[-1]:.1f} ms, "
        f"memory {used[0]} to {used[-1]} MB"
    )
    if used[-1] > used[0] + GROWTH_MB:
        raise RungError(told)
    return told


def timings(climb: Climb) -> str:
    """How fast it is: the table of speeds has the figures."""
    subject = climb.subject
    repeats = 1 if subject.device == ON_CPU else REPEATS
    speed = measured(MaxWhisper(subject), subject.model, repeats)
    append(climb.speeds, speed)
    return (
        f"encoder {speed.encoder_ms:.2f} ms, token {speed.token_ms:.3f} ms, "
        f"clip {speed.clip_ms:.1f} ms, batch {speed.many_x_real_time:.0f}x real time"
    )


def _same_tokens(climb: Climb, *, is_captured: bool) -> str:
    network = climb.subject.network if is_captured else climb.subject.executed
    transcriber = climb.subject.transcriber(network)
    found, answer = tokens_of(transcriber, climb.clips[0]), climb.expected.answers[0]
    decode = transcriber.tokenizer.decode
    if found != answer:
        raise RungError(f"{decode(found)!r} {found} instead of {decode(answer)!r} {answer}")
    return decode(found)


def _close(
    name: str, found: NDArray[np.float32], expected: NDArray[np.float32], climb: Climb
) -> None:
    """Raise where arrays (rows, values) differ; tell in which rows, and which graph of which shapes it is."""
    tolerance = TOLERANCES[climb.subject.chosen.dtype] * np.abs(expected).max()
    wrong = ~(np.abs(found - expected).max(axis=1) < tolerance)
    if not wrong.any():
        return
    rows = np.flatnonzero(wrong)
    graphs = [spec.key() for spec in climb.subject.specs]
    raise RungError(
        f"{name} {found.shape}: {rows.size} rows are wrong, from {rows[0]} to {rows[-1]}, by up to "
        f"{np.nanmax(np.abs(found - expected)):.3g} where the largest value is {np.abs(expected).max():.3g}; "
        f"{np.isnan(found).sum()} are no numbers; graphs {', '.join(graphs)}"
    )


CLIMBS: Final[dict[str, Callable[[Climb], str]]] = {
    "card": card,
    **{name: partial(_probe, name) for name in PROBES},
    "load": load,
    "encoder": encoder,
    "step": step,
    "executed": executed,
    "captured": captured,
    "clips": clips,
    "timings": timings,
    "batches": batches,
    "beams": beams,
    "takes": takes,
}
"""How each rung of ``plan.py`` is climbed."""


def climbed(name: str, climb: Climb) -> Outcome:
    """Climb a rung and return what became of it, whatever it raises."""
    began = time.perf_counter()
    try:
        result, found = Result.PASSED, CLIMBS[name](climb)
    except RungError as error:
        result, found = Result.FAILED, str(error)
    except Exception as error:  # noqa: BLE001 - a card may fail in any way, and all is to be told
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        result, found = Result.FAILED, f"{type(error).__name__} at {where}: {error}"
    return Outcome(name, climb.subject.model, result, time.perf_counter() - began, found[:2000])


def main() -> None:
    """Climb the rungs that are named."""
    device, carried, results, model, *names = sys.argv[1:]
    folder = Path(results)
    climb = Climb(Subject(model, device), Path(carried), folder / "speed.jsonl")
    for name in names:
        outcome = climbed(name, climb)
        append_outcome(folder, outcome)
        if name == GROUND and outcome.result is Result.FAILED:
            return


if __name__ == "__main__":
    main()
