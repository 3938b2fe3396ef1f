"""Quits the app cleanly on Unix signals: Ctrl-C, logout, ``kill``."""

import os
import signal
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class UnixSignals(QObject):
    """Converts Unix signals to a Qt signal. On the main thread.

    Python runs signal handlers only between bytecodes, of which there are none while Qt waits;
    a byte in a pipe wakes it up.
    """

    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._old_fd = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, lambda *_: None) for number in SIGNALS}
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def shut_down(self) -> None:
        """Restore the previous handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        os.close(self._reading)
        os.close(self._writing)

    @Slot()
    def _take(self) -> None:
        if any(number in SIGNALS for number in os.read(self._reading, 64)):
            self.quit_asked.emit()
