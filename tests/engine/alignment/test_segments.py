"""Segments get the times of their words, and words no part of the pauses around them."""

from dataclasses import replace

import pytest

from engine.alignment.segments import clipped_to_speech, with_words
from engine.alignment.words import TimedWord
from engine.audio.vad import SpeechRegion
from engine.transcript import Segment

TYPICAL_S = 0.3


def _segment(start: float, end: float) -> Segment:
    return Segment(start, end, "", (), -0.1, 0.0, 1.0, 0.0)


def _timed(
    segments: list[Segment],
    words: list[tuple[float, float]],
    lengths: list[int],
    offset_s: float = 0.0,
    last_speech_s: float = 0.0,
) -> list[Segment]:
    given = [TimedWord(f" {i}", 1, *times, 0.9) for i, times in enumerate(words)]
    return with_words(segments, given, lengths, TYPICAL_S, offset_s, last_speech_s)


def _times(segment: Segment) -> list[tuple[float, float]]:
    assert segment.words is not None
    return [(word.start, word.end) for word in segment.words]


def test_words_are_dealt_out_by_their_tokens() -> None:
    first, silent, second = _timed(
        [_segment(0, 1), _segment(1, 1), _segment(1, 2)],
        [(0.1, 0.4), (0.4, 0.9), (1.2, 1.8)],
        [2, 0, 1],
    )
    assert _times(first) == [(0.1, 0.4), (0.4, 0.9)]
    assert _times(silent) == []
    assert _times(second) == [(1.2, 1.8)]
    assert (first.start, first.end) == (0.1, 0.9)
    assert (silent.start, silent.end) == (1, 1)


def test_times_count_from_the_recording_s_start() -> None:
    (segment,) = _timed([_segment(61, 62)], [(1.0, 1.5)], [1], offset_s=60.0)
    assert (segment.start, segment.end) == (61.0, 61.5)
    assert _times(segment) == [(61.0, 61.5)]


def test_a_first_word_that_got_the_pause_before_it_is_shortened() -> None:
    (segment,) = _timed([_segment(9, 10)], [(4.0, 9.5), (9.5, 9.8)], [2], last_speech_s=4.0)
    assert _times(segment) == [(pytest.approx(8.9), 9.5), (9.5, 9.8)]
    assert segment.start == pytest.approx(8.9)


def test_a_second_word_that_got_the_pause_is_shortened_with_the_first() -> None:
    (segment,) = _timed([_segment(9, 10)], [(4.0, 4.2), (4.2, 10.0)], [2], last_speech_s=2.0)
    (first_start, edge), second = _times(segment)
    assert second == (edge, 10.0)
    assert edge == pytest.approx(9.4)
    assert first_start == pytest.approx(8.8)


def test_words_end_with_the_speech_that_they_are_in() -> None:
    words = [(0.0, 1.0), (1.0, 4.0), (4.0, 5.0), (5.0, 9.0)]
    (segment,) = _timed([_segment(0, 9)], words, [4], last_speech_s=9.0)
    speech = [SpeechRegion(0.5, 1.5), SpeechRegion(3.8, 4.5)]
    clipped = clipped_to_speech(segment, speech)
    assert _times(clipped) == [(0.4, 1.0), (1.0, 1.6), (4.0, 4.6), (5.0, 9.0)]
    assert (clipped.start, clipped.end) == (0.4, 9.0)


@pytest.mark.parametrize("words", [None, ()])
def test_a_segment_without_words_is_left_as_it_is(words: tuple[()] | None) -> None:
    segment = replace(_segment(1, 2), words=words)
    assert clipped_to_speech(segment, [SpeechRegion(0.0, 1.5)]) == segment


def test_a_word_far_outside_its_segment_is_fitted_into_it() -> None:
    (segment,) = _timed([_segment(5, 6)], [(4.0, 5.4), (5.4, 7.0)], [2], last_speech_s=4.9)
    assert (segment.start, segment.end) == (5, 6)
    assert _times(segment) == [(5, 5.4), (5.4, 6)]
