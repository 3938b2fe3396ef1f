"""The key strokes this app makes itself, so that its own hotkey does not hear them."""

import threading
from collections import Counter


class InjectedKeys:
    """A ledger between the typist, which enters each stroke, and the hotkey, which crosses it out.

    Strokes come back from the display at any later time, from a device that other programs type
    with as well; only counting them tells ours from theirs. Shared by two threads, under a lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._strokes: Counter[tuple[int, bool]] = Counter()
        self._is_watched = False

    def watch(self) -> None:
        """Begin to enter strokes: somebody will cross them out."""
        self._is_watched = True

    def enter(self, keycode: int, *, is_press: bool) -> None:
        """Note a stroke that is about to be made."""
        if self._is_watched:
            with self._lock:
                self._strokes[keycode, is_press] += 1

    def cross_out(self, keycode: int, *, is_press: bool) -> bool:
        """Return whether this stroke is one of ours, which it then no longer is."""
        with self._lock:
            if not self._strokes[keycode, is_press]:
                return False
            self._strokes[keycode, is_press] -= 1
            return True
