"""Dynamic time warping and the median filter against their plain definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from engine.alignment.warping import attention_map, first_frames, median_filtered

MATRICES = st.tuples(st.integers(1, 7), st.integers(1, 9)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-4, 4).map(float))
)


def _cheapest_path(costs: NDArray[np.float64]) -> tuple[float, list[tuple[int, int]]]:
    """Return the cost and the places of a cheapest path, by trying all of them."""
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for row, frame in np.ndindex(*costs.shape):
        before = [(row - 1, frame - 1), (row - 1, frame), (row, frame - 1)]
        known = [best[place] for place in before if place in best]
        cost, places = min(known, key=lambda one: one[0]) if known else (0.0, [])
        best[row, frame] = (cost + float(costs[row, frame]), [*places, (row, frame)])
    return best[costs.shape[0] - 1, costs.shape[1] - 1]


def _cost_of(first: NDArray[np.int64], costs: NDArray[np.float64]) -> float:
    """Return the cost of the path that enters each row at ``first``, and leaves it as late as it can."""
    total = 0.0
    for row, start in enumerate(first):
        if row + 1 == len(first):
            last = costs.shape[1] - 1
        else:
            # The path enters the next row from this frame or from the one before.
            last = int(first[row + 1])
            stay, diagonal = costs[row, start : last + 1].sum(), costs[row, start:last].sum()
            last -= bool(last > start and diagonal <= stay)
        total += costs[row, start : last + 1].sum()
    return total


@given(MATRICES)
def test_rows_are_entered_as_on_a_cheapest_path(costs: NDArray[np.float64]) -> None:
    first = first_frames(costs)
    cheapest, _ = _cheapest_path(costs)
    assert first[0] == 0
    assert (np.diff(first) >= 0).all()
    assert first[-1] < costs.shape[1]
    assert _cost_of(first, costs) == pytest.approx(cheapest)


def test_each_row_is_entered_where_its_cheap_frames_begin() -> None:
    costs = np.ones((3, 10))
    for row, frames in enumerate((slice(0, 3), slice(3, 7), slice(7, 10))):
        costs[row, frames] = -1.0
    assert first_frames(costs).tolist() == [0, 3, 7]


@given(arrays(np.float32, (3, 20), elements=st.floats(-9, 9, width=32)))
def test_the_filter_gives_the_median_of_seven_mirrored_at_the_ends(
    rows: NDArray[np.float32],
) -> None:
    padded = np.pad(rows, ((0, 0), (3, 3)), mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 7, axis=1)
    assert (median_filtered(rows) == np.median(windows, axis=2)).all()


@pytest.mark.parametrize("n_frames", [1, 3])
def test_rows_too_short_to_be_mirrored_are_left_as_they_are(n_frames: int) -> None:
    rows = np.arange(2 * n_frames, dtype=np.float32).reshape(2, n_frames)
    assert (median_filtered(rows) == rows).all()


def test_frames_that_all_tokens_attend_to_alike_tell_nothing() -> None:
    scores = np.zeros((2, 4, 30), np.float32)
    assert (attention_map(scores) == 0).all()
    scores[:, 2, 10:20] = 5.0
    heard = attention_map(scores)
    assert heard[2, 12:18].min() > 1
    assert heard[[0, 1, 3]].max() < heard[2, 12:18].min()
