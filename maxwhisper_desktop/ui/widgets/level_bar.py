"""How loud the microphone is."""

from typing import Final

from PySide6.QtWidgets import QProgressBar, QWidget

QUIETEST_DBFS: Final = -60
"""Shown as nothing: a quiet room is about there."""


class LevelBar(QProgressBar):
    """A bar from silence to the loudest there is."""

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
