"""Three soft cues: recording has started, recording has stopped, something went wrong."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.playback import Player

_TONE_S: Final = 0.07
"""Seconds per tone: long enough to have a pitch, short enough not to cover the first word."""

_PEAK: Final = 0.08
"""Amplitude, 22 dB below full scale: audible in a quiet room, not startling in headphones."""

LOW_HZ: Final = 587.3
HIGH_HZ: Final = 880.0
"""A fifth above the low tone (D5, A5): rising and falling are easy to tell apart."""
_LOWEST_HZ: Final = 392.0
"""A fifth below it (G4)."""


class Cues:
    """Plays the cues."""

    def __init__(
        self, player: Player, unless_quiet: Callable[[Callable[[], None]], object]
    ) -> None:
        """Play nothing yet.

        Args:
            player: Plays them.
            unless_quiet: Calls its argument, on any thread, unless the user wants quiet.
        """
        self._player = player
        self._unless_quiet = unless_quiet
        self._start = cue(LOW_HZ, HIGH_HZ)
        self._stop = cue(HIGH_HZ, LOW_HZ)
        self._failure = cue(LOW_HZ, _LOWEST_HZ, _LOWEST_HZ)

    def play_start(self) -> None:
        """Signal that recording has started, without blocking."""
        self._play(self._start)

    def play_stop(self) -> None:
        """Signal that recording has stopped, without blocking."""
        self._play(self._stop)

    def play_failure(self) -> None:
        """Signal that something went wrong, without blocking."""
        self._play(self._failure)

    def _play(self, tones: Waveform) -> None:
        self._unless_quiet(lambda: self._player.play(tones))


def cue(*pitches_hz: float) -> Waveform:
    """Return a sequence of tones, each faded in and out so that nothing clicks."""
    return np.concatenate([_PEAK * tone(pitch).imag for pitch in pitches_hz]).astype(np.float32)


def tone(pitch_hz: float) -> NDArray[np.complex128]:
    """Return a tone that swells and fades: its cosine and, as imaginary part, its sine."""
    n_samples = round(_TONE_S * SAMPLE_RATE)
    time_s = np.arange(n_samples) / SAMPLE_RATE
    swell = np.sin(np.pi * np.arange(n_samples) / n_samples) ** 2
    turning: NDArray[np.complex128] = swell * np.exp(2j * np.pi * pitch_hz * time_s)
    return turning
