"""A program with one text field that answers questions about it in lines of JSON."""

import json
import sys

from PySide6.QtCore import QEvent, QSocketNotifier, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from typing_extensions import override

_SIDE_BUTTONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}


class Field(QPlainTextEdit):
    """The field, which records what happens to it."""

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

    def answer(self) -> None:
        """Answer the next question on standard input."""
        question = sys.stdin.readline().strip()
        answers: dict[str, object] = {
            "text": self.toPlainText(),
            "has_focus": self.hasFocus() and self.isActiveWindow(),
            "n_focus_losses": self.n_focus_losses,
            "side_buttons": self.side_buttons,
        }
        if question == "clear":
            self.clear()
        sys.stdout.write(json.dumps(answers.get(question)) + "\n")
        sys.stdout.flush()
        if not question:
            QApplication.quit()


app = QApplication(sys.argv[:1])
field = Field()
field.setWindowTitle(sys.argv[1])
field.resize(600, 400)
questions = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
questions.activated.connect(field.answer)
field.show()
app.exec()
