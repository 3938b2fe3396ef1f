"""A line on stderr that shows the progress of a long job."""

import time
from collections.abc import Callable
from typing import Final, TextIO

DRAWN_INTERVAL_S: Final = 0.1
"""Seconds between updates on a terminal, where the line is redrawn."""

WRITTEN_INTERVAL_S: Final = 10.0
"""Seconds between lines in a file or a pipe, where each one stays."""


class StatusLine:
    """One line that is redrawn on a terminal; elsewhere, a new line now and then."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._shown_s = float("-inf")
        self._is_drawn = False

    @property
    def is_terminal(self) -> bool:
        """Whether the stream is a terminal."""
        return self._is_terminal

    def show(self, text: str, *, is_last: bool = False) -> None:
        """Show ``text`` if it is time for an update, or if it is the last one."""
        now = self._clock()
        interval_s = DRAWN_INTERVAL_S if self._is_terminal else WRITTEN_INTERVAL_S
        if not is_last and now - self._shown_s < interval_s:
            return
        self._shown_s = now
        self._stream.write(f"\r{text}\x1b[K" if self._is_terminal else f"{text}\n")
        self._stream.flush()
        self._is_drawn = self._is_terminal

    def keep(self) -> None:
        """Keep the drawn line; what follows starts a new one."""
        if self._is_drawn:
            self._stream.write("\n")
            self._is_drawn = False

    def erase(self) -> None:
        """Erase the drawn line."""
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_drawn = False
