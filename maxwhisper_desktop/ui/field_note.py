"""A sentence below a field: what is wrong with it, or what it does."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.colours import Tone, quiet_text, tone_colour


class FieldNote(QLabel):
    """Nothing, a quiet hint, or a complaint; takes no room while there is nothing to say."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clear_complaint()

    def clear_complaint(self) -> None:
        """Show the hint again, if there is one."""
        self._show(self._hint, Tone.QUIET)

    def set_hint(self, hint: str) -> None:
        """Show another hint, or none if it is empty."""
        self._hint = hint
        self.clear_complaint()

    def complain(self, sentence: str, field: QWidget) -> None:
        """Say what is wrong with ``field``, also to who hears it read out."""
        self._show(sentence, Tone.BAD)
        field.setAccessibleDescription(sentence)

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

    def _height(self) -> int:
        """Return what the sentence needs at the width it has; one line before it is laid out."""
        one_line = self.fontMetrics().height()
        return (
            max(self.heightForWidth(self.width()), one_line) if self.isVisible() else one_line
        )

    def _show(self, sentence: str, tone: Tone) -> None:
        self.setText(sentence)
        self.setVisible(bool(sentence))
        palette = self.palette()
        ground = self.window().palette()
        colour = quiet_text(ground) if tone is Tone.QUIET else tone_colour(tone, ground)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
