"""How busy a machine was with other work while something was measured."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")

IDLE_FIELDS: Final = (3, 4)
"""Of the first line of ``/proc/stat``: idle, and waiting for a disk."""

GUEST_FIELDS: Final = 8
"""From here on time is told that was counted before."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds up to a moment.

    Attributes:
        at_s: The moment, by ``time.monotonic``.
        all_s: All processors', whoever had them; a virtual machine's host counts as well.
        own_s: This process' and those of the measured ones.
    """

    at_s: float
    all_s: float
    own_s: float


def usage(processes: Iterable[int], proc: Path = PROC) -> Usage | None:
    """Read what was used up to now, by these processes apart; None where it cannot be read."""
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
    """Return the share of ``n_cpus`` processors that others had; None if it is not known."""
    if before is None or after is None or after.at_s <= before.at_s:
        return None
    others_s = (after.all_s - before.all_s) - (after.own_s - before.own_s)
    return max(others_s, 0.0) / ((after.at_s - before.at_s) * n_cpus)


def _ticks(process: Path) -> int:
    # The name before them, in brackets, may hold anything.
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
