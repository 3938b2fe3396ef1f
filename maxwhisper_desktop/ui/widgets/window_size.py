"""Gives a window its first size: as its text needs, but never larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME_LINES = 3
"""Lines of text that a window's title bar and border may take."""


def resize_in_characters(window: QWidget, width: int, height: int) -> None:
    """Resize a window to so many characters and lines, or to what fits on its screen."""
    metrics = window.fontMetrics()
    wanted = QSize(metrics.averageCharWidth() * width, metrics.height() * height)
    room = window.screen().availableSize() - QSize(0, metrics.height() * _FRAME_LINES)
    window.resize(wanted.boundedTo(room))
