"""Which stretches of a recording are decoded: those with speech, and those that may hold some.

A model invents words in silence and noise, and loses words where a window starts with a long silence.
Missing a voice is worse than both. So a long stretch is skipped only if the detector finds no speech in
it even when it is amplified on its own. Doubtful stretches are decoded, and their text is kept only if
the decoder's own figures support it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from engine.audio.vad import SpeechRegion, find_regions, speech_probabilities
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.options import VadMode

GAP_S: Final = 3.0
"""Shorter pauses are decoded along with the speech: they tell the model where sentences end."""

MARGIN_S: Final = 0.5
"""Kept of a longer pause, before and after speech."""

DOUBT: Final = 0.1
"""A stretch whose probability of speech stays below this is skipped. Noise and rooms reach 0.27; quiet
and masked speech may stay below the 0.4 at which speech begins."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording that is decoded, in seconds.

    Attributes:
        start_s: Its start.
        end_s: Its end.
        is_doubtful: Whether it may contain no speech.
    """

    start_s: float
    end_s: float
    is_doubtful: bool = False

    def later(self, by_s: float) -> "Stretch":
        """Return it with its times later."""
        return replace(self, start_s=self.start_s + by_s, end_s=self.end_s + by_s)


def clips_of(clip_timestamps: Sequence[float], length_s: float) -> list[Stretch]:
    """Return the clips that are asked for, in a recording of ``length_s``; all of it if none is.

    Args:
        clip_timestamps: Seconds where clips start and end, by turns; the last end may be left out.
        length_s: Of the recording: clips end with it, and those after it are left out.
    """
    points = [min(point, length_s) for point in clip_timestamps or (0.0,)]
    if len(points) % 2:
        points.append(length_s)
    clips = map(Stretch, points[::2], points[1::2])
    return [clip for clip in clips if clip.start_s < clip.end_s]


@dataclass(frozen=True, slots=True)
class Survey:
    """A recording, or a clip of it, before it is decoded.

    Attributes:
        clip: All of it.
        stretches: To decode, in order.
        speech: Where the detector is sure of it; empty if it is off.
    """

    clip: Stretch
    stretches: tuple[Stretch, ...]
    speech: tuple[SpeechRegion, ...] = ()

    def later(self, by_s: float) -> "Survey":
        """Return it with all times later."""
        return Survey(
            self.clip.later(by_s),
            tuple(one.later(by_s) for one in self.stretches),
            tuple(SpeechRegion(one.start_s + by_s, one.end_s + by_s) for one in self.speech),
        )


def survey(waveform: Waveform, mode: VadMode, clip: Stretch | None = None) -> Survey:
    """Find the stretches to decode: all of the clip if the detector is off.

    Args:
        waveform: The recording.
        mode: What is left out.
        clip: A part of the recording; None for all of it.
    """
    if clip is not None and clip != Stretch(0.0, duration_s(waveform)):
        samples = slice(round(clip.start_s * SAMPLE_RATE), round(clip.end_s * SAMPLE_RATE))
        return survey(waveform[samples], mode).later(clip.start_s)
    end_s = duration_s(waveform)
    whole = Stretch(0.0, end_s)
    if mode is VadMode.OFF:
        return Survey(whole, (whole,))
    speech = find_regions(speech_probabilities(waveform))
    spoken = _with_margins(speech, end_s)
    if mode is VadMode.STRICT:
        return Survey(whole, tuple(spoken), speech)
    doubtful = [gap for gap in _gaps(spoken, end_s) if _may_hold_speech(waveform, gap)]
    stretches = sorted([*spoken, *doubtful], key=lambda stretch: stretch.start_s)
    return Survey(whole, tuple(stretches), speech)


def _with_margins(regions: tuple[SpeechRegion, ...], end_s: float) -> list[Stretch]:
    """Join regions across short pauses, and extend them a little into the longer ones."""
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
    """Tell whether the detector finds a trace of speech in the gap, amplified on its own."""
    part = waveform[round(gap.start_s * SAMPLE_RATE) : round(gap.end_s * SAMPLE_RATE)]
    return max(speech_probabilities(part, at_one_level=True), default=0.0) > DOUBT
