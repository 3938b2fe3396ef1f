"""Distinguishes presses of a key that runs ``maxwhisper toggle`` from the repeats of a held one.

A desktop runs the command of a key binding at the press and, on GNOME and labwc, again for as long
as the key is down: first after the keyboard's repeat delay, then about every 30 ms. It never
reports the release. A repeat must neither end a recording nor begin one; the end of the repeats
counts as release, so that holding the key works as well as tapping it twice.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

FIRST_REPEAT_MS: Final = 1200
"""Longest repeat delay. A command that comes later is a press."""

STOPPED_MS: Final = 1000
"""Shortest time without another command after which repeats have ended, or a doubtful command was
a press."""

LATE: Final = 3
"""How many times the longest gap between two repeats of this hold may pass before they have ended.
On a busy machine gaps exceed a second, which must not cut off speech."""


class TogglePresses:
    """The commands of one user. Times are milliseconds of one clock."""

    def __init__(self) -> None:
        self._last_ms = -FIRST_REPEAT_MS
        self._n_doubtful = 0
        self._longest_ms = 0
        self._has_repeated = False

    def command(self, at_ms: int) -> bool:
        """Process a command; return whether it is certainly a press.

        Otherwise ``settle`` must be called after ``wait_ms`` without another command.
        """
        passed_ms = at_ms - self._last_ms
        self._last_ms = at_ms
        if passed_ms >= FIRST_REPEAT_MS and not self._n_doubtful:
            self._longest_ms = 0
            self._has_repeated = False
            return True
        if self._n_doubtful:  # The first one came after the repeat delay.
            self._longest_ms = max(self._longest_ms, passed_ms)
        self._n_doubtful += 1
        return False

    @property
    def wait_ms(self) -> int:
        """How long to wait for another command."""
        return max(STOPPED_MS, LATE * self._longest_ms)

    def may_be_held(self, at_ms: int) -> bool:
        """Return whether the key may be down: repeats come, or the first one still may."""
        return self._n_doubtful > 0 or at_ms - self._last_ms < FIRST_REPEAT_MS

    def settle(self, *, is_recording: bool) -> bool:
        """Return whether to toggle now.

        A single doubtful command was a press, except just after repeats, of which it is a late one.
        Repeats have ended: the key that began the recording was released; or else it had ended one,
        and nothing is to be done.
        """
        n, self._n_doubtful = self._n_doubtful, 0
        has_repeated, self._has_repeated = self._has_repeated, n > 1
        return is_recording if n > 1 else not has_repeated


class ToggleKey(QObject):
    """Turns the commands into wishes to begin or end a recording."""

    toggled = Signal()

    def __init__(self, is_recording: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_recording = is_recording
        self._presses = TogglePresses()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)

    def command(self) -> None:
        """Process a command."""
        if self._presses.command(self._clock.elapsed()):
            self.toggled.emit()
        else:
            self._timer.start(self._presses.wait_ms)

    @property
    def is_held(self) -> bool:
        """Whether a key that is held may be what keeps recording; may be asked on any thread."""
        return self._is_recording() and self._presses.may_be_held(self._clock.elapsed())

    @Slot()
    def _settle(self) -> None:
        if self._presses.settle(is_recording=self._is_recording()):
            self.toggled.emit()
