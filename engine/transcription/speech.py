"""Which stretches of a recording are decoded: those with speech, and those that may hold some.

A model invents words where nobody speaks, and loses some where a window begins with a long silence. A
missed voice is worse than either. So a long stretch without speech is left out only if the detector
finds none at its own level either; what it doubts is decoded, and believed only on the decoder's own
evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from engine.audio.vad import SpeechRegion, find_regions, speech_probabilities
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.options import VadMode

GAP_S: Final = 3.0
"""Shorter pauses are decoded with the speech around them: they tell the model where sentences end."""

MARGIN_S: Final = 0.5
"""Kept before and after speech at a longer pause."""

DOUBT: Final = 0.1
"""Probability of speech up to which nobody speaks. In recordings of noise and rooms it goes up to 0.27,
in quiet and masked speech it falls below 0.4."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording that is decoded, in seconds.

    Attributes:
        start_s: Its beginning.
        end_s: Its end.
        is_doubtful: Whether it may be without speech.
    """

    start_s: float
    end_s: float
    is_doubtful: bool = False


def stretches_of(waveform: Waveform, mode: VadMode) -> list[Stretch]:
    """Return what of a recording is decoded, in order; all of it where the detector is off."""
    end_s = duration_s(waveform)
    if mode is VadMode.OFF:
        return [Stretch(0.0, end_s)]
    spoken = _with_margins(find_regions(speech_probabilities(waveform)), end_s)
    if mode is VadMode.STRICT:
        return spoken
    doubtful = [gap for gap in _gaps(spoken, end_s) if _may_hold_speech(waveform, gap)]
    return sorted([*spoken, *doubtful], key=lambda stretch: stretch.start_s)


def _with_margins(regions: tuple[SpeechRegion, ...], end_s: float) -> list[Stretch]:
    """Join regions across short pauses, and begin and end each with a part of the longer ones."""
    joined: list[SpeechRegion] = []
    for region in regions:
        if joined and region.start_s - joined[-1].end_s < GAP_S:
            joined[-1] = SpeechRegion(joined[-1].start_s, region.end_s)
        else:
            joined.append(region)
    return [
        Stretch(
            0.0 if region.start_s < GAP_S else region.start_s - MARGIN_S,
            end_s if end_s - region.end_s < GAP_S else region.end_s + MARGIN_S,
        )
        for region in joined
    ]


def _gaps(spoken: list[Stretch], end_s: float) -> Iterator[Stretch]:
    edges = [0.0, *(edge for one in spoken for edge in (one.start_s, one.end_s)), end_s]
    for start, end in list(pairwise(edges))[::2]:
        if end > start:
            yield Stretch(start, end, is_doubtful=True)


def _may_hold_speech(waveform: Waveform, gap: Stretch) -> bool:
    """Tell whether the detector finds a trace of speech, with the gap raised to its own level."""
    part = waveform[round(gap.start_s * SAMPLE_RATE) : round(gap.end_s * SAMPLE_RATE)]
    return max(speech_probabilities(part, at_one_level=True), default=0.0) > DOUBT
