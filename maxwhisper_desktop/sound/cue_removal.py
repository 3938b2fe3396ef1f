"""Takes a cue out of the beginning of a recording, since loudspeakers play it into the microphone.

The user may speak at any time, so nothing is cut off or silenced. The cue is known: it is found where it
sounds, and what it makes of the sound is subtracted, with its echo in the room. All other sound stays as
it is, and all of it if there is no cue, as with headphones, or if speech drowns it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.cues import HIGH_HZ, LOW_HZ, tone

HELD_S: Final = 0.6
"""Seconds in which a cue is looked for, and so kept from recognition, which takes nothing up earlier. A cue
begins with the recording and takes 0.14 s, but a loudspeaker starts late."""

_ECHO_S: Final = 0.012
"""Seconds between the echoes that are subtracted: the swell of a tone has no finer detail."""
_N_ECHOES: Final = 10
"""Those of a tenth of a second and a little more, after which a room is quiet again."""
_SMALLEST: Final = 1e-3
"""What neighbouring echoes have to differ by, in parts of the whole, so that none becomes huge."""

_LEAST_SHARE: Final = 0.2
"""The cue's share of the sound, by energy, below which there is none or speech drowns it. In the first sound
of 61 recordings of speech without a cue it was 0.06 at most."""

_INAUDIBLE: Final = 1e-6
"""The energy of silence, which has no shares."""

_Complex = NDArray[np.complex128]


class CueRemoval:
    """Holds the first sound of one take back until it is free of the cue."""

    def __init__(self) -> None:
        self._held: list[Waveform] = []
        self._n_held = 0
        self._is_over = False

    def __call__(self, block: Waveform) -> Waveform:
        """Take the next block; return the sound that is ready, which may be none."""
        if self._is_over:
            return block
        self._held.append(block)
        self._n_held += block.size
        return self.rest() if self._n_held >= HELD_S * SAMPLE_RATE else _NONE

    def rest(self) -> Waveform:
        """Return what is still held back."""
        sound = np.concatenate([_NONE, *self._held])
        self._held.clear()
        self._is_over = True
        try:
            return without_cue(sound)
        except np.linalg.LinAlgError:  # Nothing is known to raise it, but no sound may be lost.
            return sound


def without_cue(sound: Waveform) -> Waveform:
    """Return a sound without the start or stop cue that is in it."""
    n_tone = _TONES[0].size
    if sound.size < 2 * n_tone:
        return sound
    found = max(_found(sound, _TONES), _found(sound, _TONES[::-1]), key=lambda cue: cue.share)
    if found.share < _LEAST_SHARE:
        return sound
    step = round(_ECHO_S * SAMPLE_RATE)
    begin = max(found.start - step, 0)  # Echoes let it seem to begin later.
    echoes = begin + step * np.arange(_N_ECHOES)
    parts = np.zeros((sound.size + 3 * n_tone + step * _N_ECHOES, 4 * _N_ECHOES))
    for i, tone_at in enumerate(found.tones):
        for echo, at in enumerate(echoes + i * n_tone):
            column = 4 * echo + 2 * i
            parts[at : at + n_tone, column] = tone_at.real
            parts[at : at + n_tone, column + 1] = tone_at.imag
    parts = parts[begin : sound.size]
    weights, *_ = np.linalg.lstsq(parts, sound[begin:], rcond=_SMALLEST)
    cleaned = sound.copy()
    cleaned[begin:] -= (parts @ weights).astype(np.float32)
    return cleaned


@dataclass(frozen=True, slots=True)
class _Found:
    """Where two tones in a row may be.

    Attributes:
        tones: The tones.
        start: The first sample.
        share: Their share of the sound there, by energy; less if one is much louder than the other.
    """

    tones: tuple[_Complex, ...]
    start: int
    share: float


def _found(sound: Waveform, tones: tuple[_Complex, ...]) -> _Found:
    """Return where most of the sound is two tones in a row."""
    n_tone, n_fft = tones[0].size, 2 * sound.size
    n_starts = sound.size - 2 * n_tone + 1
    spectrum = np.fft.fft(sound, n_fft)
    likeness = np.ones(n_starts)
    for i, each in enumerate(tones):
        products = np.fft.ifft(spectrum * np.conj(np.fft.fft(each, n_fft)))
        likeness *= np.abs(products[i * n_tone : i * n_tone + n_starts])
    so_far = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    energy = so_far[2 * n_tone :] - so_far[:n_starts]
    share = 4 * likeness / np.sum(np.abs(tones[0]) ** 2) / (energy + _INAUDIBLE)
    start = int(np.argmax(share))
    return _Found(tones, start, float(share[start]))


_NONE: Final[Waveform] = np.zeros(0, np.float32)
_TONES: Final = (tone(LOW_HZ), tone(HIGH_HZ))
