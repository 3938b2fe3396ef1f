"""Whether the X server answers.

Qt waits for a server that has stopped while it holds Python's lock, and so stops all threads, even those
that record. python-xlib waits without the lock, so it is asked first.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from PySide6.QtGui import QGuiApplication
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError

log = logging.getLogger(__name__)

_LONG_S: Final = 1.0
"""Seconds that a server takes to answer only if something is wrong with it."""
LOST: Final = (ConnectionClosedError, OSError)
"""The exceptions of a connection whose server is gone."""


@contextmanager
def silence_logged() -> Iterator[None]:
    """Log it if the server does not answer for long within the context."""
    asked_s = time.monotonic()
    yield
    waited_s = time.monotonic() - asked_s
    if waited_s > _LONG_S:
        log.warning("the X server did not answer for %.0f s", waited_s)


class XServer:
    """A connection of its own to the server, if Qt draws on one. On one thread."""

    def __init__(self, display: str | None = None) -> None:
        """Connect.

        Args:
            display: Its name; by default the one that Qt draws on.
        """
        if display is None and QGuiApplication.platformName() == "xcb":
            display = os.environ.get("DISPLAY")
        self._display: Display | None = None
        if display:
            with suppress(DisplayError, *LOST):
                self._display = Display(display)

    def wait(self) -> None:
        """Return once the server answers, or is gone."""
        if self._display is None:
            return
        try:
            with silence_logged():
                self._display.sync()
            # The events that the server sends to every client.
            while self._display.pending_events():
                self._display.next_event()
        except LOST:
            self.shut_down()

    def shut_down(self) -> None:
        """Close the connection; ``wait`` returns at once from now on."""
        if self._display is not None:
            with suppress(*LOST):
                self._display.close()
        self._display = None
