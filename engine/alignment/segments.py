"""Gives segments their words, and the times of their words: the reference's rules after pauses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from engine.alignment.words import TimedWord
from engine.audio.vad import SpeechRegion
from engine.transcript import Segment, Word

LONG_PAUSE: Final = 4
"""Typical words that a pause is longer than, so that the words after it may have got part of it."""

EDGE_S: Final = 0.1
"""Speech begins so much earlier and ends so much later than the detector is sure of it."""

FAR_S: Final = 0.5
"""A word that begins or ends so much outside its segment got the time of a pause."""


def with_words(
    segments: Sequence[Segment],
    words: Sequence[TimedWord],
    text_lengths: Sequence[int],
    typical: float,
    offset_s: float,
    last_speech_s: float,
) -> list[Segment]:
    """Return segments with their words and with the times of these.

    Args:
        segments: Of one window.
        words: Of all of them, in order.
        text_lengths: Text tokens of each segment.
        typical: The typical duration of a word, in seconds.
        offset_s: Where the window starts in the recording.
        last_speech_s: Where the words before the window ended in the recording.
    """
    waiting = iter(words)
    timed: list[Segment] = []
    for segment, n_tokens in zip(segments, text_lengths, strict=True):
        own = [_placed(word, offset_s) for word in _next_words(waiting, n_tokens)]
        timed.append(_timed(segment, own, typical, last_speech_s))
        if own:
            last_speech_s = timed[-1].end
    return timed


def _timed(
    segment: Segment, words: list[Word], typical: float, last_speech_s: float
) -> Segment:
    if not words:
        return replace(segment, words=())
    words = _shortened_after_pause(words, typical, last_speech_s)
    segment, words = _fitted(segment, words, typical)
    return replace(segment, words=tuple(words))


def clipped_to_speech(segment: Segment, speech: Sequence[SpeechRegion]) -> Segment:
    """Return a segment whose words last no longer than the speech that they are in.

    Args:
        segment: With words.
        speech: Where somebody speaks. A word in two stretches of it keeps the one that it is most in;
            a word in none, which the detector may have missed, stays as it is.
    """
    if not segment.words or not speech:
        return segment
    words = tuple(_clipped(word, speech) for word in segment.words)
    return replace(segment, start=words[0].start, end=words[-1].end, words=words)


def _clipped(word: Word, speech: Sequence[SpeechRegion]) -> Word:
    kept = [
        (
            round(max(word.start, one.start_s - EDGE_S), 2),
            round(min(word.end, one.end_s + EDGE_S), 2),
        )
        for one in speech
    ]
    start, end = max(kept, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
    return replace(word, start=start, end=end) if start < end else word


def _next_words(words: Iterator[TimedWord], n_tokens: int) -> Iterator[TimedWord]:
    while n_tokens > 0 and (word := next(words, None)) is not None:
        n_tokens -= word.n_tokens
        yield word


def _placed(word: TimedWord, offset_s: float) -> Word:
    start, end = (round(offset_s + at, 2) for at in (word.start, word.end))
    return Word(start, end, word.text, word.probability)


def _shortened_after_pause(
    words: list[Word], typical: float, last_speech_s: float
) -> list[Word]:
    """Shorten the first two words after a pause, which may have got part of it."""
    first, *others = words
    longest = 2 * typical
    is_late = first.end - last_speech_s > LONG_PAUSE * typical
    is_long = first.end - first.start > longest
    are_long = bool(others) and others[0].end - first.start > 2 * longest
    if not (is_late and (is_long or are_long)):
        return words
    if others and others[0].end - others[0].start > longest:
        edge = max(others[0].end / 2, others[0].end - longest)
        first = replace(first, end=edge)
        others[0] = replace(others[0], start=edge)
    return [replace(first, start=max(0.0, first.end - longest)), *others]


def _fitted(segment: Segment, words: list[Word], typical: float) -> tuple[Segment, list[Word]]:
    """Give a segment the times of its words, or the words its own where they reach far outside."""
    first = words[0]
    if segment.start < first.end and segment.start - FAR_S > first.start:
        start = max(0.0, min(first.end - typical, segment.start))
        words = [replace(first, start=start), *words[1:]]
    else:
        segment = replace(segment, start=first.start)
    last = words[-1]
    if segment.end > last.start and segment.end + FAR_S < last.end:
        end = max(last.start + typical, segment.end)
        words = [*words[:-1], replace(last, end=end)]
    else:
        segment = replace(segment, end=last.end)
    return segment, words
