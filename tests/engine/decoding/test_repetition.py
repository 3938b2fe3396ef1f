"""Filters against repetition change the tokens that were chosen before, and no others."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.decoding.repetition import NoRepeatNgram, RepetitionPenalty

N_VOCAB = 8


def _logits(*rows: int) -> NDArray[np.float32]:
    """Return logits that tell their places: -4 to 3."""
    return np.tile(np.arange(-4, 4, dtype=np.float32), (len(rows) or 1, 1))


def test_what_was_chosen_before_is_less_likely_on_either_side_of_zero() -> None:
    logits = _logits()
    RepetitionPenalty(2.0)(logits, np.array([[0, 7, 7]]))
    assert logits.tolist() == [[-8, -3, -2, -1, 0, 1, 2, 1.5]]


def test_nothing_is_penalised_before_the_first_token() -> None:
    logits = _logits()
    RepetitionPenalty(2.0)(logits, np.empty((1, 0), np.int64))
    assert logits.tolist() == _logits().tolist()


def test_each_row_has_a_past_of_its_own() -> None:
    logits = _logits(0, 1)
    RepetitionPenalty(2.0)(logits, np.array([[6], [7]]))
    assert logits[:, 6:].tolist() == [[1, 3], [2, 1.5]]


@pytest.mark.parametrize(
    ("size", "sampled", "forbidden"),
    [
        (1, [1, 2], {1, 2}),
        (2, [1, 2, 3, 1], {2}),
        (2, [1, 2, 1, 3, 1], {2, 3}),
        (3, [1, 2, 3, 1, 2], {3}),
        (3, [1, 2, 3, 2], set()),
        (3, [1], set()),
        (3, [], set()),
    ],
)
def test_what_would_end_a_sequence_a_second_time_is_forbidden(
    size: int, sampled: list[int], forbidden: set[int]
) -> None:
    logits = _logits()
    NoRepeatNgram(size)(logits, np.array([sampled], np.int64).reshape(1, -1))
    assert set(np.flatnonzero(np.isneginf(logits[0])).tolist()) == forbidden
