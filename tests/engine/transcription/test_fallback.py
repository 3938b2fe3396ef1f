"""Which transcripts call for the fallback: each rule alone, at its border."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import tiny_vocabulary

from engine.decoding.greedy import DecodingResult, compression_ratio
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.fallback import (
    LONGEST_REPEAT,
    MAX_COMPRESSION_RATIO,
    MAX_SILENT_TAIL_S,
    MIN_AVG_LOGPROB,
    N_REPEATS,
    SURE_SILENCE,
    has_loop,
    is_suspect,
    token_budget,
)

TINY = Tokenizer(tiny_vocabulary())
SPEECH = " And so, my fellow citizens, ask what you can do."
N_FRAMES = 500


def _time(seconds: float) -> int:
    return TINY.timestamp_begin + round(seconds / 0.02)


def _said(text: str, *times: float) -> DecodingResult:
    """Return a decode of ``text`` that nothing is wrong with, between some timestamps."""
    opening, closing = [_time(at) for at in times[:1]], [_time(at) for at in times[1:]]
    tokens = (*opening, *TINY.encode(text), *closing)
    return DecodingResult(tokens, -0.3, 0.01, len(tokens) + 1, has_ended=True)


GOOD = _said(SPEECH, 0.0, 5.0)


def _is_suspect(result: DecodingResult) -> bool:
    return is_suspect(result, TINY, N_FRAMES)


def test_ordinary_text_is_believed() -> None:
    assert not _is_suspect(GOOD)


def test_text_without_timestamps_is_believed() -> None:
    assert not _is_suspect(_said(SPEECH))


def test_text_without_an_end_is_suspect() -> None:
    assert _is_suspect(replace(GOOD, has_ended=False))


def test_text_is_suspect_below_a_mean_log_probability() -> None:
    assert not _is_suspect(replace(GOOD, avg_logprob=MIN_AVG_LOGPROB))
    assert _is_suspect(replace(GOOD, avg_logprob=MIN_AVG_LOGPROB - 0.01))


def test_text_that_compresses_well_is_suspect_though_no_words_repeat() -> None:
    text = "ha" * 40  # One long word: nothing for the rule of loops.
    assert compression_ratio(text) > MAX_COMPRESSION_RATIO
    assert _is_suspect(_said(f" {text}", 0.0, 5.0))


def test_text_that_repeats_itself_a_little_is_believed() -> None:
    text = "ask what you can do for us, and then ask what you can do for them"
    assert 1.2 < compression_ratio(text) < MAX_COMPRESSION_RATIO
    assert not _is_suspect(_said(f" {text}", 0.0, 5.0))


def test_words_that_repeat_three_times_are_suspect_and_twice_are_not() -> None:
    assert not _is_suspect(_said(" it was very, very good and so we went on", 0.0, 5.0))
    assert _is_suspect(_said(" it was very very very good and so we went on", 0.0, 5.0))


@pytest.mark.parametrize(("tail_s", "expected"), [(0.0, False), (2.0, False), (2.02, True)])
def test_text_that_stops_early_is_suspect(tail_s: float, expected: bool) -> None:  # noqa: FBT001
    assert MAX_SILENT_TAIL_S == 2.0
    assert _is_suspect(_said(SPEECH, 0.0, 5.0 - tail_s)) is expected


def test_an_opening_timestamp_alone_tells_nothing_of_the_end() -> None:
    assert not _is_suspect(_said(SPEECH, 0.0))


def test_a_text_that_opens_a_segment_after_a_pause_ends_where_it_opens() -> None:
    """The last timestamp counts, whether it closes or opens."""
    assert not _is_suspect(_said(SPEECH, 0.0, 2.0, 4.0))


@pytest.mark.parametrize("tokens", [(), (_time(0.0), _time(5.0)), tuple(TINY.encode("  "))])
def test_no_text_is_believed_only_of_a_sure_silence(tokens: tuple[int, ...]) -> None:
    nothing = replace(GOOD, tokens=tokens)
    assert _is_suspect(replace(nothing, no_speech_prob=SURE_SILENCE))
    assert not _is_suspect(replace(nothing, no_speech_prob=SURE_SILENCE + 0.01))


def test_sure_silence_is_no_excuse_for_text() -> None:
    assert _is_suspect(replace(GOOD, no_speech_prob=0.99, has_ended=False))


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
