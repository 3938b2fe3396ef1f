"""The steps of the welcome in a row, with those that are settled ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from maxwhisper_desktop.ui.colours import quiet_text


class StepRail(QWidget):
    """A button a step; the current one is pressed."""

    chosen = Signal(int)
    """Emitted with the number of the step that the user wants to see."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for number, title in enumerate(titles):
            if number:
                arrow = QLabel("\u203a", self)
                palette = arrow.palette()
                palette.setColor(arrow.foregroundRole(), quiet_text(palette))
                arrow.setPalette(palette)
                row.addWidget(arrow)
            button = QToolButton(self, autoRaise=True)
            button.setCheckable(True)
            button.setText(title)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def show_step(self, number: int) -> None:
        """Show which step is the current one."""
        self._group.button(number).setChecked(True)

    def tick(self, number: int, *, is_settled: bool) -> None:
        """Show whether a step is settled."""
        title, button = self._titles[number], self._group.button(number)
        button.setText(f"\u2713 {title}" if is_settled else title)
        done = self.tr("%1: done").replace("%1", title)
        button.setAccessibleName(done if is_settled else title)
