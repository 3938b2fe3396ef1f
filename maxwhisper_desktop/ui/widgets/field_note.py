"""A sentence below a field: what is wrong with it, or what it does."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.colours import Tone, tone_colour


class FieldNote(QLabel):
    """Nothing, a quiet hint, or a complaint; takes no room while there is nothing to say."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._tone = Tone.QUIET
        self._field: QWidget | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clear_complaint()

    def clear_complaint(self) -> None:
        """Show the hint again, if there is one."""
        if self._field is not None:
            self._field.setAccessibleDescription("")
            self._field = None
        self._show(self._hint, Tone.QUIET)

    def set_hint(self, hint: str) -> None:
        """Show another hint, or none if it is empty, instead of what is there."""
        self._hint = hint
        self.clear_complaint()

    def complain(self, sentence: str, field: QWidget) -> None:
        """Say what is wrong with ``field``, also to who hears it read out."""
        self._show(sentence, Tone.BAD)
        self._field = field
        field.setAccessibleDescription(sentence)
        # A screen reader does not notice by itself that a line has appeared.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @override
    def hasHeightForWidth(self) -> bool:
        # Forms and boxes inside boxes give such labels too much room, and others too little.
        return False

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _height(self) -> int:
        """Return what the sentence needs at the width it has; one line before it is laid out."""
        one_line = self.fontMetrics().height()
        return (
            max(self.heightForWidth(self.width()), one_line) if self.isVisible() else one_line
        )

    def _show(self, sentence: str, tone: Tone) -> None:
        self._tone = tone
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._colour()

    def _colour(self) -> None:
        colour = tone_colour(self._tone, self.window().palette())
        palette = self.palette()
        # The change of palette that this is ends here the second time.
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
