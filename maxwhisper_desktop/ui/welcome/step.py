"""What all steps of the welcome share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from maxwhisper_desktop.ui.widgets.fonts import heading_font
from maxwhisper_desktop.ui.widgets.key_cap import KeyCap


class WelcomeStep(QWidget):
    """A heading, a sentence, and below them whatever the step is about."""

    settled_changed = Signal()
    """Emitted when ``is_settled`` has changed."""

    def __init__(self, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_settled = False
        self._heading = QLabel(heading, self)
        self._heading.setFont(heading_font(self))
        self._sentence = QLabel(sentence, self)
        self._sentence.setWordWrap(True)
        space = self.fontMetrics().height()
        self.body = QVBoxLayout()
        self.body.setSpacing(space // 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space // 2, space, space // 2, space // 2)
        rows.setSpacing(space // 2)
        rows.addWidget(self._heading)
        rows.addWidget(self._sentence)
        rows.addSpacing(space // 2)
        rows.addLayout(self.body, 1)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do in this step, so that it can be skipped."""
        return self._is_settled

    def settle(self, *, is_settled: bool) -> None:
        """Note whether anything is left to do."""
        if is_settled != self._is_settled:
            self._is_settled = is_settled
            self.settled_changed.emit()

    def first_field(self) -> QWidget | None:
        """Return what should have the focus when the step is shown; None for the way on."""
        return None


def large_key_cap(parent: QWidget) -> KeyCap:
    """Return a key with a label in the headings' letters."""
    cap = KeyCap(parent)
    cap.setFont(heading_font(parent))
    return cap
