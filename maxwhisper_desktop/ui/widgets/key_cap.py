"""A key as it looks on a keyboard."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

_PADDING: Final = 0.9
"""Space around the label, in heights of the text."""
_EDGE: Final = 0.25
"""Height of the key's front below its top, in heights of the text."""


class KeyCap(QWidget):
    """Draws a key with its label; while pressed it is lower and in the highlight's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ""
        self._is_pressed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self.setFont(font)

    @property
    def is_pressed(self) -> bool:
        """Whether the key is shown as pressed."""
        return self._is_pressed

    def set_label(self, label: str) -> None:
        """Show a key's label, as printed on it."""
        self._label = label
        self.setAccessibleName(label)
        self.updateGeometry()
        self.update()

    def set_pressed(self, *, is_pressed: bool) -> None:
        """Show the key as pressed or not."""
        if is_pressed != self._is_pressed:
            self._is_pressed = is_pressed
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        line = metrics.height()
        width = metrics.horizontalAdvance(self._label) + 2 * line * _PADDING
        height = line * (1 + _PADDING + _EDGE)
        return QSize(round(max(width, height)), round(height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles, palette = QPalette.ColorRole, self.palette()
        edge, radius = self.fontMetrics().height() * _EDGE, self.fontMetrics().height() * 0.3
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        drop = edge * 0.7 if self._is_pressed else 0.0
        top = whole.adjusted(0, drop, 0, drop - edge)
        painter.setPen(QPen(palette.color(roles.Mid), 1))
        painter.setBrush(palette.color(roles.Mid))
        painter.drawRoundedRect(whole.adjusted(0, drop, 0, 0), radius, radius)
        ground = roles.Highlight if self._is_pressed else roles.Base
        painter.setBrush(palette.color(ground))
        painter.drawRoundedRect(top, radius, radius)
        words = roles.HighlightedText if self._is_pressed else roles.Text
        painter.setPen(palette.color(words))
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, self._label)
