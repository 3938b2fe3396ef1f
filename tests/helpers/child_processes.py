"""Lists child processes, for tests that none are left behind."""

import contextlib
import os
from pathlib import Path


def children(pid: int | None = None) -> set[int]:
    """Return the running children of a process, by default of this one."""
    found: set[int] = set()
    for thread in Path(f"/proc/{pid or os.getpid()}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # It may just have ended.
            found.update(map(int, (thread / "children").read_text().split()))
    return found
