"""A line on stderr that tells how a long job is getting on."""

import time
from collections.abc import Callable
from typing import Final, TextIO

DRAWN_INTERVAL_S: Final = 0.1
"""Between two states of the line on a terminal, where it is drawn over itself."""

WRITTEN_INTERVAL_S: Final = 10.0
"""Between two lines in a file or a pipe, where each state stays."""


class StatusLine:
    """One line redrawn on a terminal; elsewhere now and then a new one."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._shown_s = float("-inf")
        self._is_drawn = False

    @property
    def is_terminal(self) -> bool:
        """Whether somebody watches."""
        return self._is_terminal

    def show(self, text: str, *, is_last: bool = False) -> None:
        """Show ``text`` if it is time for a new state, or if it is the last one."""
        now = self._clock()
        interval_s = DRAWN_INTERVAL_S if self._is_terminal else WRITTEN_INTERVAL_S
        if not is_last and now - self._shown_s < interval_s:
            return
        self._shown_s = now
        self._stream.write(f"\r{text}\x1b[K" if self._is_terminal else f"{text}\n")
        self._stream.flush()
        self._is_drawn = self._is_terminal

    def keep(self) -> None:
        """Leave the drawn line as it stands; what follows begins on its own."""
        if self._is_drawn:
            self._stream.write("\n")
            self._is_drawn = False

    def erase(self) -> None:
        """Take the drawn line away."""
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_drawn = False
