"""Asks for confirmation before takes are deleted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class DeletionQuestion(QMessageBox):
    """A non-blocking question; ``open`` shows it. Cancel is the default button."""

    confirmed = Signal()
    """Emitted when the user confirms."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Delete"))
        self.setText(question)
        self.setInformativeText(self.tr("This cannot be undone."))
        delete = self.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(self.confirmed)
