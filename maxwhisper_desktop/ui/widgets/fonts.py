"""The sizes of letters, in those of the text."""

from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

_TITLE_SCALE: Final = 1.5
_HEADING_SCALE: Final = 1.35


def title_font(widget: QWidget) -> QFont:
    """Return the font of a title in the middle of a page."""
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * _TITLE_SCALE)
    return font


def heading_font(widget: QWidget) -> QFont:
    """Return the font of a heading above text."""
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * _HEADING_SCALE)
    font.setBold(True)
    return font
