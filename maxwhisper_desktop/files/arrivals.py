"""Tells which recordings in a folder are complete and new."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from engine.sentence import Sentence
from maxwhisper_desktop.files.folders import Found, is_recording, walk
from maxwhisper_desktop.files.writers_at_work import files_being_written

SETTLED_S: Final = 1.0
"""A file that has not changed for so long, and that nobody has open for writing, is complete."""

_Stamp: TypeAlias = tuple[int, int, int] | str
"""What differs once a file has changed; of a folder, its problem."""


@dataclass(slots=True)
class _Seen:
    stamp: _Stamp
    since_s: float
    is_given: bool = False


class Arrivals:
    """What arrives in a folder, each file once until it changes. Only looks when asked."""

    def __init__(
        self,
        folder: Path,
        is_wanted: Callable[[Path], bool],
        *,
        written: Callable[[], frozenset[Path]] = files_being_written,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look into ``folder`` and its sub-folders for files of which ``is_wanted`` is true."""
        self._folder = folder
        self._is_wanted = is_wanted
        self._written = written
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}

    def look(self) -> Found | None:
        """Return a complete recording, or a folder that cannot be searched; None if there is none.

        Those that were given before are given again only once they have changed.
        """
        self._note_changes()
        settled = {path: seen for path, seen in self._seen.items() if self._is_settled(seen)}
        written = self._written() if settled else frozenset()
        for path, seen in settled.items():
            if isinstance(seen.stamp, Sentence):
                seen.is_given = True
                return Found(path, seen.stamp)
            is_wanted = self._is_wanted(path)
            if is_wanted and path.resolve() in written:
                continue
            seen.is_given = True
            if is_wanted and is_recording(path):
                return Found(path)
        return None

    def _note_changes(self) -> None:
        present: dict[Path, _Seen] = {}
        for found in walk(self._folder):
            stamp = found.problem or _stamp(found.path)
            if stamp is None:
                continue
            seen = self._seen.get(found.path)
            is_same = seen is not None and seen.stamp == stamp
            present[found.path] = seen if seen and is_same else _Seen(stamp, self._clock())
        self._seen = present

    def _is_settled(self, seen: _Seen) -> bool:
        is_old = isinstance(seen.stamp, Sentence) or self._clock() - seen.since_s >= SETTLED_S
        return is_old and not seen.is_given


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
