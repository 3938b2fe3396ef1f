"""Cues of subtitles: openai-whisper's layout of lines, with times that no player rejects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.transcript import Segment, Transcript, Word
from engine.writers.cues import Cue, CueLayout, cues_of


def _segment(start: float, end: float, words: tuple[Word, ...] | None, text: str) -> Segment:
    return Segment(start, end, text, (), -0.1, 0.0, 1.0, 0.0, words)


def _spoken(*texts: str, start: float = 0.0, word_s: float = 0.5) -> Segment:
    """Return a segment whose words follow each other without a pause."""
    words = tuple(
        Word(start + i * word_s, start + (i + 1) * word_s, f" {text}", 1.0)
        for i, text in enumerate(texts)
    )
    return _segment(start, words[-1].end, words, "".join(word.word for word in words))


def _cues(layout: CueLayout, *segments: Segment) -> list[Cue]:
    transcript = Transcript(
        text="",
        language="en",
        duration_s=60.0,
        model="base",
        device="cpu",
        segments=segments,
        n_tokens=0,
    )
    return list(cues_of(transcript, layout))


def _texts(cues: list[Cue]) -> list[str]:
    return ["".join(cue.words) for cue in cues]


ONE = _spoken("Hold", "the", "key", "and", "speak.")
TWO = _spoken("Let", "go.", start=2.5)


def test_a_segment_is_a_cue() -> None:
    cues = _cues(CueLayout(), ONE, TWO)
    assert _texts(cues) == ["Hold the key and speak.", "Let go."]
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [(0, 2500), (2500, 3500)]


def test_a_segment_without_word_times_keeps_its_own() -> None:
    (cue,) = _cues(CueLayout(max_line_width=4), _segment(1.0, 2.0, None, " Hold  the key."))
    assert cue == Cue(1000, 2000, ("Hold the key.",))


def test_lines_break_at_the_width() -> None:
    cues = _cues(CueLayout(max_line_width=12), ONE, TWO)
    assert _texts(cues) == ["Hold the key\nand speak.", "Let go."]


def test_a_word_wider_than_a_line_has_one_of_its_own() -> None:
    cues = _cues(CueLayout(max_line_width=3), _spoken("an", "extraordinary", "day"))
    assert _texts(cues) == ["an\nextraordinary\nday"]


def test_with_width_and_count_cues_are_filled_across_segments() -> None:
    cues = _cues(CueLayout(max_line_width=12, max_line_count=2), ONE, TWO)
    assert _texts(cues) == ["Hold the key\nand speak.", "Let go."]
    cues = _cues(CueLayout(max_line_width=18, max_line_count=2), ONE, TWO)
    assert _texts(cues) == ["Hold the key and\nspeak. Let go."]


def test_a_long_pause_ends_a_cue_that_is_filled_across_segments() -> None:
    later = _spoken("Let", "go.", start=5.5)
    layout = CueLayout(max_line_width=40, max_line_count=2)
    assert _texts(_cues(layout, ONE, later)) == ["Hold the key and speak.", "Let go."]


def test_a_count_without_a_width_changes_nothing() -> None:
    assert _cues(CueLayout(max_line_count=1), ONE, TWO) == _cues(CueLayout(), ONE, TWO)


def test_a_cue_has_no_more_words_than_allowed() -> None:
    cues = _cues(CueLayout(max_words_per_line=2), ONE, TWO)
    assert _texts(cues) == ["Hold the", "key and", "speak.", "Let go."]


def test_each_word_is_highlighted_in_turn_and_none_in_a_pause() -> None:
    words = (Word(1.0, 1.5, " Let", 1.0), Word(2.0, 2.5, " go.", 1.0))
    cues = _cues(CueLayout(highlight_words=True), _segment(1.0, 2.5, words, " Let go."))
    assert [(cue.start_ms, cue.end_ms, cue.highlighted) for cue in cues] == [
        (1000, 1500, 0),
        (1500, 2000, None),
        (2000, 2500, 1),
    ]
    assert _texts(cues) == ["Let go."] * 3


@pytest.mark.parametrize("words", [True, False])
def test_silent_segments_have_no_cue(words: bool) -> None:  # noqa: FBT001 - a test's parameter
    assert _cues(CueLayout(), _segment(1.0, 1.0, () if words else None, "")) == []


WORDS = st.lists(
    st.tuples(st.floats(-1, 8000), st.floats(-1, 8000), st.sampled_from([" a", " bc", "d."])),
    min_size=1,
    max_size=8,
)
LAYOUTS = st.builds(
    CueLayout,
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 3),
    st.none() | st.integers(1, 3),
    st.booleans(),
)


@given(st.lists(WORDS, max_size=4), LAYOUTS)
def test_cues_are_in_order_of_time_and_last_whatever_the_words_times_are(
    segments: list[list[tuple[float, float, str]]], layout: CueLayout
) -> None:
    found = _cues(
        layout,
        *(
            _segment(0.0, 1.0, tuple(Word(*word, 1.0) for word in words), "")
            for words in segments
        ),
    )
    edges = [edge for cue in found for edge in (cue.start_ms, cue.end_ms)]
    assert edges == sorted(edges)
    assert all(0 <= cue.start_ms < cue.end_ms for cue in found)
    if not layout.highlight_words:
        said = "".join(word for words in segments for *_, word in words)
        shown = "".join(word for cue in found for word in cue.words)
        assert shown.translate({32: None, 10: None}) == said.replace(" ", "")
