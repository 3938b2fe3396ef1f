"""Lets a thread of MAX's sleep, which otherwise looks for work six thousand times a second."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SLACK_NS: Final = 50_000_000
"""How much later than asked for such a thread may be woken: work wakes it at once."""

_SET, _GET = 29, 30
"""``PR_SET_TIMERSLACK`` and ``PR_GET_TIMERSLACK`` of ``prctl(2)``."""


@contextmanager
def coarse_timers() -> Iterator[None]:
    """Let threads that begin meanwhile be woken late by their timers; on Linux only.

    A session's thread waits for 0.1 ms at a time, and each time it takes a processor from those that compute. The
    calling thread's timers are coarse meanwhile, too.
    """
    if sys.platform != "linux":
        yield
        return
    prctl = ctypes.CDLL(None).prctl
    before = prctl(_GET, 0, 0, 0, 0)
    prctl(_SET, ctypes.c_ulong(SLACK_NS), 0, 0, 0)
    try:
        yield
    finally:
        prctl(_SET, ctypes.c_ulong(before), 0, 0, 0)
