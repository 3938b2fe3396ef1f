"""Keys that the layout leaves empty, lent to characters for which it has no key.

A program looks up what a key means when it gets to it, which may be long after it was pressed.
So a key must not change its meaning before the window has read what was typed with it.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from Xlib import X

from maxwhisper_desktop.typist.window_ping import ping
from maxwhisper_desktop.typist.window_work import WindowProgram
from maxwhisper_desktop.typist.x11_link import XLink

_FIRST_PING_S: Final = 0.05
_PATIENCE_S: Final = 3.0
"""For a window that is busy: it has answered before, or its program is seen to be at work."""
_LOOK_S: Final = 0.01
"""Between two looks at such a program."""
_FAREWELL_S: Final = 1.0
_UNHEARD_S: Final = 0.25
_UNHEARD_PER_CHARACTER_S: Final = 1 / 400
"""For windows that give no answer; a text field of Qt takes in about 1000 a second."""
_MARGIN_S: Final = 1.5
"""More for them where nothing waits for the keys, since a busy one may lag behind."""


class SpareKeys:
    """The keys on loan, in the link's thread."""

    def __init__(self, link: XLink) -> None:
        self._link = link
        self._lent: set[int] = set()
        self._is_answering = False
        self._read_by = 0.0
        self._window = 0

    @property
    def lent(self) -> frozenset[int]:
        """The keycodes that are not empty only because they are lent."""
        return frozenset(self._lent)

    def lend(self, rows: Mapping[int, Sequence[int]], window: int) -> None:
        """Give keycodes the keysyms of ``rows``, to type with into ``window``."""
        if not rows:
            return
        if self._lent:
            self._wait_until_read(self._window, lambda: False, margin_s=0)
        if window != self._window or not self._lent:
            self._is_answering = ping(self._link, window, _FIRST_PING_S)
        self._map(rows)
        self._lent.update(rows)
        self._window = window

    def note_typed(self, n_characters: int) -> None:
        """Reckon with so many more characters for the window to read."""
        earliest = time.monotonic() + _UNHEARD_S
        self._read_by = max(self._read_by, earliest) + n_characters * _UNHEARD_PER_CHARACTER_S

    def give_back(self, window: int, is_hurried: Callable[[], bool]) -> None:
        """Empty the keys again once ``window`` has read them, or leave that for later."""
        if self._lent and self._wait_until_read(window, is_hurried, _MARGIN_S):
            self._empty()

    def leave(self) -> None:
        """Empty the keys for good, with a last moment for the window to read them."""
        if self._lent:
            left_s = min(self._read_by + _MARGIN_S - time.monotonic(), _FAREWELL_S)
            self._link.wait(lambda: False, max(left_s, 0.0))
            self._wait_for_the_program(self._window, lambda: False)
            self._empty()

    def _empty(self) -> None:
        self._map({code: [X.NoSymbol] for code in self._lent})
        self._lent.clear()
        self._link.display.sync()

    def _wait_until_read(
        self, window: int, is_hurried: Callable[[], bool], margin_s: float
    ) -> bool:
        if self._is_answering and ping(self._link, window, _PATIENCE_S):
            return True
        left_s = self._read_by + margin_s - time.monotonic()
        if self._link.wait(is_hurried, max(left_s, 0.0)):
            return False
        return self._wait_for_the_program(window, is_hurried)

    def _wait_for_the_program(self, window: int, is_hurried: Callable[[], bool]) -> bool:
        """Wait until the window's program has come to rest; return False if hurried before."""
        program = WindowProgram(self._link, window)
        self._link.wait(lambda: is_hurried() or program.is_at_rest(), _PATIENCE_S, _LOOK_S)
        return not is_hurried()

    def _map(self, rows: Mapping[int, Sequence[int]]) -> None:
        # Neighbours in one go, since each change makes all programs read the keyboard anew.
        for run in _runs(sorted(rows)):
            self._link.display.change_keyboard_mapping(run[0], [rows[code] for code in run])


def _runs(codes: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][-1] == code - 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs
