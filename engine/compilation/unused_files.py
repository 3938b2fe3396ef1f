"""Deletes what nothing has used for two months from the folder of compiled graphs.

An update of the app can give graphs and laid-out weights new names. Those of the old version,
up to a gigabyte for a large model, would stay for ever.
"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from engine.compilation.store import MAX_CACHE
from engine.sealed_files import mark_of

_UNUSED_S: Final = 60 * 24 * 3600.0
_OURS: Final = re.compile(r".+\.[0-9a-f]{32}\.(mef|safetensors)|padding-[0-9a-f]{16}\.npz")
"""Names that only our own files have: the folder may be any that the user has named."""


def remove_unused(folder: Path) -> None:
    """Delete old graphs, weights and padding, and what MAX keeps of old compiles.

    Called when something new was written there. What cannot be deleted stays.
    """
    oldest = time.time() - _UNUSED_S
    for path in (*_ours(folder), *_files(folder / MAX_CACHE)):
        with suppress(OSError):
            if _last_use(path) < oldest:
                path.unlink()
                mark_of(path).unlink(missing_ok=True)


def _ours(folder: Path) -> Iterator[Path]:
    return (path for path in _files(folder, "*") if _OURS.fullmatch(path.name))


def _files(folder: Path, pattern: str = "**/*") -> Iterator[Path]:
    return (path for path in folder.glob(pattern) if path.is_file())


def _last_use(path: Path) -> float:
    """Return when it was last read or written, in seconds since 1970.

    File systems may note reading once a day, or never; a sealed file's mark is touched at each.
    """
    states = [each.stat() for each in (path, mark_of(path)) if each.exists()]
    return max(max(state.st_atime, state.st_mtime) for state in states)
