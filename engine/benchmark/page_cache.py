"""Drops files from the system's page cache, so that they are read from disk again."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def forget(paths: Iterable[Path]) -> None:
    """Ask the system to drop the cached pages of files, and of all files in folders.

    It keeps pages that a process has mapped or not yet written. The files do not change.
    """
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                for name in names:
                    _forget(Path(folder) / name)
        else:
            _forget(path)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            os.fsync(descriptor)  # Dirty pages would not be dropped.
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
