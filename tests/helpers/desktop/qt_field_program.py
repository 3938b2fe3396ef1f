"""A program with one text field that answers questions about it in lines of JSON."""

import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSocketNotifier, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDE_BUTTONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
_PICTURE = "image/png"


class Field(QPlainTextEdit):
    """The field, which records what happens to it, and copies a picture when F8 is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.n_focus_losses = 0
        self.side_buttons: list[str] = []

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.n_focus_losses += 1
        super().focusOutEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            name = _SIDE_BUTTONS.get(event.button())
            if name:
                self.side_buttons.append(name)
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            copied = QMimeData()
            copied.setData(_PICTURE, b"a picture")
            QApplication.clipboard().setMimeData(copied)
        super().keyPressEvent(event)

    def answer(self) -> None:
        """Answer the next question on standard input."""
        question = sys.stdin.readline().strip()
        answers: dict[str, Callable[[], object]] = {
            "text": self.toPlainText,
            "has_focus": lambda: self.hasFocus() and self.isActiveWindow(),
            "n_focus_losses": lambda: self.n_focus_losses,
            "side_buttons": lambda: self.side_buttons,
            # Asks the clipboard's owner.
            "picture": _copied_picture,
            "clear": self.clear,
            "": lambda: None,
        }
        sys.stdout.write(json.dumps(answers[question]()) + "\n")
        sys.stdout.flush()
        if not question:
            QApplication.quit()


def _copied_picture() -> str:
    content: QMimeData | None = QApplication.clipboard().mimeData()
    return "" if content is None else bytes(content.data(_PICTURE).data()).decode()


app = QApplication(sys.argv[:1])
field = Field()
field.setWindowTitle(sys.argv[1])
field.resize(600, 400)
questions = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
questions.activated.connect(field.answer)
field.show()
app.exec()
