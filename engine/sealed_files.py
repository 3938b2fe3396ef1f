"""Derived files that have the hash of their content in their names, so that damage is noticed.

Hashing takes 1 to 4 ms per megabyte, so a file that was found intact is hashed again only after the next
boot, or once its size, time or inode has changed. Memory and disk fail in between only if the
hardware does; what overwrites a file changes its time. That it was intact is noted in a file
beside it, its mark; the mark's own time is that of the last look.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from engine.atomic_write import put_in_place

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def find_sealed(folder: Path, stem: str, suffix: str) -> Path | None:
    """Return the intact file of that name, if there is one; damaged ones are deleted."""
    for path in sealed_files(folder, stem, suffix):
        if is_intact(path):
            return path
        for damaged in (path, mark_of(path)):
            with suppress(OSError):
                damaged.unlink()
    return None


def seal(made: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Move a complete file to its place, after it was synced to disk, and return its path."""
    path = folder / f"{stem}.{_digest(made)}{suffix}"
    put_in_place(made, path)
    return path


def sealed_files(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    """Return the files of that name, intact or not."""
    return folder.glob(f"{stem}.*{suffix}")


def is_intact(path: Path) -> bool:
    """Return whether the file has the content that its name says."""
    try:
        mark = _mark(path)
        if mark and _read(mark_of(path)) == mark:
            with suppress(OSError):
                os.utime(mark_of(path))
            return True
        if path.name.split(".")[-2] != _digest(path):
            return False
    except OSError:
        return False
    if mark:
        with suppress(OSError):  # It is hashed again the next time.
            mark_of(path).write_text(mark)
    return True


def mark_of(path: Path) -> Path:
    """Return the file that notes that ``path`` was intact."""
    return path.with_name(f"{path.name}.intact")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _mark(path: Path) -> str:
    """Return what stays the same while an intact file needs no new look; "" if unknown."""
    boot_id = _read(_BOOT_ID)
    status = os.stat(path)  # noqa: PTH116 - as nanoseconds
    state = f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{boot_id.strip()} {state}" if boot_id else ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
