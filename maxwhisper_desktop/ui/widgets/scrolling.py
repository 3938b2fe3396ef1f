"""Makes pages scrollable, for small screens and large fonts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(page: QWidget) -> QScrollArea:
    """Return a page in an area that scrolls to whatever has the focus."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    # Otherwise its background is grey in styles whose tabs are not.
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
