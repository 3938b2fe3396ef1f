"""Where words and detected speech disagree, and which of two texts is kept."""

from collections.abc import Sequence

import pytest

from engine.audio.vad import SpeechRegion
from engine.transcript import Guard, Segment, Transcript
from engine.transcription.coverage import (
    LONG_S,
    MISSED_S,
    TOKENS_PER_S,
    Disagreement,
    Finding,
    disagreements,
)
from engine.transcription.fallback import CONVINCING_LOGPROB
from engine.transcription.speech import MARGIN_S


def _segment(start: float, end: float, n_tokens: int = 40, logprob: float = -0.9) -> Segment:
    return Segment(start, end, " words", (1,) * n_tokens, logprob, 0.0, 1.0, 0.0)


def _n_tokens(segments: Sequence[Segment]) -> int:
    return sum(len(segment.tokens) for segment in segments)


def _found(
    segments: Sequence[Segment], *speech: tuple[float, float]
) -> list[tuple[float, float, Finding]]:
    regions = [SpeechRegion(*times) for times in sorted(speech)]
    return [
        (one.start_s, one.end_s, one.finding)
        for one in disagreements(segments, regions, _n_tokens)
    ]


def test_words_over_all_speech_are_left_alone() -> None:
    assert _found([_segment(0, 5), _segment(7, 12)], (0.3, 4.8), (7.5, 12.2)) == []


def test_nothing_said_and_nothing_written_agree() -> None:
    assert _found([]) == []


@pytest.mark.parametrize(
    ("speech", "stretch"),
    [
        ((0.0, 3.0), (0.0, 3.0 + MARGIN_S)),
        ((12.0, 18.0), (12.0 - MARGIN_S, 18.0 + MARGIN_S)),
        ((9.0, 20.5), (9.0, 21.0)),
        ((9.5, 20.5), (9.5 - MARGIN_S, 21.0)),
        ((9.0, 22.0), (9.0, 20.0)),
        ((31.0, 40.0), (31.0 - MARGIN_S, 40.0 + MARGIN_S)),
    ],
)
def test_speech_without_words_is_found_before_between_and_after(
    speech: tuple[float, float], stretch: tuple[float, float]
) -> None:
    segments = [_segment(5, 10), _segment(20, 30)]
    assert (*stretch, Finding.NO_WORDS) in _found(segments, speech, (6, 9), (21, 29))


def test_a_breath_without_words_is_none() -> None:
    both = _segment(0, 5), _segment(8, 12)
    assert _found(both, (0, 4), (6, 6 + MISSED_S - 0.1), (8, 12)) == []
    assert len(_found(both, (0, 4), (6, 6 + MISSED_S), (8, 12))) == 1


def test_few_words_for_much_speech_are_found() -> None:
    enough = round(TOKENS_PER_S * LONG_S) + 1
    assert _found([_segment(0, LONG_S, enough)], (0, LONG_S)) == []
    assert _found([_segment(0, LONG_S, 1)], (0, LONG_S)) == [(0, LONG_S, Finding.FEW_WORDS)]
    assert _found([_segment(0, LONG_S, 1)], (0, LONG_S - 1)) == []


def test_words_without_speech_are_found_unless_they_convince() -> None:
    assert _found([_segment(0, 5)], (8.0, 9.0)) == [(0, 5, Finding.NO_SPEECH)]
    assert _found([_segment(0, 5)], (5.0 + MARGIN_S / 2, 6.0)) == []
    sure = _segment(0, 5, logprob=CONVINCING_LOGPROB + 0.1)
    assert _found([sure], (8.0, 9.0)) == []


def test_a_second_text_ends_the_segment_before_and_starts_the_one_after() -> None:
    before, after = _segment(5, 10), _segment(20, 30)
    second = _segment(9, 12), _segment(12, 20.5)
    missed = Disagreement(8.5, 20.5, Finding.NO_WORDS)
    times = [(one.start, one.end) for one in missed.settled([before, after], second)]
    assert times == [(5, 9), (9, 12), (12, 20.5), (20.5, 30)]
    assert missed.settled([before, after], ()) == [before, after]


FIRST, SECOND = _segment(0, 5, 4), _segment(0, 5, 5)


@pytest.mark.parametrize(
    ("finding", "before", "second", "kept", "is_open"),
    [
        (Finding.NO_WORDS, (), (SECOND,), (SECOND,), False),
        (Finding.NO_WORDS, (), (), (), True),
        (Finding.FEW_WORDS, (FIRST,), (SECOND,), (SECOND,), False),
        (Finding.FEW_WORDS, (SECOND,), (FIRST,), (SECOND,), False),
        (Finding.FEW_WORDS, (FIRST,), (), (FIRST,), False),
        (Finding.NO_SPEECH, (SECOND,), (FIRST,), (FIRST,), False),
        (Finding.NO_SPEECH, (FIRST,), (), (), False),
    ],
)
def test_the_better_text_is_kept_and_told_of(
    finding: Finding,
    before: tuple[Segment, ...],
    second: tuple[Segment, ...],
    kept: tuple[Segment, ...],
    is_open: bool,  # noqa: FBT001
) -> None:
    disagreement = Disagreement(0.0, 5.0, finding, before)
    assert disagreement.better(second, _n_tokens) == kept
    guard = disagreement.guard(disagreement.better(second, _n_tokens))
    assert (guard.finding, guard.is_open) == (finding.value, is_open)


def test_the_user_is_told_where_words_may_be_missing() -> None:
    found = Guard(0.0, 5.0, "speech without words", "second text taken")
    missing = Guard(31.2, 40.0, "speech without words", "no words found", is_open=True)

    def warning(*guards: Guard) -> str:
        return Transcript("", "de", 50.0, "base", "cpu", (), 0, guards=guards).warning

    assert warning(found) == ""
    assert "31 to 40 s" in warning(found, missing)
