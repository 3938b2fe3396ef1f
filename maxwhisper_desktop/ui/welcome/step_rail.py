"""The steps of the welcome in a row, with those that are settled ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from maxwhisper_desktop.ui.colours import quiet_text


class StepRail(QWidget):
    """A button a step; the current one is pressed. Without a group, so that Tab reaches all."""

    chosen = Signal(int)
    """Emitted with the number of the step that the user wants to see."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = [_StepButton(*numbered, self) for numbered in enumerate(titles)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons:
            if row.count():
                row.addWidget(self._arrow())
            row.addWidget(button)
            button.chosen.connect(self.chosen)
        row.addStretch(1)

    def show_step(self, number: int) -> None:
        """Show which step is the current one."""
        for each, button in enumerate(self._buttons):
            button.setChecked(each == number)

    def tick(self, number: int, *, is_settled: bool) -> None:
        """Show whether a step is settled."""
        self._buttons[number].tick(is_settled=is_settled)

    def _arrow(self) -> QLabel:
        arrow = QLabel("\u203a", self)
        palette = arrow.palette()
        palette.setColor(arrow.foregroundRole(), quiet_text(palette))
        arrow.setPalette(palette)
        return arrow


class _StepButton(QToolButton):
    chosen = Signal(int)

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._title = number, title
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tick(is_settled=False)
        self.clicked.connect(self._on_clicked)

    def tick(self, *, is_settled: bool) -> None:
        """Show whether the step is settled."""
        self.setText(f"\u2713 {self._title}" if is_settled else self._title)
        done = self.tr("%1: done").replace("%1", self._title)
        self.setAccessibleName(done if is_settled else self._title)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._number)
