"""Median, spread and ratio of times."""

import pytest

from engine.benchmark.statistics import ratio, spread


def test_the_spread_of_one_time_is_that_time() -> None:
    only = spread([7.0])
    assert (only.median, only.p95, only.low, only.high, only.iqr) == (7.0, 7.0, 7.0, 7.0, 0.0)


def test_the_spread_is_interpolated_whatever_the_order() -> None:
    found = spread([5.0, 1.0, 4.0, 2.0, 3.0])
    assert (found.median, found.low, found.high, found.iqr) == (3.0, 2.0, 4.0, 2.0)
    assert found.p95 == pytest.approx(4.8)


def test_the_median_ratio_is_not_the_ratio_of_the_medians() -> None:
    found = ratio([1.0, 2.0, 30.0], [2.0, 8.0, 10.0])
    assert found.of_medians == pytest.approx(0.25)
    assert found.per_clip.median == pytest.approx(0.5)


def test_times_of_different_clips_are_not_compared() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        ratio([1.0], [1.0, 2.0])
