"""Lists the published models, to download and choose one."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.checkpoints.catalogue import PublishedModel
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

_N_ROWS: Final = 6
_STEPS: Final = 1000
"""Steps of the progress bar, whose range is too small for bytes."""
_NAME, _SIZE, _LANGUAGES, _STATE = range(4)


class ModelGetter(QWidget):
    """Lists published models; requests downloads, one at a time, and shows their progress."""

    model_requested = Signal(str)
    """Emitted with the name of a model to download."""
    download_cancelled = Signal()
    """Emitted to cancel the download."""
    model_chosen = Signal(str)
    """Emitted with the name of an installed model to use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._installed: frozenset[str] = frozenset()
        self._fetching: str | None = None
        self._models = QTreeWidget(self)
        self._act = QPushButton(self)
        self._cancel = QPushButton(self.tr("&Cancel"), self)
        self._bar = QProgressBar(self)
        self._note = FieldNote(parent=self)
        self._set_up_table()
        self._lay_out()
        self._models.currentItemChanged.connect(self._show_action)
        self._act.clicked.connect(self._on_act)
        self._cancel.clicked.connect(self.download_cancelled)
        self._show_action()

    def set_models(
        self, published: Sequence[PublishedModel], installed: Collection[str], advised: str
    ) -> None:
        """Offer models.

        Args:
            published: The models that can be downloaded.
            installed: The names of installed models.
            advised: The recommended one.
        """
        self._installed = frozenset(installed)
        chosen = self._name() or advised
        self._models.clear()
        for model in published:
            item = QTreeWidgetItem(self._columns(model, advised))
            self._models.addTopLevelItem(item)
            if model.name == chosen:
                self._models.setCurrentItem(item)
        self._show_action()

    @Slot(str, object, object)
    def set_download(self, name: str, done_bytes: int, total_bytes: int) -> None:
        """Show a download's progress."""
        self._fetching = name
        self._bar.setValue(_STEPS * done_bytes // max(total_bytes, 1))
        words = self.tr("%1: %2 of %3").replace("%1", name)
        words = words.replace("%2", _size(done_bytes)).replace("%3", _size(total_bytes))
        self._bar.setFormat(words)
        self._show_action()

    @Slot(str)
    def end_download(self, name: str) -> None:
        """Show that a model was downloaded and verified."""
        self._fetching = None
        self._installed |= {name}
        for item in self._models.findItems(name, Qt.MatchFlag.MatchExactly, _NAME):
            item.setText(_STATE, self.tr("Installed"))
        self._note.set_hint(self.tr("%1 is installed.").replace("%1", name))
        self._show_action()

    @Slot(str, str)
    def fail_download(self, name: str, sentence: str) -> None:
        """Show why a download failed, or without a sentence that it was cancelled."""
        self._fetching = None
        if sentence:
            self._note.complain(f"{name}: {sentence}", self._act)
        else:
            self._note.set_hint(
                self.tr("Cancelled. The next attempt resumes where this one stopped.")
            )
        self._show_action()

    def _columns(self, model: PublishedModel, advised: str) -> list[str]:
        size = _size(model.weights_bytes) if model.weights_bytes else ""
        languages = self.tr("English") if model.is_english_only else self.tr("All")
        state = self.tr("Recommended") if model.name == advised else ""
        if model.name in self._installed:
            state = self.tr("Installed")
        return [model.name, size, languages, state]

    def _name(self) -> str | None:
        item = self._models.currentItem()
        return item.text(_NAME) if item is not None else None

    def _set_up_table(self) -> None:
        table = self._models
        table.setHeaderLabels(
            [self.tr("Model"), self.tr("Download"), self.tr("Languages"), self.tr("State")]
        )
        table.setAccessibleName(self.tr("Models"))
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAlternatingRowColors(True)
        table.setAllColumnsShowFocus(True)
        table.setFixedHeight(round(self.fontMetrics().lineSpacing() * 1.35 * _N_ROWS))
        width = self.fontMetrics().averageCharWidth()
        for column, n_characters in enumerate((22, 13, 14)):
            table.header().resizeSection(column, width * n_characters)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Download"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._act)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        row.addStretch(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._models)
        rows.addLayout(row)
        rows.addWidget(self._note)
        for button in (self._act, self._cancel):
            button.setAutoDefault(False)

    @Slot()
    def _show_action(self) -> None:
        name, is_busy = self._name(), self._fetching is not None
        is_installed = name in self._installed
        words = self.tr("&Use %1") if is_installed else self.tr("&Download %1")
        self._act.setText(words.replace("%1", name or ""))
        self._act.setEnabled(name is not None and (is_installed or not is_busy))
        self._bar.setVisible(is_busy)
        self._cancel.setVisible(is_busy)

    @Slot()
    def _on_act(self) -> None:
        name = self._name()
        if name is None:
            return
        if name in self._installed:
            self.model_chosen.emit(name)
            return
        self._note.set_hint("")
        self._bar.setValue(0)
        self._bar.setFormat(self.tr("%1: connecting\u2026").replace("%1", name))
        self._fetching = name
        self._show_action()
        self.model_requested.emit(name)


def _size(n_bytes: int) -> str:
    return QLocale().formattedDataSize(n_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
