"""A framed place that invites to drop files, and lights up while some are dragged."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.colours import quiet_text
from maxwhisper_desktop.ui.icons import Symbol
from maxwhisper_desktop.ui.widgets.invitation import Invitation

_TINT: Final = 0.12
"""How much of the highlight's colour a lit zone has."""


class DropZone(Invitation):
    """A dashed frame around an invitation. The window around it accepts the files."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(Symbol.FILES, title, sentence, parent)
        self._is_lit = False

    @property
    def is_lit(self) -> bool:
        """Whether it shows that files can be dropped now."""
        return self._is_lit

    def light(self, *, is_lit: bool) -> None:
        """Show whether files are dragged over the window."""
        self._is_lit = is_lit
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        highlight = palette.color(QPalette.ColorRole.Highlight)
        edge = highlight if self._is_lit else quiet_text(palette)
        painter.setPen(QPen(edge, 3 if self._is_lit else 1.5, Qt.PenStyle.DashLine))
        ground = QColor(highlight) if self._is_lit else palette.color(QPalette.ColorRole.Base)
        if self._is_lit:
            ground.setAlphaF(_TINT)
        painter.setBrush(ground)
        gap = self.fontMetrics().averageCharWidth() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), 10, 10)
