"""Explains the desktop's permissions, with a button that lets the desktop ask for them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from maxwhisper_desktop.ui.widgets.field_note import FieldNote


class DesktopPermission(QWidget):
    """Visible only until the desktop has been asked."""

    asked = Signal()
    """Emitted when the user wants the desktop to ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        note = FieldNote(
            self.tr(
                "Your desktop needs your permission. It will ask twice: whether MaxWhisper may"
                " use the key, and whether it may type for you and use the clipboard. GNOME calls"
                " the latter “remote interaction”; turn it on there. Nothing leaves this"
                " computer. Your answers are remembered."
            ),
            self,
        )
        self.button = QPushButton(self.tr("&Ask the desktop"), self)
        self.button.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(note)
        rows.addWidget(self.button)
        self.button.clicked.connect(self._on_clicked)
        self.hide()

    @Slot()
    def _on_clicked(self) -> None:
        self.hide()
        self.asked.emit()
