"""The real app in a process that also records the longest time its main thread was blocked.

``python watched_app.py FILE GATE``: each new maximum is appended to FILE as a line, in
milliseconds. The engine is behind a gate (``gated_engine_host.py``), and the app's timeouts are
lifted as in tests.
"""

import argparse
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from patience import lift_limits, wait_for_last_sound
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import maxwhisper_desktop.app  # noqa: F401 - must be loaded so that its timeouts are lifted
from maxwhisper_desktop.commands.tray import run_tray
from maxwhisper_desktop.recognizer.engine_process import EngineProcess

BEAT_MS = 5
ENGINE = Path(__file__).with_name("gated_engine_host.py")


class Watch(QObject):
    """A timer on the main thread that is late whenever something blocks that thread.

    Time in which the thread was runnable but other programs had the processors does not count:
    the system reports it.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._longest_ms = 0.0
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last, self._queued_ms = time.monotonic(), self._time_in_queue_ms()
        timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start()

    def _beat(self) -> None:
        now, queued_ms = time.monotonic(), self._time_in_queue_ms()
        late_ms = (now - self._last) * 1000 - BEAT_MS - (queued_ms - self._queued_ms)
        self._last, self._queued_ms = now, queued_ms
        if late_ms > self._longest_ms:
            self._longest_ms = late_ms
            with self._file.open("a") as file:
                file.write(f"{late_ms:.1f}\n")

    def _time_in_queue_ms(self) -> float:
        return int(self._schedule.read_text().split()[1]) / 1e6


def main(change_limits: Callable[[], None] = lift_limits) -> int:
    watches: list[Watch] = []
    execute = QApplication.exec

    def watched(*_: object) -> int:
        # From the event loop's first iteration on: starting up may take longer.
        watches.append(Watch(Path(sys.argv[1])))
        return execute()

    QApplication.exec = watched  # type: ignore[method-assign]
    EngineProcess.__init__.__defaults__ = ((sys.executable, str(ENGINE), sys.argv[2]),)
    change_limits()
    wait_for_last_sound()
    return run_tray(argparse.Namespace())


if __name__ == "__main__":
    sys.exit(main())
