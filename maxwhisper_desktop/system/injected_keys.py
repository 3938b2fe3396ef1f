"""Keeps track of the app's own key strokes, so that its hotkey ignores them."""

import threading
from collections import Counter


class InjectedKeys:
    """A ledger: the typist enters each stroke, the hotkey crosses it out.

    The display reports strokes at any later time, from a virtual device that other programs
    share, so only counting distinguishes ours from theirs. Shared by two threads under a lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._strokes: Counter[tuple[int, bool]] = Counter()
        self._is_watched = False

    def watch(self) -> None:
        """Start recording strokes: a hotkey will cross them out."""
        self._is_watched = True

    def enter(self, keycode: int, *, is_press: bool) -> None:
        """Record a stroke that is about to be sent."""
        if self._is_watched:
            with self._lock:
                self._strokes[keycode, is_press] += 1

    def cross_out(self, keycode: int, *, is_press: bool) -> bool:
        """Return whether this stroke is one of ours, and remove it."""
        with self._lock:
            if not self._strokes[keycode, is_press]:
                return False
            self._strokes[keycode, is_press] -= 1
            return True
