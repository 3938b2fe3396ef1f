"""Asks the keyboard whether the key is still down, since not every release is reported.

On a thread of its own: the display's server answers, which can be busy, or stopped.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

from maxwhisper_desktop.dictation.events import KeyStateChecked

INTERVAL_S: Final = 0.2
"""Seconds between two questions: well below a tap."""

_PATIENCE_S: Final = 1.0
"""Seconds to wait for the thread in the end; it may be waiting for the server."""


class KeyCheck:
    """Asks from ``start`` to ``stop``, which are called on one thread."""

    def __init__(
        self, is_down: Callable[[], bool | None], report: Callable[[KeyStateChecked], None]
    ) -> None:
        """Prepare the checks.

        Args:
            is_down: Asks the keyboard; called on the thread, and may take its time.
            report: Called on the thread with each answer.
        """
        self._is_down = is_down
        self._report = report
        self._has_ended = threading.Event()
        self._has_ended.set()
        self._thread: threading.Thread | None = None

    @property
    def is_active(self) -> bool:
        """Whether it asks."""
        return not self._has_ended.is_set()

    def start(self) -> None:
        """Ask from now on."""
        self._has_ended = threading.Event()
        # A daemon, so that a stopped server cannot keep the app from ending.
        self._thread = threading.Thread(
            target=self._run, args=(self._has_ended,), name="key-check", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Ask no more; the thread may still wait for one answer, which is not reported."""
        self._has_ended.set()

    def shut_down(self) -> None:
        """Ask no more, and wait for the thread as long as the server answers."""
        self.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _run(self, has_ended: threading.Event) -> None:
        while not has_ended.wait(INTERVAL_S):
            asked_ms = _now_ms()
            is_down = self._is_down()
            checked = KeyStateChecked(asked_ms if is_down else _now_ms(), is_down)
            if not has_ended.is_set():
                self._report(checked)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
