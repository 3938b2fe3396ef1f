"""Details behind a line that sums them up."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Fold(QWidget):
    """A line with an arrow, and below it what the user unfolds; closed at first."""

    opened = Signal(bool)
    """Emitted with True when the user has unfolded it, with False when it is folded again."""

    def __init__(
        self, content: QWidget, beside: QWidget, parent: QWidget | None = None
    ) -> None:
        """Fold ``content`` away; ``beside`` stands at the end of the line."""
        super().__init__(parent)
        self._content = content
        self._is_open = False
        self._line = QToolButton(self, autoRaise=True)
        self._line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout()
        line.addWidget(self._line)
        line.addStretch(1)
        line.addWidget(beside)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(line)
        rows.addWidget(content)
        self._line.clicked.connect(self._on_clicked)
        self.show_open(is_open=False)

    def set_summary(self, words: str) -> None:
        """Show the line that stands for the details."""
        self._line.setText(words)

    def show_open(self, *, is_open: bool) -> None:
        """Show or hide the details."""
        self._is_open = is_open
        self._line.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._line.setToolTip(
            self.tr("Hide the details") if is_open else self.tr("Show the details")
        )
        self._content.setVisible(is_open)

    @Slot()
    def _on_clicked(self) -> None:
        self.show_open(is_open=not self._is_open)
        self.opened.emit(self._is_open)
