"""Memory that was freed goes back to the system, so that the app does not grow with the takes.

By default glibc gives many of the threads that record and read a heap of its own, and after the first
large block is freed, keeps such blocks in the heap too, where what is small and stays holds them.
"""

import ctypes
from typing import Final

_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
"""From glibc's ``malloc.h``."""

N_HEAPS: Final = 2
"""Heaps of all threads together."""

LARGE_BYTES: Final = 1 << 17
"""Blocks from this size on, two seconds of sound, are the system's own: they go back once freed."""


def keep_heap_small() -> None:
    """Set the rules of this process; without effect on a system without glibc. Before other threads start."""
    set_rule = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_rule is not None:
        set_rule(_ARENA_MAX, N_HEAPS)
        set_rule(_MMAP_THRESHOLD, LARGE_BYTES)
