"""Memory: how much a loaded model takes, and how many windows fit into what is left."""

import os
from pathlib import Path
from typing import Final

from max.driver import Device

from engine.dims import ModelDimensions

MAX_DEFAULT: Final = 8
"""A dictation that comes in between waits until all of them are encoded."""

SHARE: Final = 0.5
"""Of a GPU's free memory: the encoder's own needs come on top."""

BYTES: Final = 2
"""Of a number in half precision."""

_STATM: Final = Path("/proc/self/statm")


def memory_mb(device: Device) -> int:
    """Return the memory in use, in megabytes.

    Of a GPU all that is in use, by other programs as well: its driver tells no more. On a CPU what
    this process has in memory, mapped weights included.
    """
    if device.is_host:
        n_pages = int(_STATM.read_text(encoding="ascii").split()[1])
        return n_pages * os.sysconf("SC_PAGESIZE") // 10**6
    stats = device.stats
    return int(stats["total_memory"] - stats["free_memory"]) // 10**6


def n_windows_that_fit(dims: ModelDimensions, gpu: Device) -> int:
    """Return how many windows to decode at once on a GPU where nothing else is wanted."""
    room = int(SHARE * gpu.stats["free_memory"])
    return max(1, min(room // bytes_of_window(dims), MAX_DEFAULT))


def bytes_of_window(dims: ModelDimensions) -> int:
    """Return what the keys and values of a window's audio and text take on a GPU."""
    n_positions = dims.n_audio_ctx + dims.n_text_ctx
    return BYTES * 2 * dims.n_text_layer * dims.n_text_state * n_positions
