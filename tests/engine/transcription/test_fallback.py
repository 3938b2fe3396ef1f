"""What rejects a result, each reason alone at its border; and which attempts follow on it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import tiny_vocabulary

from engine.decoding.greedy import DecodingResult, compression_ratio
from engine.options import ContextWish, TranscribeOptions
from engine.steps import Steps, finish
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.fallback import (
    CONVINCING_LOGPROB,
    CONVINCING_NO_SPEECH,
    FAILED,
    LONGEST_REPEAT,
    MAX_SILENT_TAIL_S,
    MIN_AVG_LOGPROB,
    N_REPEATS,
    SURE_AVG_LOGPROB,
    SURE_SILENCE,
    SURE_SPEECH,
    SUSPECT,
    SUSPECT_COMPRESSION_RATIO,
    Attempt,
    Rejection,
    attempts_for,
    decode_with_fallback,
    has_loop,
    is_convincing,
    rejections,
    token_budget,
)
from engine.transcription.windows import Window

TINY = Tokenizer(tiny_vocabulary())
SPEECH = " And so, my fellow citizens, ask what you can do."
N_FRAMES = 500


def _time(seconds: float) -> int:
    return TINY.timestamp_begin + round(seconds / 0.02)


def _said(text: str, *times: float) -> DecodingResult:
    """Return a decode of ``text`` that nothing is wrong with, between some timestamps."""
    opening, closing = [_time(at) for at in times[:1]], [_time(at) for at in times[1:]]
    tokens = (*opening, *TINY.encode(text), *closing)
    return DecodingResult(tokens, SURE_AVG_LOGPROB, 0.01, len(tokens) + 1, has_ended=True)


OPTIONS = TranscribeOptions()
GOOD = _said(SPEECH, 0.0, 5.0)


def _reasons(result: DecodingResult) -> set[Rejection]:
    return set(rejections(result, TINY, N_FRAMES, OPTIONS) & SUSPECT)


def test_ordinary_text_is_believed() -> None:
    assert _reasons(GOOD) == set()


def test_text_without_timestamps_is_believed() -> None:
    assert _reasons(_said(SPEECH)) == set()


def test_text_without_an_end_is_suspect() -> None:
    endless = replace(GOOD, has_ended=False)
    assert _reasons(endless) == {Rejection.NO_END}
    assert Rejection.BUDGET_SPENT in rejections(endless, TINY, N_FRAMES, OPTIONS)
    assert not rejections(GOOD, TINY, N_FRAMES, OPTIONS)


def test_text_is_suspect_below_a_mean_log_probability() -> None:
    assert _reasons(replace(GOOD, avg_logprob=MIN_AVG_LOGPROB)) == set()
    unlikely = replace(GOOD, avg_logprob=MIN_AVG_LOGPROB - 0.01)
    assert _reasons(unlikely) == {Rejection.LOW_LOGPROB}


def test_text_that_compresses_well_is_suspect_though_no_words_repeat() -> None:
    text = "ha" * 13  # One long word: nothing for the rule of loops.
    assert compression_ratio(text) > SUSPECT_COMPRESSION_RATIO
    assert _reasons(_said(f" {text}", 0.0, 5.0)) == {Rejection.COMPRESSIBLE}


def test_text_that_repeats_itself_a_little_is_believed() -> None:
    text = "ask what you can do for us, and then ask what you can do for them"
    assert 1.2 < compression_ratio(text) < SUSPECT_COMPRESSION_RATIO
    assert _reasons(_said(f" {text}", 0.0, 5.0)) == set()


def test_words_that_repeat_three_times_are_suspect_and_twice_are_not() -> None:
    twice = _said(" it was very, very good and so we went on", 0.0, 5.0)
    thrice = _said(" it was very very very good and so we went on", 0.0, 5.0)
    assert _reasons(twice) == set()
    assert _reasons(thrice) == {Rejection.REPETITION}


@pytest.mark.parametrize(("tail_s", "expected"), [(0.0, False), (2.0, False), (2.02, True)])
def test_text_that_stops_early_is_suspect(tail_s: float, expected: bool) -> None:  # noqa: FBT001
    assert MAX_SILENT_TAIL_S == 2.0
    found = _reasons(_said(SPEECH, 0.0, 5.0 - tail_s))
    assert found == ({Rejection.EARLY_END} if expected else set())


def test_an_opening_timestamp_alone_tells_nothing_of_the_end() -> None:
    assert _reasons(_said(SPEECH, 0.0)) == set()


def test_a_text_that_opens_a_segment_after_a_pause_ends_where_it_opens() -> None:
    """The last timestamp counts, whether it closes or opens."""
    assert _reasons(_said(SPEECH, 0.0, 2.0, 4.0)) == set()


@pytest.mark.parametrize("tokens", [(), (_time(0.0), _time(5.0)), tuple(TINY.encode("  "))])
def test_no_text_is_believed_only_of_a_sure_silence(tokens: tuple[int, ...]) -> None:
    nothing = replace(GOOD, tokens=tokens)
    assert _reasons(replace(nothing, no_speech_prob=SURE_SILENCE)) == {Rejection.NO_TEXT}
    assert _reasons(replace(nothing, no_speech_prob=SURE_SILENCE + 0.01)) == set()


def test_sure_silence_is_no_excuse_for_text() -> None:
    assert _reasons(replace(GOOD, no_speech_prob=0.99, has_ended=False))


words = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(before=words, phrase=st.lists(st.text("xyz", min_size=1), min_size=1), after=words)
def test_a_phrase_three_times_in_a_row_is_a_loop_wherever_it_stands(
    before: list[str], phrase: list[str], after: list[str]
) -> None:
    phrase = phrase[:LONGEST_REPEAT]
    assert has_loop([*before, *phrase * N_REPEATS, *after])


@given(n=st.integers(0, 60))
def test_words_that_all_differ_are_no_loop(n: int) -> None:
    assert not has_loop([str(i) for i in range(n)])


@given(size=st.integers(1, 40))
def test_a_phrase_said_twice_is_no_loop(size: int) -> None:
    assert not has_loop([str(i) for i in range(size)] * 2)


def test_a_phrase_longer_than_a_loop_s_is_left_to_the_compression_ratio() -> None:
    sentence = [str(i) for i in range(LONGEST_REPEAT + 1)]
    assert not has_loop(sentence * N_REPEATS)


@given(words=words)
def test_a_loop_is_a_loop_backwards_too(words: list[str]) -> None:
    assert has_loop(words) == has_loop(words[::-1])


@given(n_frames=st.integers(0, 3000))
def test_the_budget_grows_by_eight_tokens_a_second(n_frames: int) -> None:
    assert token_budget(n_frames + 100) == token_budget(n_frames) + 8


def test_the_shortest_sound_has_room_for_a_few_words() -> None:
    assert token_budget(1) == 16


def test_a_whole_window_s_budget_is_more_than_the_model_could_say() -> None:
    assert token_budget(3000) >= 448 // 2


def test_a_short_context_is_followed_by_the_whole_one() -> None:
    short, whole = attempts_for(can_be_short=True, gains_by_budget=False)
    assert (short.context, whole.context) == (ContextWish.SHORT, ContextWish.FULL)
    assert short.has_token_budget
    assert not whole.has_token_budget
    assert short.rejected_by == SUSPECT


def test_where_a_budget_saves_time_it_comes_first_and_is_only_about_time() -> None:
    budget, whole = attempts_for(can_be_short=False, gains_by_budget=True)
    assert budget == Attempt(has_token_budget=True, rejected_by=budget.rejected_by)
    assert budget.rejected_by == {Rejection.BUDGET_SPENT}
    assert whole == Attempt(rejected_by=FAILED)


MEL = np.zeros((1, 3000), np.float32)
WINDOW = Window(MEL, 0, N_FRAMES)


class Attempts:
    """Makes attempts whose results are prepared, one line an attempt."""

    def __init__(self, *lines: list[DecodingResult]) -> None:
        self._lines = list(lines)
        self.made: list[tuple[Attempt, list[int]]] = []

    def __call__(
        self, attempt: Attempt, windows: Sequence[Window]
    ) -> Steps[list[DecodingResult]]:
        yield
        self.made.append((attempt, [window.seek for window in windows]))
        return self._lines.pop(0)


def test_only_windows_whose_result_is_rejected_are_decoded_again_each_as_often_as_needed() -> (
    None
):
    windows = [Window(MEL, seek, N_FRAMES) for seek in range(3)]
    loop, unlikely = _said(" and and and so", 0.0, 5.0), replace(GOOD, avg_logprob=-2.0)
    first = Attempt(rejected_by=frozenset({Rejection.REPETITION, Rejection.LOW_LOGPROB}))
    second = replace(first, temperature=0.2)
    last = replace(first, temperature=0.4)
    make = Attempts([GOOD, loop, unlikely], [GOOD, loop], [loop])
    decoded = finish(decode_with_fallback(windows, (first, second, last), TINY, make, OPTIONS))
    assert make.made == [(first, [0, 1, 2]), (second, [1, 2]), (last, [2])]
    assert [one.result for one in decoded] == [GOOD, GOOD, unlikely]
    assert decoded[0].rejected == ()
    assert [(one.attempt, one.reasons) for one in decoded[2].rejected] == [
        (second, frozenset({Rejection.REPETITION})),
        (last, frozenset({Rejection.REPETITION})),
    ]
    assert [one.was_suspect for one in decoded] == [False, True, True]


def _taken(*results: DecodingResult, options: TranscribeOptions = OPTIONS) -> DecodingResult:
    """Return the one of some attempts' results that is taken, the last one made at 1.0."""
    whole = [Attempt(temperature=n / 5, rejected_by=FAILED) for n in range(len(results))]
    make = Attempts(*([one] for one in results))
    (decoded,) = finish(decode_with_fallback([WINDOW], whole, TINY, make, options))
    return decoded.result


