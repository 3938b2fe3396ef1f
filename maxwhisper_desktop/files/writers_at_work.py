"""Tells which files programs are still writing."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROCESSES: Final = Path("/proc")
_FLAGS: Final = re.compile(r"^flags:\s+([0-7]+)$", re.MULTILINE)


def files_being_written(processes: Path = _PROCESSES) -> frozenset[Path]:
    """Return the files that this user's processes have open for writing, without links in paths.

    Other users' processes do not show theirs. Takes some hundredths of a second.
    """
    return frozenset(
        target for process in processes.glob("[0-9]*") for target in _written_by(process)
    )


def _written_by(process: Path) -> Iterator[Path]:
    try:
        descriptors = [*(process / "fd").iterdir()]
    except OSError:
        return  # Another user's, or it has ended meanwhile.
    for opened in descriptors:
        try:
            target = opened.readlink()
            if target.is_absolute() and _writes(process / "fdinfo" / opened.name):
                yield target
        except OSError:
            continue  # Closed meanwhile.


def _writes(told: Path) -> bool:
    flags = _FLAGS.search(told.read_text(encoding="ascii"))
    return flags is not None and int(flags[1], 8) & os.O_ACCMODE != os.O_RDONLY
