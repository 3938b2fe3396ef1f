"""A key drawn as it lies on a keyboard."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

_DEPTH: Final = 0.16
"""How far the cap stands above its edge, in its height."""


class KeyCap(QWidget):
    """The cap of one key, with what is printed on it; pressed or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._is_pressed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def name(self) -> str:
        """What is printed on the key."""
        return self._name

    def show_key(self, name: str, *, is_pressed: bool = False) -> None:
        """Show a key."""
        self._name, self._is_pressed = name, is_pressed
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = round(metrics.height() * 1.9)
        return QSize(max(metrics.horizontalAdvance(self._name) + height, height), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        depth = self.height() * _DEPTH
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        cap = whole.adjusted(0, 0, 0, -depth)
        if self._is_pressed:
            cap.moveTop(cap.top() + depth * 0.8)
        edge = self._edge()
        painter.setPen(QPen(edge, 1.5))
        radius = self.height() * 0.18
        painter.setBrush(edge)
        painter.drawRoundedRect(whole.adjusted(0, depth, 0, 0), radius, radius)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(cap, radius, radius)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._name)

    def _edge(self) -> QColor:
        if self._is_pressed:
            return self.palette().color(QPalette.ColorRole.Highlight)
        # Between text and ground, so that it is seen on light and on dark ones.
        text, ground = (
            self.palette().color(role)
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window)
        )
        return QColor(
            *((a + 2 * b) // 3 for a, b in zip(_rgb(text), _rgb(ground), strict=True))
        )


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
