"""How much memory a loaded model takes."""

import os
from pathlib import Path
from typing import Final

from engine.runtime.device import ChosenDevice

_STATM: Final = Path("/proc/self/statm")


def memory_mb(chosen: ChosenDevice) -> int:
    """Return the memory in use, in megabytes.

    Of a GPU all that is in use, by other programs as well: its driver tells no more. On a CPU what
    this process has in memory, mapped weights included.
    """
    if chosen.device.is_host:
        n_pages = int(_STATM.read_text(encoding="ascii").split()[1])
        return n_pages * os.sysconf("SC_PAGESIZE") // 10**6
    stats = chosen.device.stats
    return int(stats["total_memory"] - stats["free_memory"]) // 10**6
