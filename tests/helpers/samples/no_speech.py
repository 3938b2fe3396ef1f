"""Forty clips in which nobody speaks, made by synthesis: the same ones each time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE, Waveform

Samples = NDArray[np.float64]


def clips_without_speech() -> Iterator[tuple[str, Waveform]]:
    """Yield each clip with its name."""
    for name, samples in _clips(np.random.default_rng(15)):
        yield name, np.clip(samples, -1.0, 1.0).astype(np.float32)


def _clips(rng: np.random.Generator) -> Iterator[tuple[str, Samples]]:
    for length_s in (1, 3, 10, 29, 30, 31, 60, 90):
        yield f"silence, {length_s} s", np.zeros(length_s * SAMPLE_RATE)
    for colour, exponent in (("white", 0.0), ("pink", 1.0), ("brown", 2.0)):
        for level, length_s in ((1e-4, 12), (0.003, 33), (0.05, 7), (0.2, 20)):
            yield f"{colour} noise at {level}", _noise(rng, length_s, level, exponent)
    for pitch_hz, level in ((50, 0.01), (60, 0.1), (120, 0.002)):
        yield f"hum of {pitch_hz} Hz at {level}", _hum(25, level, pitch_hz)
    for level, floor in ((0.3, 0.002), (0.03, 0.0)):
        yield (
            f"keyboard at {level}",
            _clicks(rng, 22, level, 0.08, 0.5) + floor * _white(rng, 22),
        )
    yield "one click", _clicks(rng, 9, 0.8, 5.0, 6.0)
    for level in (0.01, 0.08):
        yield f"breath at {level}", _breath(rng, 18, level)
    yield "fan", _noise(rng, 40, 0.02, 1.5) + _hum(40, 0.008, 110)
    yield "fan that starts", _noise(rng, 30, 0.03, 1.5) * np.linspace(0, 1, 30 * SAMPLE_RATE)
    yield "light rain", _clicks(rng, 30, 0.05, 0.002, 0.02)
    yield "heavy rain", _noise(rng, 30, 0.06, 0.5) + _clicks(rng, 30, 0.1, 0.001, 0.01)
    yield "wind", _noise(rng, 24, 0.1, 2.0) * (1 + np.sin(_times(24) * 0.9)) / 2
    yield "chords", _music(20, 0.2, (220.0, 174.6, 261.6, 196.0), (1.0, 1.26, 1.5))
    yield "soft chords", _music(33, 0.04, (220.0, 174.6, 261.6, 196.0), (1.0, 1.19, 1.5))
    yield "a melody", _music(15, 0.1, (440.0, 494.0, 523.0, 587.0, 523.0), (1.0, 2.0, 3.0))
    yield (
        "bass and drum",
        _music(16, 0.2, (55.0, 65.4), (1.0, 2.0)) + _clicks(rng, 16, 0.4, 0.5, 0.5),
    )
    yield "telephone tone", _music(10, 0.1, (425.0,), (1.0,))
    yield "a beep each second", _hum(12, 0.2, 1000) * (_times(12) % 1 < 0.1)
    yield "sweep", 0.1 * np.sin(np.cumsum(np.linspace(100, 4000, 10 * SAMPLE_RATE)) / 2600)


def _times(length_s: int) -> Samples:
    return np.arange(length_s * SAMPLE_RATE) / SAMPLE_RATE


def _white(rng: np.random.Generator, length_s: int) -> Samples:
    return rng.standard_normal(length_s * SAMPLE_RATE)


def _noise(rng: np.random.Generator, length_s: int, level: float, exponent: float) -> Samples:
    """Return noise whose power falls with this power of its frequency."""
    spectrum = np.fft.rfft(_white(rng, length_s))
    frequencies = np.fft.rfftfreq(length_s * SAMPLE_RATE)
    frequencies[0] = frequencies[1]
    samples = np.fft.irfft(spectrum / frequencies ** (exponent / 2))
    return np.asarray(level * samples / samples.std())


def _hum(length_s: int, level: float, pitch_hz: float) -> Samples:
    angle = 2 * np.pi * pitch_hz * _times(length_s)
    return np.asarray(level * sum(np.sin(n * angle) / n for n in (1, 2, 3, 5)))


def _clicks(
    rng: np.random.Generator, length_s: int, level: float, least_s: float, most_s: float
) -> Samples:
    """Return short bursts of noise, so many seconds apart."""
    samples = np.zeros(length_s * SAMPLE_RATE)
    decay = np.exp(-np.arange(800) / 120)
    at = 0
    while at < samples.size - decay.size:
        samples[at : at + decay.size] += level * decay * rng.standard_normal(decay.size)
        at += max(round(SAMPLE_RATE * rng.uniform(least_s, most_s)), 1)
    return samples


def _breath(rng: np.random.Generator, length_s: int, level: float) -> Samples:
    swell = np.sin(np.pi * _times(length_s) / 3.5) ** 4
    return np.asarray(_noise(rng, length_s, level, 1.0) * swell)


def _music(
    length_s: int, level: float, roots_hz: tuple[float, ...], partials: tuple[float, ...]
) -> Samples:
    """Return one chord after the other, a second each."""
    times = _times(length_s)
    roots = np.array(roots_hz)[times.astype(int) % len(roots_hz)]
    tones = [np.sin(2 * np.pi * roots * partial * times) for partial in partials]
    fading = np.exp(-2 * (times % 1.0))
    return np.asarray(level * fading * sum(tones) / len(partials))