def test_of_texts_that_are_all_unlikely_the_likeliest_is_taken() -> None:
    first, second, third = (replace(GOOD, avg_logprob=one) for one in (-1.4, -1.2, -1.9))
    assert _taken(first, second, third) == second


def test_an_unlikely_text_is_taken_rather_than_a_loop() -> None:
    loop, unlikely = _said(" and and and so", 0.0, 5.0), replace(GOOD, avg_logprob=-2.0)
    assert _taken(loop, unlikely, loop) == unlikely


def test_what_the_reference_takes_for_silence_is_not_tried_again() -> None:
    silence = replace(GOOD, avg_logprob=-1.2, no_speech_prob=0.7)
    assert _taken(silence, GOOD) == silence
    assert _taken(silence, GOOD, options=TranscribeOptions(no_speech_threshold=None)) == GOOD


def test_without_its_bound_nothing_is_rejected() -> None:
    unlikely = replace(GOOD, avg_logprob=-3.0)
    repetitive = _said(" " + "ha" * 60, 0.0, 5.0)
    assert _taken(unlikely, GOOD) == GOOD
    assert _taken(unlikely, GOOD, options=TranscribeOptions(logprob_threshold=None)) == unlikely
    assert _taken(repetitive, GOOD) == GOOD
    assert (
        _taken(repetitive, GOOD, options=TranscribeOptions(compression_ratio_threshold=None))
        == repetitive
    )


