"""The list of models: name, languages, download, estimated wait, and where each stands."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from maxwhisper_desktop.status.model_shelf import ModelPlace, ModelShelf, ShelvedModel
from maxwhisper_desktop.ui.words.model_words import (
    download_words,
    estimate_words,
    language_words,
)

_N_ROWS: Final = 5
_ESTIMATE, _STATE = 3, 4
"""Columns that may be empty."""


class ModelList(QTreeWidget):
    """One row a model; the current one is shown in detail elsewhere."""

    pointed = Signal(object)
    """Emitted with the ``ShelvedModel`` of the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: tuple[ShelvedModel, ...] = ()
        self._advised: str | None = None
        self.setHeaderLabels(
            [
                self.tr("Model"),
                self.tr("Languages"),
                self.tr("Download"),
                self.tr("A sentence"),
                self.tr("State"),
            ]
        )
        self.setAccessibleName(self.tr("Models"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMinimumHeight(round(self.fontMetrics().lineSpacing() * 1.5 * _N_ROWS))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current)

    def current(self) -> ShelvedModel | None:
        """Return the model of the current row."""
        row = self.currentIndex().row()
        return self._models[row] if row >= 0 else None

    def set_shelf(self, shelf: ModelShelf, used: ShelvedModel | None) -> None:
        """Show models, the one in use first, and keep the current one if it is still there.

        Args:
            shelf: The models.
            used: The one in use.
        """
        before = self.current()
        kept = before.choice if before is not None else None
        if kept == self._advised != shelf.advised:
            kept = None  # Nobody chose it: it stood there until another one suited better.
        self._advised = shelf.advised
        if kept not in {model.choice for model in shelf.models}:
            kept = used.choice if used is not None else shelf.advised
        self.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.clear()
        self._models = tuple(sorted(shelf.models, key=lambda model: model != used))
        for model in self._models:
            state = self._state(model, shelf.advised, is_used=model == used)
            estimate = estimate_words(model)
            row = [model.name, language_words(model), download_words(model), estimate, state]
            item = QTreeWidgetItem(row)
            for column, words in (
                (2, self.tr("No download")),
                (_ESTIMATE, self.tr("Not known yet")),
                (_STATE, self.tr("Not installed")),
            ):
                if not row[column]:  # Nothing to see, but a screen reader says something.
                    item.setData(column, Qt.ItemDataRole.AccessibleTextRole, words)
            self.addTopLevelItem(item)
            if model.choice == kept:
                self.setCurrentItem(item)
        is_any = any(model.estimate_s is not None for model in self._models)
        self.setColumnHidden(_ESTIMATE, not is_any)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own form
        self._on_current()

    @override
    def sizeHint(self) -> QSize:
        # The least, since it grows with its window: otherwise what is below is pushed out of small ones.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _state(self, model: ShelvedModel, advised: str, *, is_used: bool) -> str:
        places = {
            ModelPlace.DOWNLOADED: self.tr("Installed"),
            ModelPlace.PACKAGED: self.tr("Installed"),
            ModelPlace.OTHER_PROGRAM: self.tr("Found on this computer"),
            ModelPlace.NOT_HERE: "",
        }
        states = [self.tr("In use") if is_used else places[model.place]]
        if model.name == advised:
            states.append(self.tr("Recommended"))
        return ", ".join(filter(None, states))

    @Slot()
    def _on_current(self) -> None:
        model = self.current()
        if model is not None:
            self.pointed.emit(model)
