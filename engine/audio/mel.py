"""Whisper's input features: the log-mel spectrogram, as the reference computes it."""

from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE, Waveform

MelSpectrogram: TypeAlias = NDArray[np.float32]
"""Shape (n_mels, n_frames): log10 of mel energy over a range of 80 dB, scaled to about [-1,
1]."""

LogMelEnergies: TypeAlias = NDArray[np.float32]
"""Shape (n_mels, n_frames): log10 of mel energy, at least that of ``MIN_ENERGY``."""

N_FFT: Final = 400
"""Samples per frame: 25 ms."""

HOP_LENGTH: Final = 160
"""Samples from one frame to the next: 10 ms."""

FRAMES_PER_S: Final = SAMPLE_RATE // HOP_LENGTH
"""Mel frames per second."""

DEPTH: Final = 8.0
"""Dynamic range in decades below the loudest point: 80 dB."""

MIN_ENERGY: Final = 1e-10
"""Energies are clamped to at least this, so that their logarithm is finite."""

FRAMES_AT_ONCE: Final = 120
"""Frames transformed together: their spectra stay in the processor's cache."""

FRAMES_A_PRODUCT: Final = 8
"""Frames multiplied by the filterbank together: OpenBLAS does so few on the caller's thread."""


def log_mel_spectrogram(
    waveform: Waveform, n_mels: int = 80, padding: int = 0
) -> MelSpectrogram:
    """Compute Whisper's input features (Radford et al. 2022, section 2.2).

    Args:
        waveform: Shape (n_samples,), 16 kHz mono, values in [-1, 1].
        n_mels: Bands the checkpoint was trained with: 80, or 128 from large-v3 on.
        padding: Samples of silence to append first.

    Returns:
        Shape (n_mels, (n_samples + padding) // HOP_LENGTH).
    """
    energies = log_mel_energies(waveform, n_mels, padding)
    return levelled(energies, out=energies)


def levelled(energies: LogMelEnergies, out: LogMelEnergies | None = None) -> MelSpectrogram:
    """Bring log energies to the range that the model knows, by the loudest of them.

    Args:
        energies: Of a recording or a window.
        out: Where the result goes, such as ``energies``, which may be gigabytes; None for a new place.
    """
    if not energies.size:
        return energies
    log_mel = np.maximum(energies, energies.max() - DEPTH, out=out)
    log_mel += 4.0
    log_mel /= 4.0
    return log_mel