def test_what_does_not_reject_an_attempt_is_believed() -> None:
    loop = _said(" and and and so", 0.0, 5.0)
    attempts = attempts_for(can_be_short=False, gains_by_budget=True)
    make = Attempts([loop])
    (decoded,) = finish(
        decode_with_fallback([Window(MEL, 0, N_FRAMES)], attempts, TINY, make, OPTIONS)
    )
    assert decoded.result == loop
    assert not decoded.was_suspect


def test_a_text_that_was_only_cut_off_by_its_budget_was_not_suspect() -> None:
    attempts = attempts_for(can_be_short=False, gains_by_budget=True)
    make = Attempts([replace(GOOD, has_ended=False)], [GOOD])
    (decoded,) = finish(
        decode_with_fallback([Window(MEL, 0, N_FRAMES)], attempts, TINY, make, OPTIONS)
    )
    assert decoded.result == GOOD
    assert len(decoded.rejected) == 1
    assert not decoded.was_suspect


def test_the_temperatures_follow_on_the_whole_context_one_after_the_other() -> None:
    attempts = attempts_for(
        can_be_short=True, gains_by_budget=False, temperatures=(0.0, 0.2, 0.4)
    )
    assert [(one.context, one.temperature) for one in attempts] == [
        (ContextWish.SHORT, 0.0),
        (ContextWish.FULL, 0.0),
        (ContextWish.FULL, 0.2),
        (ContextWish.FULL, 0.4),
    ]
    assert attempts[1].rejected_by == FAILED


UNSURE = replace(GOOD, avg_logprob=SURE_AVG_LOGPROB - 0.01)


