"""The recent audio levels as a moving row of bars."""

from collections import deque
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

_N_BARS: Final = 24
"""Levels shown: a little more than a second at twenty per second."""

_QUIETEST_DBFS: Final = -60.0
"""The level drawn as silence; speech near a microphone is about 40 dB above."""


class LevelMeter(QWidget):
    """Draws the last levels, newest on the right; moves only when a new one is added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: deque[float] = deque(maxlen=_N_BARS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Audio level"))
        self.clear()

    @property
    def level(self) -> float:
        """The newest level, from 0 (silence) to 1 (full scale)."""
        return self._levels[-1]

    def add(self, rms_dbfs: float) -> None:
        """Append a level."""
        self._levels.append(min(max(1 - rms_dbfs / _QUIETEST_DBFS, 0.0), 1.0))
        self.update()

    def clear(self) -> None:
        """Show silence."""
        self._levels.extend([0.0] * _N_BARS)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(_N_BARS * self._step(), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        step, width = self._step(), self._step() * 0.6
        for position, level in enumerate(self._levels):
            height = max(level * self.height(), width)
            top = (self.height() - height) / 2
            bar = QRectF(position * step, top, width, height)
            painter.drawRoundedRect(bar, width / 2, width / 2)

    def _step(self) -> int:
        return max(round(self.fontMetrics().height() / 4), 3)
