"""The workload of each engine: the same sizes, the same audio, the same number of tokens."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.audio.mel import MelSpectrogram, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, SAMPLE_RATE, Waveform
from engine.dims import ModelDimensions

CLIP_S, CLIP_TOKENS = 5, 20
WINDOW_S, WINDOW_TOKENS = 30, 100
MANY: Final = 16
"""Windows per batch."""

WARM_UPS, REPEATS = 3, 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine with one model; times in milliseconds, medians of ``REPEATS``.

    Attributes:
        engine: Its name and version.
        model: The name of the model size.
        device: The card's name.
        dtype: The data type of the computation.
        encoder_ms: Encoding a single window of 30 s.
        encoder_device_ms: The same by the device's events.
        token_ms: Time per token, from the difference between 100 and 20 tokens.
        clip_ms: From 5 s of audio to 20 tokens, including the spectrogram.
        many_x_real_time: Seconds of audio per second, for 16 windows at once with 100 tokens
            each.
    """

    engine: str
    model: str
    device: str
    dtype: str
    encoder_ms: float
    encoder_device_ms: float
    token_ms: float
    clip_ms: float
    many_x_real_time: float


Window = TypeVar("Window")
"""Log-mel windows, in the engine's own array type."""


class Engine(Protocol[Window]):
    """One engine with one model on the GPU; all methods wait for the device."""

    name: str
    """With its version."""
    device: str
    dtype: str

    def windows(self, seconds: int, n: int) -> Window:
        """Return ``n`` identical windows with ``seconds`` of audio."""
        ...

    def encode(self, windows: Window) -> float:
        """Encode, and return the device's own time in milliseconds."""
        ...

    def decode(self, windows: Window, n_tokens: int) -> None:
        """Encode, and decode ``n_tokens``, whatever they are."""
        ...


def measured(engine: Engine[Window], model: str, repeats: int = REPEATS) -> Measured:
    """Return all measurements of an engine, medians of so many."""
    whole = engine.windows(WINDOW_S, 1)

    def decode_ms(windows: Window, n_tokens: int) -> float:
        return _median_ms(lambda: engine.decode(windows, n_tokens), repeats)

    few, many = decode_ms(whole, CLIP_TOKENS), decode_ms(whole, WINDOW_TOKENS)
    batch_ms = decode_ms(engine.windows(WINDOW_S, MANY), WINDOW_TOKENS)
    return Measured(
        engine=engine.name,
        model=model,
        device=engine.device,
        dtype=engine.dtype,
        encoder_ms=_median_ms(lambda: engine.encode(whole), repeats),
        encoder_device_ms=statistics.median(engine.encode(whole) for _ in range(repeats)),
        token_ms=token_ms(few, many),
        clip_ms=_median_ms(
            lambda: engine.decode(engine.windows(CLIP_S, 1), CLIP_TOKENS), repeats
        ),
        many_x_real_time=MANY * WINDOW_S * 1000 / batch_ms,
    )


def window_of(waveform: Waveform, dims: ModelDimensions) -> MelSpectrogram:
    """Return the first window of a recording, padded as the reference pads it."""
    mel = log_mel_spectrogram(waveform, dims.n_mels, padding=N_SAMPLES)
    return mel[:, : dims.n_frames]


def sound(seconds: int) -> NDArray[np.float32]:
    """Return noise at the level of speech; only the length of the text matters."""
    rng = np.random.default_rng(seconds)
    return (0.1 * rng.standard_normal(seconds * SAMPLE_RATE)).astype(np.float32)


def _median_ms(work: Callable[[], object], repeats: int) -> float:
    """Return the median time of ``work``, which waits for the device."""
    for _ in range(min(WARM_UPS, repeats)):
        work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def token_ms(few_ms: float, many_ms: float) -> float:
    """Return the time per token, from decoding ``CLIP_TOKENS`` and ``WINDOW_TOKENS``."""
    return (many_ms - few_ms) / (WINDOW_TOKENS - CLIP_TOKENS)


def append(path: Path, measured: Measured) -> None:
    """Append a result to the file, so that it is kept if the next engine fails."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(measured)) + "\n")


def read(path: Path) -> list[Measured]:
    """Return all results."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Measured(**json.loads(line)) for line in lines]
