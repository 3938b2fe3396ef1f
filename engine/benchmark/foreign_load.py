"""How much processor time other work used during a measurement."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")

IDLE_FIELDS: Final = (3, 4)
"""Fields of the first line of ``/proc/stat``: idle, iowait."""

GUEST_FIELDS: Final = 8
"""From here on: guest times, which earlier fields include."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor time used up to a moment.

    Attributes:
        at_s: The moment, by ``time.monotonic``.
        all_s: Of all processes on all processors, including time stolen by a virtual machine's
            host.
        own_s: Of this process and the measured ones.
    """

    at_s: float
    all_s: float
    own_s: float


def usage(processes: Iterable[int], proc: Path = PROC) -> Usage | None:
    """Return the processor time so far, in all and by ``processes``; None if unreadable."""
    ticks_a_second = os.sysconf("SC_CLK_TCK")
    try:
        fields = (proc / "stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
        counts = [int(field) for field in fields[:GUEST_FIELDS]]
        busy = sum(count for i, count in enumerate(counts) if i not in IDLE_FIELDS)
        own = sum(_ticks(proc / str(process)) for process in processes)
    except (OSError, ValueError, IndexError):
        return None
    return Usage(
        time.monotonic(), busy / ticks_a_second, own / ticks_a_second + time.process_time()
    )


def foreign_share(before: Usage | None, after: Usage | None, n_cpus: int) -> float | None:
    """Return the share of ``n_cpus`` processors that other work used; None if unknown."""
    if before is None or after is None or after.at_s <= before.at_s:
        return None
    others_s = (after.all_s - before.all_s) - (after.own_s - before.own_s)
    return max(others_s, 0.0) / ((after.at_s - before.at_s) * n_cpus)


def _ticks(process: Path) -> int:
    # Split after the last bracket: the name in brackets may contain anything.
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
