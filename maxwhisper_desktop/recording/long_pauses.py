"""Leaves long pauses out of what is recognised: in half a minute of silence models hear a "you"."""

from collections import deque
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from engine.audio.vad import (
    CHUNK,
    SpeechDetector,
    find_speech,
    n_kept,
    trim_trailing_silence,
)
from engine.audio.waveform import SAMPLE_RATE, Waveform

KEPT_S: Final = 4.0
"""Seconds kept of a pause after speech; as much or more stays before the next speech. A pause in the
middle of a sentence is shorter, and tells the model that the sentence goes on."""

PIECE_S: Final = 5.0
"""Seconds that are left out together. Each piece is listened to once more, amplified on its own, as a
take without speech is: whatever may be a voice stays."""

LEAD_S: Final = 0.5
"""Seconds after a piece in which nobody may begin to speak: words begin before they are detected."""

Cut: TypeAlias = tuple[int, int]
"""The first sample that is left out, and the first one after it."""


class LongPauses:
    """Follows one take, on the thread that records it.

    Attributes:
        cuts: What is left out, in order.
    """

    def __init__(self) -> None:
        self.cuts: list[Cut] = []
        self._blocks: deque[Waveform] = deque()
        """The newest ones; the first of them contains ``_piece``, unless that is still to come."""
        self._first = 0
        """The first sample of the first block."""
        self._end = 0
        """Samples so far."""
        self._piece = round(KEPT_S * SAMPLE_RATE)
        """The first sample of the piece that may be left out next."""

    def feed(self, block: Waveform, detector: SpeechDetector) -> None:
        """Take the next sound, which ``detector`` has judged."""
        self._blocks.append(block)
        self._end += block.size
        if regions := detector.regions:
            self._piece = max(self._piece, n_kept(regions, KEPT_S))
        end = self._piece + round(PIECE_S * SAMPLE_RATE)
        if self._end >= end + round(LEAD_S * SAMPLE_RATE):
            sound = np.concatenate(self._blocks)[self._piece - self._first :]
            if not find_speech(sound[: end - self._piece]):
                self.cuts.append((self._piece, end))
            self._piece = end
        while self._blocks and self._first + self._blocks[0].size <= self._piece:
            self._first += self._blocks.popleft().size


def without(sound: Waveform, cuts: Sequence[Cut], start: int = 0) -> Waveform:
    """Return a part of a take without what is left out of it.

    Args:
        sound: The part.
        cuts: Of the whole take.
        start: Samples of the take before the part.
    """
    if not cuts:
        return sound
    is_kept = np.ones(sound.size, np.bool_)
    for first, end in cuts:
        is_kept[max(first - start, 0) : max(end - start, 0)] = False
    return sound[is_kept]


def n_without(n_samples: int, cuts: Sequence[Cut]) -> int:
    """Return how many of a take's first samples are not left out."""
    return n_samples - sum(min(end, n_samples) - min(first, n_samples) for first, end in cuts)


def worth_recognising(waveform: Waveform) -> Waveform:
    """Return what is recognised of a whole recording, by the rules for a take."""
    detector, pauses = SpeechDetector(), LongPauses()
    for start in range(0, waveform.size, CHUNK):
        block = waveform[start : start + CHUNK]
        detector.feed(block)
        pauses.feed(block, detector)
    regions = detector.finish() or find_speech(waveform)
    return without(trim_trailing_silence(waveform, regions), pauses.cuts)
