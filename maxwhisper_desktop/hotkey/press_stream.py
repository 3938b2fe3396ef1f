"""What the signals of a desktop's shortcut mean for a key that is held.

While the key is held, GNOME tells of it again and again: the first time after the keyboard's repeat
delay, then every 30 ms. For some keys it never tells that they were let go. Then the end of the
stream is all there is to go by; and before the stream, the next press.
"""

from typing import Final

REPEAT_MS: Final = 1000
"""Between two repeats at most. GNOME 50 repeats every 30 ms, but one was 270 ms late on a loaded
machine, and speech must not be cut for that."""


class PressStream:
    """One key. Times are milliseconds of one clock."""

    def __init__(self) -> None:
        self.is_held = False
        self._last_ms = 0
        self._is_repeating = False
        self._doubt_ms: int | None = None

    def activated(self, at_ms: int) -> bool:
        """Take note that the key is down; return whether it was pressed just now."""
        if self.is_held and not self._has_stopped(at_ms):
            self._repeat(at_ms)
            return False
        self.is_held = True
        self._is_repeating = False
        self._doubt_ms = None
        self._last_ms = at_ms
        return True

    def deactivated(self) -> bool:
        """Take note that the key was let go; return whether that is news."""
        was_held, self.is_held = self.is_held, False
        return was_held

    def is_in_doubt(self, at_ms: int) -> bool:
        """Return whether the last signal was a press that followed a release nobody told of.

        It is asked ``REPEAT_MS`` after a signal: had the key been held, another would have come.
        """
        return (
            self.is_held
            and not self._is_repeating
            and self._doubt_ms is not None
            and at_ms - self._doubt_ms >= REPEAT_MS
        )

    def is_down(self, at_ms: int) -> bool | None:
        """Return whether the key is down; None where nothing tells."""
        if not self.is_held:
            return False
        return not self._has_stopped(at_ms) if self._is_repeating else None

    def _repeat(self, at_ms: int) -> None:
        if self._doubt_ms is None:
            self._doubt_ms = at_ms
        elif at_ms - self._doubt_ms < REPEAT_MS:
            self._is_repeating = True
        self._last_ms = at_ms

    def _has_stopped(self, at_ms: int) -> bool:
        return self._is_repeating and at_ms - self._last_ms >= REPEAT_MS
