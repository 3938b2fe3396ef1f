"""A line on stderr that shows the progress of a long job."""

import os
import time
import unicodedata
from collections.abc import Callable
from typing import Final, TextIO

DRAWN_INTERVAL_S: Final = 0.1
"""Seconds between updates on a terminal, where the line is redrawn."""

WRITTEN_INTERVAL_S: Final = 10.0
"""Seconds between lines in a file or a pipe, where each one stays."""

_COLUMNS: Final = 80


class StatusLine:
    """One line that is redrawn on a terminal; elsewhere, a new line now and then."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        # One that knows no control sequences gets lines, as a file does.
        self._is_terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
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
        if self._is_terminal:
            self._stream.write(f"\r{_cut(text, self._columns() - 1)}\x1b[K")
        else:
            self._stream.write(f"{text}\n")
        self._stream.flush()
        self._is_drawn = self._is_terminal

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except OSError:
            return _COLUMNS

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


def _cut(text: str, columns: int) -> str:
    """Return what of ``text`` fits a line, since a longer one cannot be redrawn."""
    width = 0
    for i, character in enumerate(text):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > columns:
            return text[:i]
    return text
