"""Which of several texts is taken."""

import pytest

from engine.decoding.greedy import DecodingResult
from engine.decoding.ranking import likeliest, score


def _result(total: float, n_tokens: int) -> DecodingResult:
    return DecodingResult((5,) * n_tokens, total / (n_tokens + 1), 0.0, n_tokens + 1, True)  # noqa: FBT003


def test_without_a_penalty_the_mean_of_the_tokens_counts() -> None:
    assert score(-6.0, 3, None) == -2.0


@pytest.mark.parametrize(("penalty", "expected"), [(0.0, -6.0), (1.0, -3.0), (2.0, -1.5)])
def test_a_penalty_is_a_power_of_the_length(penalty: float, expected: float) -> None:
    assert score(-6.0, 7, penalty) == expected


def test_a_text_without_tokens_has_a_score() -> None:
    assert score(-1.0, 0, None) == -1.0


def test_a_longer_text_wins_the_more_length_is_made_up_for() -> None:
    short, long = _result(-1.0, 1), _result(-3.0, 6)
    assert likeliest([short, long], None) == long
    assert likeliest([short, long], 0.0) == short


def test_the_first_of_equals_is_taken() -> None:
    first, second = _result(-1.0, 2), _result(-1.0, 2)
    assert likeliest([first, second], None) is first
