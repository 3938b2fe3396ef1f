"""Builds hard recordings from clips whose words are known: quiet, masked, whispered, by telephone, long.

Needs only NumPy; the same clips give the same recordings each time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.benchmark.clips import Clip

Samples = NDArray[np.float64]

LEVEL_DBFS: Final = -26.0
"""To which each clip is brought first."""

QUIET_DBFS: Final = -45.0
SNR_DB: Final = 5.0
"""Of speech over music and babble."""

N_VOICES: Final = 6
"""Of babble."""

TELEPHONE_HZ: Final = (300.0, 3400.0)
MU: Final = 255.0
"""Of the telephone's logarithmic scale (G.711)."""

LPC_ORDER: Final = 20
FRAME: Final = 512
HOP: Final = FRAME // 4

PAUSES_S: Final = (0.3, 8.0)
PAUSE_DBFS: Final = -65.0
LONG_S: Final = (60, 120, 180, 240, 300)
"""Of the joined recordings, about."""


@dataclass(frozen=True, slots=True)
class HardRecording:
    """A recording and what is said in it."""

    condition: str
    name: str
    waveform: Waveform
    reference: str


def short_recordings(
    clips: Sequence[Clip], others: Sequence[Clip], music: Waveform
) -> Iterator[HardRecording]:
    """Yield each clip in each condition.

    Args:
        clips: With references.
        others: Whose voices babble behind those of other collections.
        music: At least as long as the longest clip.
    """
    for number, clip in enumerate(clips):
        voices = [other for other in others if other.source != clip.source]
        changed = _conditions(_speech(clip), voices, music, np.random.default_rng(number))
        for condition, samples in changed.items():
            yield _recording(condition, clip.name, samples, [clip])


def _conditions(
    speech: Samples, voices: Sequence[Clip], music: Waveform, rng: np.random.Generator
) -> dict[str, Samples]:
    return {
        "clean": speech,
        "-45 dBFS": _at_level(speech, QUIET_DBFS),
        "music, 5 dB": _masked(speech, _excerpt(music, speech.size, rng)),
        "babble, 5 dB": _masked(speech, _babble(voices, speech.size, rng)),
        "telephone": _telephone(speech),
        "whispered": _whispered(speech, rng),
    }


def long_recordings(clips: Sequence[Clip]) -> Iterator[HardRecording]:
    """Yield recordings of many clips with pauses between them."""
    for length_s in LONG_S:
        rng = np.random.default_rng(length_s)
        pieces: list[Samples] = []
        said: list[Clip] = []
        while sum(piece.size for piece in pieces) < length_s * SAMPLE_RATE:
            left = [one for one in clips if one not in said] or list(clips)
            said.append(left[rng.integers(len(left))])
            pause = rng.standard_normal(round(rng.uniform(*PAUSES_S) * SAMPLE_RATE))
            pieces += [_speech(said[-1]), pause * 10 ** (PAUSE_DBFS / 20)]
        yield _recording("joined", f"{length_s // 60} min", np.concatenate(pieces), said)


def _recording(
    condition: str, name: str, samples: Samples, said: Sequence[Clip]
) -> HardRecording:
    """Return it with the 16 bits of a file."""
    rounded = np.rint(np.clip(samples, -1.0, 1.0) * 32767) / 32768
    reference = " ".join(clip.reference or "" for clip in said)
    return HardRecording(condition, name, rounded.astype(np.float32), reference)


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


def _at_level(samples: Samples, dbfs: float) -> Samples:
    return samples * 10 ** (dbfs / 20) / _rms(samples)


def _speech(clip: Clip) -> Samples:
    return _at_level(clip.waveform.astype(np.float64), LEVEL_DBFS)


def _masked(speech: Samples, noise: Samples) -> Samples:
    return speech + noise * (_rms(speech) / _rms(noise)) * 10 ** (-SNR_DB / 20)


def _excerpt(waveform: Waveform, size: int, rng: np.random.Generator) -> Samples:
    """Return a part of it, from its beginning again where it is too short."""
    start = rng.integers(waveform.size)
    return np.resize(np.roll(waveform, -start), size).astype(np.float64)


def _babble(voices: Sequence[Clip], size: int, rng: np.random.Generator) -> Samples:
    chosen = rng.choice(len(voices), N_VOICES, replace=False)
    parts = [_excerpt(voices[i].waveform, size, rng) for i in chosen]
    return np.asarray(np.sum([part / _rms(part) for part in parts], axis=0))


def _telephone(speech: Samples) -> Samples:
    """Return it as a telephone line gives it: a narrow band, 8 kHz, 8 bits on a logarithmic scale."""
    size = speech.size - speech.size % 2
    spectrum = np.fft.rfft(speech[:size])
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    spectrum[(hz < TELEPHONE_HZ[0]) | (hz > TELEPHONE_HZ[1])] = 0
    narrow = np.fft.irfft(spectrum, size)[::2]
    narrow *= 0.5 / np.abs(narrow).max()
    coded = np.sign(narrow) * np.log1p(MU * np.abs(narrow)) / np.log1p(MU)
    coded = np.rint(coded * 127) / 127
    narrow = np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(MU)) / MU
    half = np.fft.rfft(narrow)
    spectrum = np.zeros(size // 2 + 1, half.dtype)
    spectrum[: half.size] = 2 * half
    return np.fft.irfft(spectrum, size)


def _whispered(speech: Samples, rng: np.random.Generator) -> Samples:
    """Return it with noise in the place of the voice, shaped by linear prediction."""
    window = np.hanning(FRAME)
    padded = np.pad(speech, FRAME)
    frames = sliding_window_view(padded, FRAME)[::HOP] * window
    noise = sliding_window_view(rng.standard_normal(padded.size), FRAME)[::HOP] * window
    power = np.abs(np.fft.rfft(frames, 2 * FRAME)) ** 2
    lags = np.fft.irfft(power)[:, : LPC_ORDER + 1]
    lags[:, 0] = lags[:, 0] * 1.0001 + 1e-9  # A little noise keeps the equations solvable.
    order = np.arange(LPC_ORDER)
    matrices = lags[:, np.abs(order[:, None] - order)]
    weights = np.linalg.solve(matrices, lags[:, 1:, None])[:, :, 0]
    gain = np.sqrt(np.maximum(lags[:, 0] - np.sum(weights * lags[:, 1:], axis=1), 0))
    inverse = np.fft.rfft(
        np.pad(-weights, ((0, 0), (1, 0))) + np.eye(1, LPC_ORDER + 1), 2 * FRAME
    )
    shaped = np.fft.irfft(np.fft.rfft(noise, 2 * FRAME) / inverse)[:, :FRAME]
    level = np.sqrt(np.mean(np.square(noise))) * np.sqrt(FRAME)
    whisper = np.zeros(padded.size)
    for i, frame in enumerate(shaped * (gain / level)[:, None] * window):
        whisper[i * HOP : i * HOP + FRAME] += frame
    whisper = whisper[FRAME:-FRAME]
    return whisper * _rms(speech) / _rms(whisper)
