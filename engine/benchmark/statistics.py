"""Middle, spread and ratio of measured times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Where times lie.

    Attributes:
        median: Half are as short or shorter.
        p95: Nineteen of twenty are.
        low: One of four is.
        high: Three of four are.
    """

    median: float
    p95: float
    low: float
    high: float

    @property
    def iqr(self) -> float:
        """The room that the middle half takes."""
        return self.high - self.low


def spread(values: Sequence[float]) -> Spread:
    """Return where at least one value lies; between two values it is interpolated."""
    low, median, high, p95 = (float(q) for q in np.percentile(values, (25, 50, 75, 95)))
    return Spread(median, p95, low, high)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How one engine's times compare with another's on the same clips; below 1 it is faster.

    Attributes:
        of_medians: Its median time over the other's.
        per_clip: The ratio on each clip, and where these lie.
    """

    of_medians: float
    per_clip: Spread


def ratio(times: Sequence[float], others: Sequence[float]) -> Ratio:
    """Compare the times of two engines, the same clips in the same order."""
    per_clip = [mine / other for mine, other in zip(times, others, strict=True)]
    return Ratio(float(np.median(times) / np.median(others)), spread(per_clip))
