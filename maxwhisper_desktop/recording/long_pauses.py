"""Leaves long pauses out of what is recognised: in half a minute of silence models hear a "you"."""

from collections import deque
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from engine.audio.vad import (
    CHUNK,
    SpeechDetector,
    SpeechRegion,
    find_speech,
    n_kept,
    trim_trailing_silence,
)
from engine.audio.waveform import SAMPLE_RATE, Waveform

KEPT_S: Final = 4.0
"""Seconds kept of a pause after speech. A pause within a sentence is shorter, and tells the model that the
sentence goes on. On 15 pairs of clips 11 to 13 % of the words are wrong with pauses of up to 8 s between
them, with 10 s 16 % (tiny.en)."""

PIECE_S: Final = 1.0
"""Seconds that are left out together."""

EDGE_S: Final = 0.5
"""Seconds before and after a piece in which nobody may speak either. All of it is listened to once more,
amplified on its own, as a take without speech is: whatever may be a voice stays. Silence before the first
word makes words wrong: 8.2 % with 0.5 s, 10 to 12 % with several (tiny.en)."""

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
        """From the one on in which the next piece's edge begins."""
        self._first = 0
        """The first sample of the first block."""
        self._end = 0
        """Samples so far."""
        self._piece = 0
        """The first sample of the piece that may be left out next."""

    def feed(self, block: Waveform, detector: SpeechDetector) -> None:
        """Take the next sound, which ``detector`` has judged."""
        self._blocks.append(block)
        self._end += block.size
        if regions := detector.regions:
            self._piece = max(self._piece, n_kept(regions, KEPT_S))
        edge = round(EDGE_S * SAMPLE_RATE)
        while (end := self._piece + round(PIECE_S * SAMPLE_RATE)) + edge <= self._end:
            around = slice(max(self._piece - edge, 0) - self._first, end + edge - self._first)
            if not find_speech(np.concatenate(self._blocks)[around]):
                self.cuts.append((self._piece, end))
            self._piece = end
        while self._blocks and self._first + self._blocks[0].size <= self._piece - edge:
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


def kept(sound: Waveform, regions: tuple[SpeechRegion, ...], cuts: Sequence[Cut]) -> Waveform:
    """Return what is recognised of a whole take, in which somebody speaks: no silence after it either."""
    return without(trim_trailing_silence(sound, regions), cuts)


def worth_recognising(waveform: Waveform) -> Waveform:
    """Return what is recognised of a whole recording, by the rules for a take.

    All of it if no voice is detected: somebody thinks that there is one.
    """
    detector, pauses = SpeechDetector(), LongPauses()
    for start in range(0, waveform.size, CHUNK):
        block = waveform[start : start + CHUNK]
        detector.feed(block)
        pauses.feed(block, detector)
    regions = detector.finish() or find_speech(waveform)
    if not regions:
        return waveform
    return kept(waveform, regions, pauses.cuts)
