"""Asks where to save a text, and in which format."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from maxwhisper_desktop.ui.words.format_words import format_words


class SaveDialog(QFileDialog):
    """A non-blocking file dialog; ``open`` shows it, once."""

    chosen = Signal(object, str)
    """Emitted with the ``Path`` to write to and its extension, one of those offered.

    An existing file may be replaced: the user confirmed that.
    """

    def __init__(
        self, name: str, endings: Sequence[str], parent: QWidget, ending: str | None = None
    ) -> None:
        """Suggest ``name`` with ``ending``.

        Args:
            name: Without extension.
            endings: Extensions to choose from, without dots.
            parent: The widget that asks.
            ending: The one that is suggested; None for the first.
        """
        super().__init__(parent, self.tr("Save as"))
        self._endings = tuple(endings)
        self._asking: tuple[Path, str] | None = None
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ending = ending or endings[0]
        self._filters = {f"{format_words(e)} (*.{e})": e for e in endings}
        self.setNameFilters([*self._filters])
        self.selectNameFilter(f"{format_words(ending)} (*.{ending})")
        self.setDefaultSuffix(ending)
        self.selectFile(f"{name}.{ending}")
        self.filterSelected.connect(self._on_filter)
        self.fileSelected.connect(self._on_file)
        self.finished.connect(self._on_finished)

    @Slot(str)
    def _on_filter(self, words: str) -> None:
        self.setDefaultSuffix(self._filters[words])

    @Slot(str)
    def _on_file(self, name: str) -> None:
        path = Path(name)
        ending = path.suffix.removeprefix(".").lower()
        if ending in self._endings:
            self.chosen.emit(path, ending)
            return
        ending = self._filters.get(self.selectedNameFilter(), self._endings[0])
        path = path.with_name(f"{path.name}.{ending}")
        if path.exists():
            # The dialog asked about the name without the extension, if at all.
            self._asking = path, ending
            self._ask_to_replace(path)
        else:
            self.chosen.emit(path, ending)

    def _ask_to_replace(self, path: Path) -> None:
        question = QMessageBox(self.parentWidget())
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Save as"))
        question.setText(self.tr("%1 already exists. Replace it?").replace("%1", path.name))
        replace = question.addButton(
            self.tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole
        )
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        replace.clicked.connect(self._on_replace)
        question.finished.connect(question.deleteLater)
        question.finished.connect(self.deleteLater)
        question.open()

    @Slot()
    def _on_replace(self) -> None:
        if self._asking is not None:
            self.chosen.emit(*self._asking)

    @Slot()
    def _on_finished(self) -> None:
        if self._asking is None:
            self.deleteLater()
