"""The question before something is lost for good."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from maxwhisper_desktop.dictation_events import TakeId


class DeleteQuestion(QMessageBox):
    """Asks before a take is deleted, since that cannot be undone."""

    confirmed = Signal(int)
    """Emitted with the take that may be deleted."""

    def __init__(self, take: TakeId, parent: QWidget) -> None:
        super().__init__(parent)
        self._take = take
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Delete the take"))
        self.setText(self.tr("Delete this text and its recording?"))
        self.setInformativeText(self.tr("This cannot be undone."))
        delete = self.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(self._on_delete)

    @Slot()
    def _on_delete(self) -> None:
        self.confirmed.emit(self._take)
