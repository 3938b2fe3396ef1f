"""Makes widgets scrollable, for small screens and large fonts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(page: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a page in an area that scrolls to whatever has the focus."""
    area = QScrollArea(parent, widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
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
