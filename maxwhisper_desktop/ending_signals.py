"""The signals upon which a command shows what it has done so far, and ends."""

import signal
from types import FrameType
from typing import Final

_ENDING: Final = (signal.SIGINT, signal.SIGTERM)

_came: Final[list[int]] = []


def heed() -> None:
    """Raise ``KeyboardInterrupt`` on the main thread whenever one comes."""
    for number in _ENDING:
        # A shell lets programs in the background ignore Ctrl-C.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _note)


def first() -> int | None:
    """Return the one that came first; None if none came."""
    return _came[0] if _came else None


def check() -> None:
    """Raise again what is due, for a command that goes on: an exception amid a destruction is lost.

    Raises:
        KeyboardInterrupt: One came.
    """
    if _came:
        raise KeyboardInterrupt


def _note(number: int, _: FrameType | None) -> None:
    _came.append(number)
    raise KeyboardInterrupt
