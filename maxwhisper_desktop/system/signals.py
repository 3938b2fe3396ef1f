"""Quits the app cleanly on Unix signals: Ctrl-C, logout, ``kill``."""

import logging
import os
import signal
import threading
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from maxwhisper_desktop.exit_status import EXIT_OF_SIGNAL

log = logging.getLogger(__name__)

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

HEARD_S: Final = 10.0
"""Seconds after which a main thread that has not noticed the signal counts as hung."""


class UnixSignals(QObject):
    """Converts Unix signals to a Qt signal. On the main thread.

    Python runs signal handlers only between bytecodes, of which there are none while Qt waits. So a
    thread of its own waits for the byte that the system's handler writes into a pipe. If the main
    thread hangs, for example since the display does not answer, the thread ends the process: what was
    said is on disk, and the next start recognises it. The threads share an event.
    """

    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_heard = threading.Event()
        self._reading, self._writing = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self._writing, False)
        self._old_fd = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, lambda *_: None) for number in SIGNALS}
        self.quit_asked.connect(self._hear)
        self._thread = threading.Thread(target=self._wait, name="signals", daemon=True)
        self._thread.start()

    def shut_down(self) -> None:
        """Restore the previous handlers."""
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._is_heard.set()
        os.close(self._writing)
        self._thread.join()
        os.close(self._reading)

    @Slot()
    def _hear(self) -> None:
        self._is_heard.set()

    def _wait(self) -> None:
        while numbers := os.read(self._reading, 64):
            for number in {*numbers} & {*SIGNALS}:
                self.quit_asked.emit()
                if not self._is_heard.wait(HEARD_S):
                    log.critical(
                        "the main thread hangs, so %s ends the app at once; the next start"
                        " recognises what was said",
                        signal.Signals(number).name,
                    )
                    os._exit(EXIT_OF_SIGNAL + number)
