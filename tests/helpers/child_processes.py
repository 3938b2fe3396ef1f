"""Lists child processes, for tests that none are left behind."""

import os
from pathlib import Path


def children(pid: int | None = None) -> set[int]:
    """Return the running children of a process, by default of this one."""
    threads = Path(f"/proc/{pid or os.getpid()}/task").iterdir()
    return {int(child) for one in threads for child in (one / "children").read_text().split()}
