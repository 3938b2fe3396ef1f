"""Recordings that come through a pipe: kept in a temporary file, since decoders jump about in one."""

import os
import re
import select
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Final

from engine.audio.file import ReadingCancelledError
from engine.errors import AudioFileError, os_reason
from engine.sentence import Sentence

STANDARD_INPUT: Final = Path("-")
"""What stands for the standard input on a command line."""

_POLL_S: Final = 0.1
_BLOCK: Final = 1 << 20


@contextmanager
def seekable(path: Path, cancelled: Event) -> Iterator[Path]:
    """Give ``path`` itself, or a file with what came through the pipe that it names.

    Raises:
        AudioFileError: The pipe cannot be read, or the disk is full.
        ReadingCancelledError: ``cancelled`` was set, which ends the wait for a pipe's writer.
    """
    if not _is_pipe(path):
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="maxwhisper-") as kept:
        try:
            source = _opened(path)
            try:
                for block in _blocks(source, cancelled):
                    kept.write(block)
                kept.flush()
            finally:
                os.close(source)
        except OSError as error:
            raise AudioFileError(
                Sentence("it cannot be read: {reason}", reason=os_reason(error))
            ) from error
        yield Path(kept.name)


def _is_pipe(path: Path) -> bool:
    if path == STANDARD_INPUT:
        return True
    try:
        return stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):
        return False  # Whoever opens it says why.


def _opened(path: Path) -> int:
    """Return a descriptor for a pipe; one that this process already has is not opened anew.

    A pipe opened anew after its writer has ended would never come to its end.
    """
    if path == STANDARD_INPUT and os.isatty(0):
        raise AudioFileError(
            Sentence("no recording comes through the standard input; add < FILE")
        )
    if path in {STANDARD_INPUT, Path("/dev/stdin")}:
        return os.dup(0)
    if (descriptor := re.fullmatch(r"/(?:dev|proc/self)/fd/(\d+)", str(path))) is not None:
        return os.dup(int(descriptor[1]))
    # Not blocking, so that waiting for the first writer can be cancelled.
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK)


def _blocks(source: int, cancelled: Event) -> Iterator[bytes]:
    while not cancelled.is_set():
        readable, _, _ = select.select([source], [], [], _POLL_S)
        if readable:
            block = os.read(source, _BLOCK)
            if not block:
                return
            yield block
    raise ReadingCancelledError
