"""What a process occupies: memory, open files, threads."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a process occupied at one moment."""

    memory_mb: float
    n_files: int
    n_threads: int

    @classmethod
    def of(cls, pid: int) -> Self:
        """Look at a process, which may be stopped."""
        proc = Path(f"/proc/{pid}")
        lines = (proc / "status").read_text().splitlines()
        rss = next(line for line in lines if line.startswith("VmRSS"))
        n_files, n_threads = (len([*(proc / kind).iterdir()]) for kind in ("fd", "task"))
        return cls(int(rss.split()[1]) / 1000, n_files, n_threads)
