"""A line across the panel with something that the user should know."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.icons import Symbol, symbol_icon


class Banner(QFrame):
    """Shows a sentence, and is not there without one.

    One that was dismissed stays away until it was gone in between, or another one comes.
    """

    def __init__(
        self, symbol: Symbol, *, is_dismissible: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._sentence = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dismiss = QToolButton(self, autoRaise=True)
        dismiss.setIcon(symbol_icon(Symbol.DISMISS))
        dismiss.setToolTip(self.tr("Dismiss"))
        dismiss.setAccessibleName(self.tr("Dismiss the message"))
        dismiss.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dismiss.setVisible(is_dismissible)
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(dismiss)
        self._draw_icon()
        self.hide()

    def show_sentence(self, sentence: str | None) -> None:
        """Show a sentence, or go away."""
        if (sentence or "") == self._sentence:
            return
        self._sentence = sentence or ""
        self._words.setText(self._sentence)
        self.setVisible(bool(sentence))
        if sentence:
            self._announce(sentence)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        side = self.fontMetrics().height()
        icon = symbol_icon(self._symbol)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))

    def _announce(self, sentence: str) -> None:
        # A screen reader does not notice by itself that a line has appeared.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
