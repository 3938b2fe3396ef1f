"""What stands in an empty place: what will be there, and how to get it."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.colours import quiet_text
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.widgets.fonts import title_font

_ICON_LINES: Final = 3
_LINE_CHARACTERS: Final = 56
"""Width of a sentence, in characters, so that it is easy to read."""


class Invitation(QWidget):
    """A symbol, a title and a muted sentence in the middle; more can be added below."""

    def __init__(
        self,
        symbol: Symbol | None = None,
        title: str = "",
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._icon = QLabel(self)
        self._icon.setVisible(symbol is not None)
        self._title = QLabel(self)
        self._title.setFont(title_font(self))
        self._sentence = QLabel(self)
        for label in (self._title, self._sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LINE_CHARACTERS)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.fontMetrics().height() // 2)
        self._rows.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._rows.addWidget(self._title)
        # Beside stretches, since a layout that aligns a wrapped label gives it a wrong height.
        self._rows.addLayout(_in_the_middle(self._sentence))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(self._rows)
        outer.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.say(title, sentence)
        self._colour()

    def say(self, title: str, sentence: str) -> None:
        """Replace the words."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)

    def put_first(self, widget: QWidget) -> None:
        """Show a widget above the words."""
        self._rows.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def put_last(self, *widgets: QWidget) -> None:
        """Show widgets side by side below the words."""
        self._rows.addLayout(_in_the_middle(*widgets))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, quiet_text(self.palette()))
        self._sentence.setPalette(palette)
        if self._symbol is not None:
            side = self.fontMetrics().height() * _ICON_LINES
            icon, ratio = symbol_icon(self._symbol), self.devicePixelRatioF()
            self._icon.setPixmap(icon.pixmap(QSize(side, side), ratio, QIcon.Mode.Disabled))


def _in_the_middle(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
