"""How long a file will still take, from how fast it went so far."""

import time
from collections.abc import Callable
from typing import Final

ENOUGH_S: Final = 3.0
"""Seconds of work from which the rest can be told; what comes before says little."""


class Pace:
    """The pace of one file. What went before its first report, such as loading, does not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, float] | None = None

    def left_s(self, done_s: float, duration_s: float) -> float | None:
        """Return the seconds that remain; None while too little was done to tell.

        Args:
            done_s: Seconds of audio done so far, never less than at the call before.
            duration_s: Length of the audio.
        """
        now_s = self._clock()
        if self._first is None:
            self._first = now_s, done_s
        began_s, done_before_s = self._first
        worked_s, won_s = now_s - began_s, done_s - done_before_s
        if worked_s < ENOUGH_S or won_s <= 0:
            return None
        return max(duration_s - done_s, 0.0) * worked_s / won_s
