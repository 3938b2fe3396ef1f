"""A microphone test: a button and a level bar."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget
from typing_extensions import override

QUIETEST_DBFS: Final = -60
"""The level of an empty bar: about that of a quiet room."""


class LevelBar(QProgressBar):
    """A bar from ``QUIETEST_DBFS`` to full scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, -QUIETEST_DBFS)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Microphone level"))
        self.setMaximumHeight(self.fontMetrics().height())
        self.reset()

    def set_level(self, rms_dbfs: float) -> None:
        """Show a level."""
        self.setValue(round(min(max(rms_dbfs - QUIETEST_DBFS, 0.0), -QUIETEST_DBFS)))


class MicrophoneTest(QWidget):
    """A button that starts and stops the test, and a bar that shows the level meanwhile."""

    toggled = Signal(bool)
    """Emitted with True when a test starts, with False when it ends, at the latest when
    hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QPushButton(self)
        self._button.setCheckable(True)
        self._button.setAutoDefault(False)
        self._level = LevelBar(self)
        self._level.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addWidget(self._level, 1)
        self._button.toggled.connect(self._on_toggled)
        self._name()

    def set_level(self, rms_dbfs: float) -> None:
        """Show a level, unless the test has ended."""
        if self._button.isChecked():
            self._level.set_level(rms_dbfs)

    @property
    def is_running(self) -> bool:
        """Whether the level is being shown."""
        return self._button.isChecked()

    def start(self) -> None:
        """Begin the test, unless it is running."""
        self._button.setChecked(True)

    def stop(self) -> None:
        """End the test, if it is running."""
        self._button.setChecked(False)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # A hidden window must not listen.
        self.stop()
        super().hideEvent(event)

    @Slot(bool)
    def _on_toggled(self, is_wanted: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._level.setEnabled(is_wanted)
        self._level.reset()
        self._name()
        self.toggled.emit(is_wanted)

    def _name(self) -> None:
        is_testing = self._button.isChecked()
        self._button.setText(self.tr("S&top the test") if is_testing else self.tr("&Test"))
        self._button.setAccessibleName(self.tr("Test the microphone"))
