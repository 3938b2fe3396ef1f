"""Tells when the desktop asks the user something, so that its dialog is neither covered nor overlooked."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from maxwhisper_desktop.portal.agreement import ASKING
from maxwhisper_desktop.status.app_status import AppStatus

_SILENT_MS: Final = 1500
"""Milliseconds within which a desktop answers by itself, without a dialog."""


class DesktopQuestion(QObject):
    """Follows the app's status. On the main thread."""

    changed = Signal(bool)
    """Emitted with True when the desktop may ask, with False once it has its answers."""
    waiting = Signal(object)
    """Emitted with a sentence when a dialog waits for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_open = False
        self._silence = QTimer(self, singleShot=True, interval=_SILENT_MS)
        self._silence.timeout.connect(self._tell)

    @Slot(object)
    def follow(self, status: AppStatus) -> None:
        """Take note of the app's status."""
        verdicts = (*status.hotkey_verdicts, *status.typist_verdicts)
        is_open = any(verdict.reason == ASKING for verdict in verdicts)
        if is_open == self._is_open:
            return
        self._is_open = is_open
        if is_open:
            self._silence.start()
        else:
            self._silence.stop()
        self.changed.emit(is_open)

    @Slot()
    def _tell(self) -> None:
        self.waiting.emit(ASKING)
