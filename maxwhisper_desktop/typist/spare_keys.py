"""Keys without a function in the layout, lent to characters for which the layout has no key.

A program looks up a key's meaning when it processes the key, possibly long after it was
pressed. So a key must not change its meaning before the window has read what was typed with it.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from Xlib import X
from Xlib.error import XError
from Xlib.protocol.event import ClientMessage
from Xlib.protocol.rq import Event

from maxwhisper_desktop.typist.window_program import WindowProgram
from maxwhisper_desktop.typist.x11_link import XLink

_FIRST_PING_S: Final = 0.05
_PATIENCE_S: Final = 3.0
"""Timeout in seconds for a busy window: one that has answered before, or whose program is
running."""
_LOOK_S: Final = 0.01
"""Seconds between checks of such a program."""
_FAREWELL_S: Final = 1.0
_UNHEARD_S: Final = 0.25
_UNHEARD_PER_CHARACTER_S: Final = 1 / 400
"""Seconds per character for windows that do not answer; a Qt text field reads about 1000 per
second."""
_MARGIN_S: Final = 1.5
"""Additional seconds for them if nothing waits for the keys, since a busy window may lag
behind."""


def _ping(link: XLink, xid: int, patience_s: float) -> bool:
    """Return whether a window answers a ping in time, after the events that came before.

    GTK and Chromium answer visibly for all clients, Qt only for the window manager, and xterm
    not at all.
    """
    atom, protocols = link.atom("_NET_WM_PING"), link.atom("WM_PROTOCOLS")
    window = link.window_of(xid)
    try:
        if atom not in window.get_wm_protocols():
            return False
    except XError:  # The window is gone.
        return False
    now = link.server_time()
    answers: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, ClientMessage) and event.data[1][1] == now:
            answers.append(event)

    link.listen(hear)
    link.root.change_attributes(event_mask=X.SubstructureNotifyMask)
    question = (32, [atom, now, xid, 0, 0])
    window.send_event(ClientMessage(window=window, client_type=protocols, data=question))
    is_answered = link.wait(lambda: bool(answers), patience_s)
    link.root.change_attributes(event_mask=X.NoEventMask)
    link.unlisten(hear)
    return is_answered


class SpareKeys:
    """The lent keys. On the link's thread."""

    def __init__(self, link: XLink) -> None:
        self._link = link
        self._lent: set[int] = set()
        self._is_answering = False
        self._read_by = 0.0
        self._window = 0

    @property
    def lent(self) -> frozenset[int]:
        """The keycodes that are currently lent."""
        return frozenset(self._lent)

    def lend(self, rows: Mapping[int, Sequence[int]], window: int) -> None:
        """Map keycodes to the keysyms of ``rows``, for typing into ``window``."""
        if not rows:
            return
        if self._lent:
            self._wait_until_read(self._window, lambda: False, margin_s=0)
        if window != self._window or not self._lent:
            self._is_answering = _ping(self._link, window, _FIRST_PING_S)
        self._map(rows)
        self._lent.update(rows)
        self._window = window

    def note_typed(self, n_characters: int) -> None:
        """Count ``n_characters`` more that the window must read."""
        earliest = time.monotonic() + _UNHEARD_S
        self._read_by = max(self._read_by, earliest) + n_characters * _UNHEARD_PER_CHARACTER_S

    def give_back(self, window: int, is_hurried: Callable[[], bool]) -> None:
        """Clear the keys once ``window`` has read them, or postpone that."""
        if self._lent and self._wait_until_read(window, is_hurried, _MARGIN_S):
            self._empty()

    def leave(self) -> None:
        """Clear the keys finally, after a last moment for the window to read them."""
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
        if self._is_answering and _ping(self._link, window, _PATIENCE_S):
            return True
        left_s = self._read_by + margin_s - time.monotonic()
        if self._link.wait(is_hurried, max(left_s, 0.0)):
            return False
        return self._wait_for_the_program(window, is_hurried)

    def _wait_for_the_program(self, window: int, is_hurried: Callable[[], bool]) -> bool:
        """Wait until the window's program is idle; return False if hurried before."""
        program = WindowProgram(self._link, window)
        self._link.wait(lambda: is_hurried() or program.is_at_rest(), _PATIENCE_S, _LOOK_S)
        return not is_hurried()

    def _map(self, rows: Mapping[int, Sequence[int]]) -> None:
        # Adjacent keys in one request, since each change makes all programs reload the
        # keyboard.
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
