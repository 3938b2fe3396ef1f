"""What each engine is given: the same sizes, the same sound, the same number of tokens."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE

REAL: Final = ("tiny.en", "base")
"""Models whose own weights are here. Others get random ones: values do not change the speed."""

CLIP_S, CLIP_TOKENS = 5, 20
WINDOW_S, WINDOW_TOKENS = 30, 100
MANY: Final = 16
"""Windows of a batch."""

WARM_UPS, REPEATS = 3, 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine with one model; times in milliseconds, medians of ``REPEATS``.

    Attributes:
        engine: Its name and version.
        model: Name of the sizes.
        device: The card's own name.
        dtype: What is computed in.
        encoder_ms: A window of 30 s, on its own.
        encoder_device_ms: The same by the device's events.
        token_ms: A token, from the difference between 100 and 20 of them.
        clip_ms: From 5 s of sound to 20 tokens, the spectrogram included.
        many_x_real_time: Seconds of sound a second, 16 windows at once with 100 tokens each.
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
"""Log-mel windows on their way to an engine, as an array of its own kind."""


class Engine(Protocol[Window]):
    """One engine with one model on the GPU; all its methods wait for the device."""

    name: str
    """With its version."""
    device: str
    dtype: str

    def windows(self, seconds: int, n: int) -> Window:
        """Return ``n`` windows alike with so much sound in them."""
        ...

    def encode(self, windows: Window) -> float:
        """Encode, and return the device's own time in milliseconds."""
        ...

    def decode(self, windows: Window, n_tokens: int) -> None:
        """Encode, and choose so many tokens, whatever they are."""
        ...


def measured(engine: Engine[Window], model: str) -> Measured:
    """Measure all there is to be measured."""
    whole = engine.windows(WINDOW_S, 1)

    def decode_ms(windows: Window, n_tokens: int) -> float:
        return _median_ms(lambda: engine.decode(windows, n_tokens))

    few, many = decode_ms(whole, CLIP_TOKENS), decode_ms(whole, WINDOW_TOKENS)
    batch_ms = decode_ms(engine.windows(WINDOW_S, MANY), WINDOW_TOKENS)
    return Measured(
        engine=engine.name,
        model=model,
        device=engine.device,
        dtype=engine.dtype,
        encoder_ms=_median_ms(lambda: engine.encode(whole)),
        encoder_device_ms=statistics.median(engine.encode(whole) for _ in range(REPEATS)),
        token_ms=token_ms(few, many),
        clip_ms=_median_ms(lambda: engine.decode(engine.windows(CLIP_S, 1), CLIP_TOKENS)),
        many_x_real_time=MANY * WINDOW_S * 1000 / batch_ms,
    )


def sound(seconds: int) -> NDArray[np.float32]:
    """Return noise as loud as speech: what is decoded of it does not matter, its length is fixed."""
    rng = np.random.default_rng(seconds)
    return (0.1 * rng.standard_normal(seconds * SAMPLE_RATE)).astype(np.float32)


def _median_ms(work: Callable[[], object]) -> float:
    """Return how long ``work``, which waits for the device, takes."""
    for _ in range(WARM_UPS):
        work()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def token_ms(few_ms: float, many_ms: float) -> float:
    """Return the time of one token, from decodes of ``CLIP_TOKENS`` and of ``WINDOW_TOKENS``."""
    return (many_ms - few_ms) / (WINDOW_TOKENS - CLIP_TOKENS)


def append(path: Path, measured: Measured) -> None:
    """Add a line to the results; what was measured stays if the next engine fails."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(measured)) + "\n")


def read(path: Path) -> list[Measured]:
    """Return all results."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Measured(**json.loads(line)) for line in lines]
