"""Atomic writes: files appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a temporary file that replaces ``path`` atomically when the block ends.

    A write that fails leaves nothing behind. Other users may read the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{path.name}-") as scratch:
        written = Path(scratch) / path.name
        yield written
        put_in_place(written, path)


def put_in_place(written: Path, path: Path) -> None:
    """Move a complete file to ``path``, which it replaces, also if the power fails now."""
    _sync(written)
    os.replace(written, path)  # noqa: PTH105 - documented as atomic
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
