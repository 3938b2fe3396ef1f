"""Derives press and release of a key from the signals of a desktop's shortcut.

While the key is down, GNOME repeats the signal: first after the keyboard's repeat delay, then
every 30 ms. It may not report the release. Then the end of the repeats counts as release; before
they begin, the next press does.
"""

from typing import Final

REPEAT_MS: Final = 3000
"""Maximum milliseconds between two repeats. GNOME 50 repeats every 30 ms, but on a machine with ten
programs for each core up to 2.5 s passed, which must not cut off speech. It costs little, since
the release of a single key is reported unless a dialog or the lock screen takes it."""


class PressStream:
    """One key's state. Times are milliseconds of one clock."""

    def __init__(self) -> None:
        self.is_held = False
        self._last_ms = 0
        self._is_repeating = False
        self._doubt_ms: int | None = None

    def activated(self, at_ms: int) -> bool:
        """Process a signal that the key is down; return whether it is a new press."""
        if self.is_held and not self._has_stopped(at_ms):
            self._repeat(at_ms)
            return False
        self.is_held = True
        self._is_repeating = False
        self._doubt_ms = None
        self._last_ms = at_ms
        return True

    def deactivated(self) -> bool:
        """Process a release; return whether the key was down."""
        was_held, self.is_held = self.is_held, False
        return was_held

    def is_in_doubt(self, at_ms: int) -> bool:
        """Return whether the last signal was a press after an unreported release.

        Called ``REPEAT_MS`` after a signal: if the key were down, another would have come.
        """
        return (
            self.is_held
            and not self._is_repeating
            and self._doubt_ms is not None
            and at_ms - self._doubt_ms >= REPEAT_MS
        )

    def is_down(self, at_ms: int) -> bool | None:
        """Return whether the key is down; None if unknown."""
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
