"""Where words and detected speech disagree: speech without words, and words without speech.

Neither proves an error. The stretch in question is decoded once more, on its own: with other edges,
without a prompt, in its own language. A second text counts only if it is convincing. It is then added to
speech without words, it replaces fewer words, and it stands for words without speech, which are dropped
if there is none.
"""

import enum
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Final

from engine.audio.vad import SpeechRegion
from engine.transcript import Guard, Segment
from engine.transcription.fallback import SUSPECT_COMPRESSION_RATIO, sounds_spoken
from engine.transcription.speech import MARGIN_S

MISSED_S: Final = 1.5
"""Less speech without words is a breath, a laugh, or a time that is a little off."""

TIME_ERROR_S: Final = 1.5
"""The models' times are often whole seconds: a segment may seem to reach so far into the next one's speech."""

LONG_S: Final = 6.0
TOKENS_PER_S: Final = 0.8
"""Fewer tokens than these in a second of speech, over ``LONG_S`` or more, are too few. People speak three
and more."""

CountTokens = Callable[[Sequence[Segment]], int]
"""Counts the tokens of segments that are text."""


class Finding(enum.Enum):
    """How words and speech disagree."""

    NO_WORDS = "speech without words"
    FEW_WORDS = "few words for much speech"
    NO_SPEECH = "words without speech"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch to decode once more.

    Attributes:
        start_s: Its start.
        end_s: Its end.
        finding: What is wrong with it.
        segments: Its words so far.
    """

    start_s: float
    end_s: float
    finding: Finding
    segments: tuple[Segment, ...] = ()

    def better(self, second: Sequence[Segment], n_tokens: CountTokens) -> Sequence[Segment]:
        """Return what is kept of it, if ``second`` is all that is convincing in a second decode."""
        if self.finding is Finding.FEW_WORDS and n_tokens(second) <= n_tokens(self.segments):
            return self.segments
        return second

    def settled(self, segments: Sequence[Segment], kept: Sequence[Segment]) -> list[Segment]:
        """Return all segments in order, with what is kept of this one.

        Its neighbours' times end where it starts, and start where it ends.
        """
        others = [one for one in segments if one not in self.segments]
        if not kept:
            return others
        start_s, end_s = kept[0].start, kept[-1].end
        n_before = sum(one.start + one.end < start_s + end_s for one in others)
        return [
            *(replace(one, end=min(one.end, start_s)) for one in others[:n_before]),
            *kept,
            *(replace(one, start=max(one.start, end_s)) for one in others[n_before:]),
        ]

    def guard(self, kept: Sequence[Segment]) -> Guard:
        """Return what is told of it."""
        if not kept:
            is_open = self.finding is Finding.NO_WORDS
            outcome = "decoded again, no words found" if is_open else "dropped"
        elif kept is self.segments:
            is_open, outcome = False, "decoded again, first text kept"
        else:
            is_open, outcome = False, "decoded again, second text taken"
        return Guard(self.start_s, self.end_s, self.finding.value, outcome, is_open)


def disagreements(
    segments: Sequence[Segment], speech: Sequence[SpeechRegion], n_tokens: CountTokens
) -> list[Disagreement]:
    """Return where to decode once more.

    Args:
        segments: Those of a recording that have words, in order.
        speech: All that was detected in it.
        n_tokens: See ``CountTokens``.
    """
    found = list(_without_words(segments, speech))
    for segment in segments:
        if (spoken_s := _spoken_s(speech, segment.start, segment.end)) >= LONG_S:
            if n_tokens([segment]) < TOKENS_PER_S * spoken_s:
                found.append(_whole(segment, Finding.FEW_WORDS))
        elif not _is_convincing(segment) and not _spoken_s(
            speech, segment.start - MARGIN_S, segment.end + MARGIN_S
        ):
            found.append(_whole(segment, Finding.NO_SPEECH))
    return found


def _without_words(
    segments: Sequence[Segment], speech: Sequence[SpeechRegion]
) -> Iterable[Disagreement]:
    spans = [(0.0, 0.0), *((one.start, one.end) for one in segments), (inf, inf)]
    for before, after in pairwise(spans):
        start_s, end_s = before[1], after[0]
        inside = [
            i for i, one in enumerate(speech) if one.start_s < end_s and one.end_s > start_s
        ]
        if _spoken_s((speech[i] for i in inside), start_s, end_s) >= MISSED_S:
            first, last = inside[0], inside[-1]
            ended_s = speech[first - 1].end_s if first else -inf
            starts_s = speech[last + 1].start_s if last + 1 < len(speech) else inf
            yield Disagreement(
                _start_s(before, speech[first].start_s, ended_s),
                # The end is the start of time turned round.
                -_start_s((-after[1], -after[0]), -speech[last].end_s, -starts_s),
                Finding.NO_WORDS,
            )


def _start_s(segment: tuple[float, float], speech_s: float, ended_s: float) -> float:
    """Return where to decode on after a segment: inside a word, all that follows would be spoilt.

    Args:
        segment: Its start and end.
        speech_s: Where the speech without words starts.
        ended_s: Where the speech before that ends.
    """
    start_s, end_s = segment
    if speech_s >= end_s:
        return max(end_s, speech_s - MARGIN_S)
    has_its_own = ended_s > start_s
    if has_its_own and end_s - speech_s <= TIME_ERROR_S:
        return max(speech_s - MARGIN_S, ended_s)
    return end_s


def _whole(segment: Segment, finding: Finding) -> Disagreement:
    return Disagreement(segment.start, segment.end, finding, (segment,))


def _spoken_s(speech: Iterable[SpeechRegion], start_s: float, end_s: float) -> float:
    """Return the seconds of speech between two times."""
    shared = (min(one.end_s, end_s) - max(one.start_s, start_s) for one in speech)
    return sum(max(seconds, 0.0) for seconds in shared)


def _is_convincing(segment: Segment) -> bool:
    return (
        sounds_spoken(segment.avg_logprob, segment.no_speech_prob)
        and segment.compression_ratio <= SUSPECT_COMPRESSION_RATIO
    )
