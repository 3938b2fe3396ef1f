"""Median, spread and ratio of measured times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """The distribution of times.

    Attributes:
        median: The median.
        p95: The 95th percentile.
        low: The first quartile.
        high: The third quartile.
    """

    median: float
    p95: float
    low: float
    high: float

    @property
    def iqr(self) -> float:
        """The interquartile range."""
        return self.high - self.low


def spread(values: Sequence[float]) -> Spread:
    """Return the distribution of at least one value; percentiles are interpolated."""
    low, median, high, p95 = (float(q) for q in np.percentile(values, (25, 50, 75, 95)))
    return Spread(median, p95, low, high)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One engine's times over another's on the same clips; below 1 it is faster.

    Attributes:
        of_medians: The ratio of the median times.
        per_clip: The distribution of the ratios on each clip.
    """

    of_medians: float
    per_clip: Spread


def ratio(times: Sequence[float], others: Sequence[float]) -> Ratio:
    """Compare the times of two engines on the same clips, in the same order."""
    per_clip = [mine / other for mine, other in zip(times, others, strict=True)]
    return Ratio(float(np.median(times) / np.median(others)), spread(per_clip))