def n_settled(n_samples: int) -> int:
    """Return how many frames stay as they are, bit for bit, whatever follows ``n_samples``."""
    n_whole = (n_samples - N_FFT // 2) // HOP_LENGTH + 1
    # The product of a few frames depends on how many they are.
    return max(n_whole // FRAMES_AT_ONCE * FRAMES_AT_ONCE, 0)


def log_mel_energies(
    waveform: Waveform,
    n_mels: int = 80,
    padding: int = 0,
    known: LogMelEnergies | None = None,
) -> LogMelEnergies:
    """Return log10 of mel energies, which ``levelled`` turns into the model's input.

    Args:
        waveform: See ``log_mel_spectrogram``.
        n_mels: See there.
        padding: See there.
        known: The first frames, as many as were ``n_settled`` for samples that this waveform begins
            with; they are not computed again.
    """
    n_frames = (waveform.shape[0] + padding) // HOP_LENGTH
    if n_frames == 0:
        return np.empty((n_mels, 0), np.float32)
    # Two frames of silence are enough: those further inside the padding are all MIN_ENERGY.
    n_samples = waveform.shape[0] + min(padding, 2 * N_FFT)
    # The reference drops the last frame, which is centred on the very end.
    n_heard = min(n_frames, n_samples // HOP_LENGTH + 1)
    log_mel = np.full((n_mels, n_frames), np.log10(MIN_ENERGY), np.float32)
    n_known = 0 if known is None else known.shape[1]
    if known is not None:
        log_mel[:, :n_known] = known
    for start in range(n_known, n_heard, FRAMES_AT_ONCE):
        end = min(start + FRAMES_AT_ONCE, n_heard)
        log_mel[:, start:end] = _log_energy(_frames(waveform, n_samples, start, end), n_mels)
    return log_mel


def _frames(waveform: Waveform, n_samples: int, start: int, end: int) -> NDArray[np.float32]:
    """Return some frames, shape (end - start, N_FFT), each centred on its place.

    Args:
        waveform: Of which nothing is copied, but for its ends.
        n_samples: Its length with the silence that follows; both ends of it are mirrored.
        start: The first frame.
        end: The one after the last.
    """
    first = start * HOP_LENGTH - N_FFT // 2
    last = (end - 1) * HOP_LENGTH + N_FFT // 2
    if first >= 0 and last <= waveform.shape[0]:
        heard = waveform[first:last]
    else:
        at = np.abs(np.arange(first, last))
        at = np.minimum(at, 2 * (n_samples - 1) - at)
        heard = np.zeros(at.size, np.float32)
        is_sound = at < waveform.shape[0]
        heard[is_sound] = waveform[at[is_sound]]
    return np.lib.stride_tricks.sliding_window_view(heard, N_FFT)[::HOP_LENGTH]


def _log_energy(frames: NDArray[np.float32], n_mels: int) -> NDArray[np.float32]:
    """Return log10 mel energies ``(n_mels, n_frames)`` of ``(n_frames, N_FFT)`` samples."""
    spectrum = np.fft.rfft(frames * _window())
    power = spectrum.real**2 + spectrum.imag**2
    filterbank = mel_filterbank(n_mels)
    # A larger product would wake OpenBLAS's threads, which keep spinning afterwards and delay
    # the encoder, by 40 ms on two cores.
    starts = range(0, len(power), FRAMES_A_PRODUCT)
    parts = [filterbank @ power[start : start + FRAMES_A_PRODUCT].T for start in starts]
    energy = np.concatenate(parts, axis=1)
    return np.log10(np.maximum(energy, MIN_ENERGY)).astype(np.float32)


@cache
def _window() -> NDArray[np.float32]:
    """Return the periodic Hann window: a symmetric one of a sample more, without its last."""
    return np.hanning(N_FFT + 1)[:-1].astype(np.float32)


@cache
def mel_filterbank(n_mels: int) -> NDArray[np.float32]:
    """Compute Slaney's triangular filters, each of unit area.

    Returns:
        Shape (n_mels, N_FFT // 2 + 1); agrees with the file OpenAI ships within 1e-8.
    """
    frequency = np.fft.rfftfreq(N_FFT, 1 / SAMPLE_RATE)
    edges = _mel_to_hz(np.linspace(0.0, _hz_to_mel(SAMPLE_RATE / 2), n_mels + 2))
    lower, centre, upper = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising = (frequency - lower) / (centre - lower)
    falling = (upper - frequency) / (upper - centre)
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return (triangles * 2.0 / (upper - lower)).astype(np.float32)


# Slaney's mel scale (Auditory Toolbox, 1998): linear up to 1 kHz, logarithmic above.
_HZ_PER_MEL: Final = 200.0 / 3.0
_KNEE_HZ: Final = 1000.0
_KNEE_MEL: Final = _KNEE_HZ / _HZ_PER_MEL
_LOG_STEP: Final = np.log(6.4) / 27.0


def _hz_to_mel(hz: float) -> float:
    return float(_KNEE_MEL + np.log(hz / _KNEE_HZ) / _LOG_STEP)


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _KNEE_HZ * np.exp(_LOG_STEP * (np.maximum(mel, _KNEE_MEL) - _KNEE_MEL))
    return np.where(mel < _KNEE_MEL, mel * _HZ_PER_MEL, above)
