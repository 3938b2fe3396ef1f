"""Details behind a line that sums them up."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Fold(QWidget):
    """A line with an arrow, and below it what the user unfolds; closed at first."""

    opened = Signal(bool)
    """Emitted with True when the user has unfolded it, with False when it is folded again."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._line = QToolButton(self, autoRaise=True)
        self._line.setCheckable(True)
        self._line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._line)
        rows.addWidget(content)
        self._line.clicked.connect(self._on_clicked)
        self.show_open(is_open=False)

    def set_summary(self, words: str) -> None:
        """Show the line that stands for the details."""
        self._line.setText(words)

    def show_open(self, *, is_open: bool) -> None:
        """Show or hide the details."""
        self._line.setChecked(is_open)
        self._line.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._content.setVisible(is_open)

    @Slot(bool)
    def _on_clicked(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.show_open(is_open=is_open)
        self.opened.emit(is_open)
