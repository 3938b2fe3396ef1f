"""Tell whether a file has sound, without reading all of it.

``engine.audio.file_probe`` looks at it in a child process, since a malformed file can crash or hang a
decoder.
"""

import enum
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Final

from engine.audio.file import ReadingCancelledError
from engine.sentence import Sentence

_PROBE: Final = Path(__file__).with_name("file_probe.py")
"""``engine.audio.file`` says why it is run by its path and with ``-P``."""

_LIMIT_S: Final = 20.0
"""Seconds after which a file counts as unreadable: a probe takes some tenths of one."""

_POLL_S: Final = 0.05
"""How often cancellation is checked for."""


class Sound(enum.Enum):
    """What a file has of sound; the values are the probe's exit statuses."""

    PRESENT = 0
    ABSENT = 10
    UNREADABLE = 11


def sound_track(
    path: Path,
    cancelled: Event | None = None,
    *,
    limit_s: float = _LIMIT_S,
    probe: Sequence[str] | None = None,
) -> Sound:
    """Return whether a regular file has an audio track of which something can be decoded.

    Blocks for some tenths of a second. Thread-safe.

    Args:
        path: A file with any content.
        cancelled: Set it from another thread to cancel.
        limit_s: A file that takes longer is unreadable.
        probe: Another probing command, for tests.

    Raises:
        OSError: The file cannot be opened, or no process be started.
        ReadingCancelledError: ``cancelled`` was set.
    """
    with path.open("rb", buffering=0) as source:
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell, no user's text
            probe or [sys.executable, "-P", str(_PROBE)],
            stdin=source,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Once loaded, MAX makes child processes use another Python, unless told otherwise.
            env=dict(os.environ),
        )
    with process:
        try:
            return _answer(process, cancelled, limit_s)
        except BaseException:
            process.kill()
            raise


def _answer(process: subprocess.Popen[bytes], cancelled: Event | None, limit_s: float) -> Sound:
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        try:
            status = process.wait(_POLL_S)
        except subprocess.TimeoutExpired:
            if cancelled is not None and cancelled.is_set():
                raise ReadingCancelledError(
                    Sentence("probing the file was cancelled")
                ) from None
            continue
        # Any other status is a crash.
        known = {track.value for track in Sound}
        return Sound(status) if status in known else Sound.UNREADABLE
    process.kill()
    return Sound.UNREADABLE
