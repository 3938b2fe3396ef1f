"""Which processes another one has started, for tests of what is left of them."""

import os
from pathlib import Path


def children(pid: int | None = None) -> set[int]:
    """Return the living children of a process, by default of this one."""
    threads = Path(f"/proc/{pid or os.getpid()}/task").iterdir()
    return {int(child) for one in threads for child in (one / "children").read_text().split()}
