"""What seems to have been said so far: the newest lines, with the words that may still change dim.

The words are untrusted, so they are painted, never interpreted. They do not move sideways while
they are read: all lines are broken from the beginning, and the oldest ones are left out. Screen
readers are not told, since they would speak into what the user says.
"""

import math
import unicodedata
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from maxwhisper_desktop.text.text import cleaned
from maxwhisper_desktop.ui.colours import quiet_text

_ELLIPSIS: Final = "\u2026"

_STEP: Final = 400
"""Characters by which a long text is cut at its beginning, so that one to two times as many remain:
laying out more can take longer than a window may block, if their font is missing."""

_LONGEST_WORD: Final = 40
"""Characters within which a cut is moved to the end of a word."""

_UNLIMITED: Final = 1 << 20
"""A width in pixels that no text reaches."""


class LiveTextView(QFrame):
    """Paints as many of the last lines as fit; its size hint grows and never shrinks."""

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        """Create it, empty.

        Args:
            most_lines: The lines that its size hint has room for.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._most_lines = most_lines
        self._most_width = _UNLIMITED
        self._text = ""
        self._n_stable = 0
        self._is_cut = self._is_rtl = False
        self._width = self._height = 0

    @property
    def text(self) -> str:
        """What is shown, or left out for want of space."""
        return self._text

    def limit_width(self, pixels: int) -> None:
        """Let the size hint grow to this width only."""
        self._most_width = pixels
        self._width = min(self._width, pixels)

    def widen(self, pixels: int) -> None:
        """Let the size hint be at least this wide, if the limit allows it."""
        self._width = max(self._width, min(pixels, self._most_width))
        self.updateGeometry()

    def show_words(self, stable: str, unstable: str) -> None:
        """Show words that will stay, followed by words that may still change."""
        whole, stable = _line(stable + unstable), _line(stable)
        unstable = whole[len(stable) :]
        self._is_rtl = _is_rtl(stable + unstable)
        cut = max(len(stable) // _STEP - 1, 0) * _STEP
        self._is_cut = cut > 0
        if self._is_cut:
            stable = stable[stable.find(" ", cut, cut + _LONGEST_WORD) + 1 or cut :]
        self._text = stable + unstable
        self._n_stable = _n_units(stable)
        self._grow()
        self.update()

    def clear(self) -> None:
        """Show nothing, and forget the size."""
        self._text = ""
        self._width = self._height = 0
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        space, gutter = self.contentsRect(), self._gutter()
        layout = self._laid_out(space.width() - gutter)
        height = self._line_height(layout)
        first = max(layout.lineCount() - max(space.height() // height, 1), 0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        for number in range(first, layout.lineCount()):
            top = space.top() + (number - first) * height
            is_shortened = number == first and (first > 0 or self._is_cut)
            if is_shortened:
                left = space.right() + 1 - gutter if self._is_rtl else space.left()
                place = QRect(left, top, gutter, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, _ELLIPSIS)
            # The ellipsis comes before the words, at their side of the gutter.
            shift = gutter if is_shortened != self._is_rtl else 0
            layout.lineAt(number).draw(painter, QPointF(space.left() + shift, top))

    def _grow(self) -> None:
        """Let the size hint be large enough for the text, within the limits."""
        gutter = self._gutter()
        if self._width < self._most_width:
            # A line lives no longer than its layout.
            whole = self._laid_out(_UNLIMITED)
            self.widen(math.ceil(whole.maximumWidth()) + gutter)
        layout = self._laid_out(self._width - gutter)
        n_lines = min(layout.lineCount(), self._most_lines)
        self._height = max(self._height, n_lines * self._line_height(layout))
        self.updateGeometry()

    def _laid_out(self, width: int) -> QTextLayout:
        """Return the text in lines of ``width``; narrow ones are broken anywhere."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._is_rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = QTextLayout(self._text, self.font(), self)
        layout.setTextOption(option)
        dim = QTextLayout.FormatRange()
        dim.start, dim.length = self._n_stable, _n_units(self._text) - self._n_stable
        dim.format = QTextCharFormat()
        dim.format.setForeground(quiet_text(self.palette()))
        layout.setFormats([dim])
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
        layout.endLayout()
        return layout

    def _line_height(self, layout: QTextLayout) -> int:
        """Return the height of the highest line: other scripts may have higher fonts."""
        heights = (layout.lineAt(number).height() for number in range(layout.lineCount()))
        return math.ceil(max(heights, default=0.0)) or self.fontMetrics().lineSpacing()

    def _gutter(self) -> int:
        """Return the width kept free for the ellipsis, so that it moves no word."""
        return self.fontMetrics().horizontalAdvance(_ELLIPSIS)


def _line(text: str) -> str:
    """Return untrusted text as one line of characters that only stand there."""
    return " ".join(cleaned(text).split())


def _is_rtl(text: str) -> bool:
    """Return whether the first letter with a direction is of a right-to-left script."""
    directions = map(unicodedata.bidirectional, text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


def _n_units(text: str) -> int:
    """Return the length in Qt's units, of which rare characters take two."""
    return len(text) + sum(char > "\uffff" for char in text)
