"""Takes the cues out of a recording, since loudspeakers play them into the microphone.

The user may be speaking at the same time, so nothing is cut off or silenced: for the first second, the
cues' two pitches are damped, and all other sound stays as it is.
"""

from typing import Final

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.cues import HIGH_HZ, LOW_HZ

_WIDTH_HZ: Final = 150.0
"""Width of each notch. A tone swells and fades within 0.07 s, and so spreads over some 60 Hz."""
_N_PASSES: Final = 2
"""How often each pitch is damped: of a tone that swells, one notch lets through 19 dB less, two 32 dB."""
_N_TAPS: Final = 800
"""Samples after which a notch has nothing left of a sound: its response has faded to a millionth."""

_FADE_S: Final = 0.1
"""Seconds in which the filter ends, so that its end makes no click."""
_END_S: Final = 1.1
"""Seconds after which it has ended. The tones begin with the recording and take 0.14 s, but a loudspeaker
starts late, most of all one with Bluetooth, and a room has its echo."""


class CueFilter:
    """Filters one take, block by block and without delay."""

    def __init__(self) -> None:
        self._before: Waveform = np.zeros(_N_TAPS - 1, np.float32)
        self._n_samples = 0

    def __call__(self, block: Waveform) -> Waveform:
        """Return the next block without cues."""
        start_s = self._n_samples / SAMPLE_RATE
        self._n_samples += block.size
        if start_s >= _END_S or not block.size:
            return block
        sound = np.concatenate([self._before, block])
        self._before = sound[-self._before.size :]
        left_s = _END_S - start_s - np.arange(block.size) / SAMPLE_RATE
        share = np.clip(left_s / _FADE_S, 0.0, 1.0)
        damped = np.convolve(sound, _RESPONSE, "valid")
        return (share * damped + (1 - share) * block).astype(np.float32)


def _response() -> Waveform:
    """Return what the filter makes of a single click: a series of notches, by their poles and zeros."""
    n_fft = 8 * _N_TAPS
    delay = np.exp(-2j * np.pi * np.arange(n_fft // 2 + 1) / n_fft)
    radius = 1 - np.pi * _WIDTH_HZ / SAMPLE_RATE
    gain = np.ones_like(delay)
    for pitch_hz in (LOW_HZ, HIGH_HZ):
        cosine = np.cos(2 * np.pi * pitch_hz / SAMPLE_RATE)
        zeros = 1 - 2 * cosine * delay + delay**2
        poles = 1 - 2 * radius * cosine * delay + (radius * delay) ** 2
        notch = zeros / poles
        gain *= (notch / notch[0]) ** _N_PASSES
    return np.fft.irfft(gain, n_fft)[:_N_TAPS].astype(np.float32)


_RESPONSE: Final = _response()
