"""Child processes of tests: which there are, how much they compute, and one that hangs for a while."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path


def children(pid: int | None = None) -> set[int]:
    """Return the running children of a process, by default of this one."""
    found: set[int] = set()
    for thread in Path(f"/proc/{pid or os.getpid()}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # It may just have ended.
            found.update(map(int, (thread / "children").read_text().split()))
    return found


def cpu_s(pid: int) -> float:
    """Return the processor time that a process has used, in seconds."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def stopped(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let a program hang during the ``with`` block, in which it may be killed."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)
