"""Dynamic time warping: the frames that tokens were most likely said in, in their order."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.numpy_network.layers import Floats

MEDIAN_WIDTH: Final = 7
"""Frames of the median filter (the reference's value)."""


def attention_map(scores: Floats) -> Floats:
    """Return how strongly each token belongs to each frame, (n_tokens, n_frames).

    Args:
        scores: Shape (n_heads, n_tokens, n_frames), of the frames with sound alone. Each head's
            attention is compared between tokens, smoothed over time, and averaged.
    """
    total = np.zeros(scores.shape[1:], np.float32)
    for head in scores:  # One by one: a head's map fits the cache.
        weights = np.exp(head - head.max(axis=1, keepdims=True))
        weights /= weights.sum(axis=1, keepdims=True)
        spread = weights.std(axis=0)
        # A frame that all tokens attend to alike tells nothing.
        weights = (weights - weights.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
        total += median_filtered(weights)
    return total / np.float32(len(scores))


def median_filtered(rows: Floats) -> Floats:
    """Return the median of ``MEDIAN_WIDTH`` neighbours in each row, which is mirrored at its ends."""
    reach = MEDIAN_WIDTH // 2
    if rows.shape[1] <= reach:
        return rows
    padded = np.pad(rows, ((0, 0), (reach, reach)), mode="reflect")
    n = rows.shape[1]
    ranked = [padded[:, i : i + n] for i in range(MEDIAN_WIDTH)]
    # Exchanged pair by pair until the middle one is in its place: a fifth of a sort's time.
    for low, high in _EXCHANGES:
        ranked[low], ranked[high] = (
            np.minimum(ranked[low], ranked[high]),
            np.maximum(ranked[low], ranked[high]),
        )
    return ranked[reach]


_EXCHANGES: Final = (
    *((0, 5), (0, 3), (1, 6), (2, 4), (0, 1), (3, 5), (2, 6)),
    *((2, 3), (3, 6), (4, 5), (1, 4), (1, 3), (3, 4)),
)
"""The thirteen exchanges that bring the median of seven to the middle (Devillard 1998)."""


def first_frames(costs: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return the frame at which the cheapest path enters each row, (n_rows,).

    Args:
        costs: Shape (n_rows, n_frames). A path goes from the first row and frame to the last, a
            step on in one of them or in both.
    """
    totals = _totals(costs.astype(np.float64))
    # Where the path to each place came from: a step on in both, in the row, or in the frame.
    both, row, frame = totals[:-1, :-1], totals[:-1, 1:], totals[1:, :-1]
    by_both = (both <= row) & (both <= frame)
    by_row = ~by_both & (row <= frame)
    row_steps = (by_both | by_row).tolist()
    frame_steps = (~by_row).tolist()
    at, now = costs.shape[0] - 1, costs.shape[1] - 1
    first = np.zeros(costs.shape[0], np.int64)
    while at > 0 and now > 0:
        first[at] = now
        at, now = at - row_steps[at][now], now - frame_steps[at][now]
    first[1 : at + 1] = 0
    return first


def _totals(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cost of the cheapest path to each place, with a border of places that none is at."""
    n_rows, n_frames = costs.shape
    totals = np.full((n_rows + 1, n_frames + 1), np.inf)
    totals[0, 0] = 0.0
    for row, sums in enumerate(costs.cumsum(axis=1), 1):
        entered = np.minimum(totals[row - 1, :-1], totals[row - 1, 1:])
        # Entered at a frame and then followed to another: the sums between are the row's own.
        before = np.concatenate(([0.0], sums[:-1]))
        totals[row, 1:] = sums + np.minimum.accumulate(entered - before)
    return totals
