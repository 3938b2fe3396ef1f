"""What a command prints: results, to an output that may be closed, full, or lack letters, and errors."""

import contextlib
import errno
import io
import os
import sys
from typing import Final

from typing_extensions import override

from engine.errors import EngineError, os_reason
from engine.sentence import Sentence
from maxwhisper_desktop.system.language import said

_STREAMS: Final = (0, 1, 2)
"""File descriptors of input, output and errors."""

OUTPUT_ERRORS: Final = (errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC)
"""What writing to an output fails with, if not with a closed pipe."""


class _ClosedOutput(io.TextIOBase):
    @override
    def write(self, _: str) -> int:
        raise OSError(errno.EBADF, "it is closed")


def fill_closed_streams() -> None:
    """Take the places of closed standard streams, which files opened later would get.

    Writing to a closed output is an error; errors then go nowhere.
    """
    for number in _STREAMS:
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is taken, and all below are in use by now.
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = _ClosedOutput()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def abandon_output() -> None:
    """Let Python's own flush at its end succeed, after the output's reader or disk has failed."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def output_failure(error: OSError) -> Sentence:
    """Return why nothing can be printed any more, as a part of a sentence; print nothing more."""
    abandon_output()
    return Sentence(
        "the standard output cannot be written to: {reason}", reason=os_reason(error)
    )


def tell_error(sentence: Sentence) -> None:
    """Print a line for the user to the standard error output."""
    sys.stderr.write(f"error: {said(sentence)}\n")


def tell_failure(error: EngineError) -> None:
    """Print what failed, and what was reported of it to somebody who can mend it."""
    tell_error(error.sentence)
    if error.reported is not None:
        sys.stderr.write(f"  {error.reported}\n")


class Printer:
    """Prints results, each at once; an output that has failed is not tried again."""

    def __init__(self) -> None:
        """Print to the standard output."""
        self._failure: Sentence | None = None

    def __call__(self, text: str) -> Sentence | None:
        """Print ``text``; return why that failed, as a part of a sentence.

        Raises:
            BrokenPipeError: Its reader has gone, so that nothing more is wanted.
        """
        if self._failure is not None:
            return self._failure
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except UnicodeEncodeError as error:
            return Sentence(
                "the standard output's encoding, {encoding}, lacks letters of it",
                encoding=error.encoding,
            )
        except OSError as error:
            self._failure = output_failure(error)
        return self._failure
