"""Recognises terminals of any name by the session that they run on a terminal of their own."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_SESSION, _TTY = 3, 4
"""Fields of ``/proc/PID/stat`` after the program's name (proc(5))."""
PROC: Final = Path("/proc")


def is_terminal(pids: Iterable[int], proc: Path = PROC) -> bool | None:
    """Return whether one of a window's processes is a terminal.

    Args:
        pids: The processes, on this machine.
        proc: The system's processes.

    Returns:
        None if that is unknown, since there is no such process.
    """
    known = [pid for pid in pids if (proc / str(pid)).exists()]
    if not known:
        return None
    return any(_leads_terminal(child, proc) for pid in known for child in _children(pid, proc))


def _children(pid: int, proc: Path) -> Iterator[int]:
    for thread in (proc / str(pid) / "task").glob("*/children"):
        try:
            yield from map(int, thread.read_text().split())
        except OSError:  # The thread has just ended.
            continue


def _leads_terminal(pid: int, proc: Path) -> bool:
    """Return whether a process is the leader of a session that has a terminal: a shell."""
    try:
        stat = (proc / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return False
    fields = stat.rpartition(")")[2].split()
    return int(fields[_SESSION]) == pid and fields[_TTY] != "0"