def test_an_unsure_text_is_searched_for_with_beams_in_the_same_context() -> None:
    attempts = attempts_for(can_be_short=True, gains_by_budget=False, searches_unsure=True)
    make = Attempts([UNSURE], [GOOD])
    (decoded,) = finish(decode_with_fallback([WINDOW], attempts, TINY, make, OPTIONS))
    assert decoded.result == GOOD
    assert [(one.context, one.is_unsure) for one, _ in make.made] == [
        (ContextWish.SHORT, False),
        (ContextWish.SHORT, True),
    ]
    assert not decoded.was_suspect


def test_a_sure_text_is_not_searched_for() -> None:
    attempts = attempts_for(can_be_short=True, gains_by_budget=True, searches_unsure=True)
    (decoded,) = finish(
        decode_with_fallback([WINDOW], attempts, TINY, Attempts([GOOD]), OPTIONS)
    )
    assert decoded.result == GOOD


def test_what_beams_find_is_believed_however_unsure_but_not_if_it_is_suspect() -> None:
    attempts = attempts_for(can_be_short=True, gains_by_budget=False, searches_unsure=True)
    loop = _said(" and and and so", 0.0, 5.0)
    make = Attempts([UNSURE], [loop], [UNSURE], [UNSURE])
    (decoded,) = finish(decode_with_fallback([WINDOW], attempts, TINY, make, OPTIONS))
    assert decoded.result == UNSURE
    assert [(one.context, one.is_unsure) for one, _ in make.made] == [
        (ContextWish.SHORT, False),
        (ContextWish.SHORT, True),
        (ContextWish.FULL, False),
        (ContextWish.FULL, True),
    ]


def test_where_a_budget_saves_time_a_failed_text_is_decoded_at_other_temperatures_too() -> None:
    attempts = attempts_for(can_be_short=False, gains_by_budget=True, temperatures=(0.0, 0.2))
    loop = _said(" and and and so", 0.0, 5.0)
    make = Attempts([loop], [loop], [GOOD])
    (decoded,) = finish(decode_with_fallback([WINDOW], attempts, TINY, make, OPTIONS))
    assert decoded.result == GOOD
    assert decoded.attempt.temperature == 0.2


def test_a_loop_that_has_no_end_is_kept_once() -> None:
    looped = replace(_said(" so and so"), tokens=(1, 2, 3, *[7, 8, 9] * 12), has_ended=False)
    (decoded,) = finish(
        decode_with_fallback([WINDOW], [Attempt()], TINY, Attempts([looped]), OPTIONS)
    )
    assert decoded.result.tokens == (1, 2, 3, 7, 8, 9)
    assert Rejection.NO_END in decoded.doubts


def test_a_word_that_was_said_many_times_is_kept_as_often() -> None:
    said = replace(GOOD, tokens=(1, 2, 3, *[7, 8, 9] * 12))
    (decoded,) = finish(
        decode_with_fallback([WINDOW], [Attempt()], TINY, Attempts([said]), OPTIONS)
    )
    assert decoded.result == said


@pytest.mark.parametrize(
    "changes",
    [
        {"avg_logprob": CONVINCING_LOGPROB, "no_speech_prob": SURE_SPEECH},
        {"avg_logprob": MIN_AVG_LOGPROB - 0.01},
        {"no_speech_prob": CONVINCING_NO_SPEECH},
        {"has_ended": False},
        {"tokens": _said(" you you you you").tokens},
    ],
)
def test_in_doubt_of_speech_only_a_good_text_is_believed(changes: dict[str, object]) -> None:
    assert _convinces(GOOD)
    assert not _convinces(replace(GOOD, **changes))  # type: ignore[arg-type]


def test_a_less_likely_text_is_believed_where_silence_is_ruled_out() -> None:
    hard_to_hear = replace(GOOD, avg_logprob=CONVINCING_LOGPROB - 0.1)
    assert _convinces(replace(hard_to_hear, no_speech_prob=SURE_SPEECH - 0.01))
    assert not _convinces(replace(hard_to_hear, no_speech_prob=SURE_SPEECH))


def _convinces(result: DecodingResult) -> bool:
    (decoded,) = finish(
        decode_with_fallback([WINDOW], [Attempt()], TINY, Attempts([result]), OPTIONS)
    )
    return is_convincing(decoded)
