"""Decides when what was said so far in a take is worth recognising."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from engine.audio.vad import SpeechDetector, n_kept
from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.recording.long_pauses import Cut, n_without, without

INTERVAL_S: Final = 0.7
"""Seconds of new sound while somebody speaks, after which it is told."""


class SpeechFollower:
    """Follows one take; on the recorder's thread.

    A pause is told as soon as it is as long as what is kept of the silence at a take's end: if the take
    ends in it, whenever that is, what was told is exactly what is recognised in the end.
    """

    def __init__(self, tell: Callable[[SpokenPart], None]) -> None:
        """Call ``tell`` with each part; never for a take without speech."""
        self._tell = tell
        self._fresh: list[Waveform] = []
        self._n_samples = 0
        self._n_sent = 0
        self._n_told = 0

    def feed(self, block: Waveform, detector: SpeechDetector, cuts: Sequence[Cut] = ()) -> None:
        """Take the next sound.

        Args:
            block: The sound.
            detector: Which has judged it.
            cuts: What is left out of the take so far.
        """
        self._fresh.append(block)
        self._n_samples += block.size
        if not (regions := detector.regions):
            return
        is_speaking = regions[-1].end_s >= detector.heard_s
        if is_speaking:
            if self._n_samples - self._n_told >= INTERVAL_S * SAMPLE_RATE:
                self._send(self._n_samples, cuts, is_pause=False)
        elif self._n_told != (kept := n_kept(regions)) <= self._n_samples:
            self._send(kept, cuts, is_pause=True)

    def _send(self, n_samples: int, cuts: Sequence[Cut], *, is_pause: bool) -> None:
        sound = np.concatenate(self._fresh)
        samples = without(sound, cuts, self._n_samples - sound.size)
        self._tell(SpokenPart(self._n_sent, samples, n_without(n_samples, cuts), is_pause))
        self._fresh.clear()
        self._n_sent += samples.size
        self._n_told = n_samples
