"""A window's tokens become segments, and the next window starts where the last segment ends."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.transcription.windows import Span, cut_window

BEGIN = 1000
EOT = 900
WHOLE = 3000  # frames of 30 s


def at(seconds: float) -> int:
    return BEGIN + round(seconds / 0.02)


def span(start_s: float, end_s: float, *tokens: int) -> Span:
    return Span(start_s, end_s, tokens)


def rounded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Span(round(s.start_s, 6), round(s.end_s, 6), s.tokens) for s in spans)


def test_a_window_that_ends_with_one_timestamp_is_done() -> None:
    tokens = (at(0.0), 1, at(2.5), at(3.0), 2, 3, at(7.0))
    cut = cut_window(tokens, BEGIN, WHOLE)
    assert rounded(cut.spans) == (
        span(0.0, 2.5, at(0.0), 1, at(2.5)),
        span(3.0, 7.0, at(3.0), 2, 3, at(7.0)),
    )
    assert cut.n_frames_done == WHOLE


def test_what_the_windows_edge_cut_off_is_decoded_again() -> None:
    tokens = (at(0.4), 1, at(10.0), at(10.0), 2, at(26.0), at(26.5), 3, 4)
    cut = cut_window(tokens, BEGIN, WHOLE)
    assert rounded(cut.spans) == (
        span(0.4, 10.0, at(0.4), 1, at(10.0)),
        span(10.0, 26.0, at(10.0), 2, at(26.0)),
    )
    # From the closing timestamp on, so that the pause is decoded too.
    assert cut.n_frames_done == 2600


def test_an_opening_timestamp_with_nothing_behind_it_is_decoded_again() -> None:
    tokens = (at(0.0), 1, at(4.0), at(5.0))
    cut = cut_window(tokens, BEGIN, WHOLE)
    assert rounded(cut.spans) == (span(0.0, 4.0, at(0.0), 1, at(4.0)),)
    assert cut.n_frames_done == 400


def test_a_rest_that_is_too_short_to_be_decoded_alone_is_a_segment() -> None:
    tokens = (at(0.4), 1, at(10.0), at(10.0), 2, at(29.0), at(29.2), 3, 4)
    cut = cut_window(tokens, BEGIN, WHOLE, shortest_rest=101)
    assert rounded(cut.spans) == (
        span(0.4, 10.0, at(0.4), 1, at(10.0)),
        span(10.0, 29.0, at(10.0), 2, at(29.0)),
        span(29.2, 30.0, at(29.2), 3, 4),
    )
    assert cut.n_frames_done == WHOLE
    assert cut_window(tokens, BEGIN, WHOLE, shortest_rest=100).n_frames_done == 2900


def test_many_pairs_give_as_many_segments() -> None:
    tokens = tuple(chain.from_iterable((at(n), n, at(n + 1)) for n in range(20)))
    cut = cut_window(tokens, BEGIN, WHOLE)
    assert rounded(cut.spans) == tuple(span(n, n + 1, at(n), n, at(n + 1)) for n in range(20))
    assert cut.n_frames_done == WHOLE


def test_a_single_segment_lasts_until_its_closing_timestamp() -> None:
    tokens = (at(0.0), 1, 2, at(6.2))
    cut = cut_window(tokens, BEGIN, 800)
    assert rounded(cut.spans) == (span(0.0, 6.2, *tokens),)
    assert cut.n_frames_done == 800


def test_a_single_segment_begins_with_the_window_whatever_its_timestamp() -> None:
    tokens = (at(0.8), 1, at(6.2))
    assert rounded(cut_window(tokens, BEGIN, WHOLE).spans) == (span(0.0, 6.2, *tokens),)


def test_a_segment_that_is_only_opened_ends_at_that_time_as_in_the_reference() -> None:
    tokens = (at(0.8), 1, 2)
    cut = cut_window(tokens, BEGIN, WHOLE)
    assert rounded(cut.spans) == (span(0.0, 0.8, *tokens),)
    assert cut.n_frames_done == WHOLE


@pytest.mark.parametrize(
    "tokens", [(), (1, 2, 3), (at(0.0), 1, 2), (at(0.0),)], ids=["none", "text", "open", "time"]
)
@pytest.mark.parametrize(("n_frames", "duration_s"), [(WHOLE, 30.0), (1234, 12.34), (1, 0.01)])
def test_without_an_end_the_segment_lasts_as_long_as_the_sound(
    tokens: tuple[int, ...], n_frames: int, duration_s: float
) -> None:
    cut = cut_window(tokens, BEGIN, n_frames)
    assert rounded(cut.spans) == (span(0.0, duration_s, *tokens),)
    assert cut.n_frames_done == n_frames


def test_a_timestamp_past_the_end_of_the_sound_does_not_skip_what_follows() -> None:
    tokens = (at(0.0), 1, at(9.0), at(9.0), 2)
    assert cut_window(tokens, BEGIN, 500).n_frames_done == 500


def test_a_pair_at_zero_does_not_hold_the_window_still() -> None:
    tokens = (at(0.0), at(0.0), 1)
    assert cut_window(tokens, BEGIN, WHOLE).n_frames_done == WHOLE


TOKEN = st.one_of(st.integers(0, EOT - 1), st.integers(at(0.0), at(30.0)))


@given(tokens=st.lists(TOKEN, max_size=30), n_frames=st.integers(1, WHOLE))
def test_every_window_goes_on_but_never_past_its_sound(
    tokens: list[int], n_frames: int
) -> None:
    assert 0 < cut_window(tokens, BEGIN, n_frames).n_frames_done <= n_frames


@given(tokens=st.lists(TOKEN, max_size=30), n_frames=st.integers(1, WHOLE))
def test_segments_hold_the_first_tokens_each_once_and_in_order(
    tokens: list[int], n_frames: int
) -> None:
    spans = cut_window(tokens, BEGIN, n_frames).spans
    kept = list(chain.from_iterable(span.tokens for span in spans))
    assert kept == tokens[: len(kept)]
    # What is left out to be decoded again is a segment of its own.
    assert all(token >= BEGIN for token in tokens[len(kept) :][:1])


@st.composite
def transcripts(draw: st.DrawFn) -> list[int]:
    """Tokens in the order the timestamp rules enforce, cut off anywhere."""
    steps = draw(st.lists(st.integers(0, 1500), min_size=2, max_size=20).map(sorted))
    tokens: list[int] = []
    for start, end in zip(steps[::2], steps[1::2], strict=False):
        if start < end:
            words = draw(st.lists(st.integers(0, EOT - 1), min_size=1, max_size=4))
            tokens += [BEGIN + start, *words, BEGIN + end]
    return tokens[: draw(st.integers(0, len(tokens)))]


@given(tokens=transcripts())
def test_segments_of_a_rightly_ordered_transcript_are_in_order(tokens: list[int]) -> None:
    cut = cut_window(tokens, BEGIN, WHOLE)
    for one in cut.spans:
        assert 0.0 <= one.start_s <= one.end_s <= 30.0
    for one, following in pairwise(cut.spans):
        assert one.end_s <= following.start_s
    assert cut.spans[-1].end_s <= cut.n_frames_done / 100 + 1e-9
