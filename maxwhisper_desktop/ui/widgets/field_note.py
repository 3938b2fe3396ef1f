"""A note below a field: a hint, a success or an error message."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.announcement import announce
from maxwhisper_desktop.ui.colours import Tone, tone_colour


class FieldNote(QLabel):
    """A muted hint, a success or an error message; takes no space while empty."""

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
        """Replace the text by a hint, or by nothing if it is empty."""
        self._hint = hint
        self.clear_complaint()

    def confirm(self, sentence: str) -> None:
        """Show that something has worked, and tell screen readers."""
        self._show(f"\u2713 {sentence}", Tone.GOOD)
        announce(self, sentence)

    def complain(self, sentence: str, field: QWidget) -> None:
        """Show what is wrong with ``field``, and tell screen readers."""
        self._show(sentence, Tone.BAD)
        self._field = field
        field.setAccessibleDescription(sentence)
        # Screen readers do not notice by themselves that the text has appeared.
        announce(self, sentence)

    @override
    def hasHeightForWidth(self) -> bool:
        # Form layouts and nested layouts give labels with height-for-width the wrong height.
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
        """Return the text's height at its width; one line before the first layout."""
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
        # Setting the palette triggers another palette change, which ends here.
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
