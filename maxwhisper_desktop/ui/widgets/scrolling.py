"""Makes widgets scrollable, for small screens and large fonts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class _SteadyArea(QScrollArea):
    """Its page is equally wide with a scroll bar and without.

    Otherwise a page that fits only without the bar would be laid out in turns with it and without, for ever:
    in a narrower page, sentences take more lines.
    """

    def __init__(self, page: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._page = page
        self.setWidget(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self._page.minimumSizeHint().width()
        self._page.setMaximumWidth(max(self.width() - bar, needed))
        super().resizeEvent(event)


def scrolling(page: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a page in an area that scrolls to whatever has the focus."""
    area = _SteadyArea(page, parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Otherwise its background is grey in styles whose tabs are not.
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area


def scrolling_down(page: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area as wide as the page needs, which scrolls only up and down."""
    area = scrolling(page, parent)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(page.minimumSizeHint().width() + bar)
    return area
