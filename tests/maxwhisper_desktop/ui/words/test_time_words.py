"""Places in recordings, and time that remains."""

import pytest

from maxwhisper_desktop.ui.words.time_words import place_words, time_left_words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0, "0:00"), (65.9, "1:05"), (3600.0, "1:00:00")]
)
def test_hours_are_shown_only_where_there_are_any(seconds: float, words: str) -> None:
    assert place_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "under 1 min left"),
        (60.0, "under 1 min left"),
        (61.0, "2 min left"),
        (3600.0, "1 h 0 min left"),
        (5000.0, "1 h 24 min left"),
    ],
)
def test_time_that_remains_is_rounded_up_to_minutes(seconds: float, words: str) -> None:
    assert time_left_words(seconds) == words
