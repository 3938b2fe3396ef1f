"""One model in words, and what can be done with it."""

from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.checkpoints.recommendation import ABOUT_A_SECOND_S, MachineMeans
from engine.sentence import Sentence
from maxwhisper_desktop.status.model_shelf import ModelPlace, ShelvedModel
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.widgets.deletion_question import DeletionQuestion
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.model_words import (
    comparison_words,
    data_size,
    download_words,
    language_words,
    place_words,
    seconds,
)
from maxwhisper_desktop.ui.words.outcome_words import with_detail

_STEPS: Final = 1000
"""Steps of the progress bar, whose range is too small for bytes."""


class ModelDetails(QWidget):
    """Shows one model; asks for its download, its use or its removal."""

    model_requested = Signal(str)
    """Emitted with the name of a model to download."""
    download_cancelled = Signal()
    """Emitted to cancel the download."""
    model_chosen = Signal(str)
    """Emitted with what chooses a model in the settings."""
    removal_requested = Signal(str)
    """Emitted with the name of a downloaded model to remove, once the user has confirmed."""
    progress_shown = Signal(str)
    """Emitted with a download's progress in words, empty once it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ShelvedModel | None = None
        self._is_used = False
        self._fetching: str | None = None
        self._name = QLabel(self)
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._facts = QLabel(self)
        self._facts.setWordWrap(True)
        self._words = FieldNote(parent=self)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = QPushButton(self)
        self._remove = QPushButton(self.tr("&Remove\u2026"), self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Download"))
        self._cancel = QPushButton(self.tr("Cancel the &download"), self)
        self._note = FieldNote(parent=self)
        self._lay_out()
        self._act.clicked.connect(self._on_act)
        self._remove.clicked.connect(self._on_remove)
        self._cancel.clicked.connect(self.download_cancelled)
        self._show_actions()

    @property
    def is_fetching(self) -> bool:
        """Whether a model is being downloaded."""
        return self._fetching is not None

    @property
    def action(self) -> QPushButton:
        """The button for the next thing to do with the model."""
        return self._act

    def show_model(
        self,
        model: ShelvedModel,
        *,
        is_used: bool,
        advised_for: MachineMeans | None,
        is_measuring: bool,
    ) -> None:
        """Show a model.

        Args:
            model: Which.
            is_used: Whether it is in use, so that it cannot be removed.
            advised_for: The machine for which it is recommended; None if it is not.
            is_measuring: Whether the machine is being measured for an estimate.
        """
        if self._model is not None and model.choice != self._model.choice:
            self._note.set_hint("")
        self._model, self._is_used = model, is_used
        self._name.setText(model.name)
        facts = [language_words(model)]
        if not model.is_here:
            facts.append(self.tr("Download: %1").replace("%1", download_words(model)))
        facts.append(comparison_words(model.published))
        self._facts.setText(" \u00b7 ".join(filter(None, facts)))
        wait = self._wait(model, is_measuring=is_measuring)
        notes = (wait, self._reason(model, advised_for), place_words(model))
        self._words.set_hint("\n".join(filter(None, notes)))
        self._show_actions()

    def set_download(self, name: str, done_bytes: int, total_bytes: int) -> None:
        """Show a download's progress."""
        self._fetching = name
        self._bar.setValue(_STEPS * done_bytes // max(total_bytes, 1))
        words = self.tr("%1: %2 of %3").replace("%1", name)
        words = words.replace("%2", data_size(done_bytes))
        self._show_progress(words.replace("%3", data_size(total_bytes)))

    def end_download(self, name: str) -> None:
        """Show that a model was downloaded and verified."""
        self._note.set_hint(self.tr("%1 is installed.").replace("%1", name))
        self._end_progress()

    def fail_download(self, name: str, sentence: Sentence) -> None:
        """Show why a download failed, or without a sentence that it was cancelled."""
        if sentence:
            self._note.complain(with_detail(name, said(sentence)), self._act)
        else:
            self._note.set_hint(
                self.tr("Cancelled. The next download goes on where this one stopped.")
            )
        self._end_progress()

    def tell(self, hint: str) -> None:
        """Show what has happened."""
        self._note.set_hint(hint)

    def complain(self, sentence: str) -> None:
        """Show what went wrong with the last removal."""
        self._note.complain(sentence, self._remove)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._act)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._bar, 1)
        buttons.addWidget(self._cancel)
        buttons.addStretch(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self._facts, self._words):
            rows.addWidget(widget)
        rows.addLayout(buttons)
        rows.addWidget(self._note)
        for button in (self._remove, self._cancel):
            button.setAutoDefault(False)

    def _wait(self, model: ShelvedModel, *, is_measuring: bool) -> str:
        """Return how long texts took on this machine or would take, or that nobody knows yet."""
        if model.wait is not None:
            words = self.tr(
                "On this computer: %1 s from key to text, the median of %n dictation(s).",
                "",
                model.wait.n_takes,
            )
            return words.replace("%1", QLocale().toString(model.wait.median_ms / 1000, "f", 2))
        if model.estimate_s is not None:
            words = self.tr(
                "About %1 for a sentence of 6 s on this computer, estimated by a short measurement."
                " Less, if it is recognised while you speak."
            )
            return words.replace("%1", seconds(model.estimate_s))
        if is_measuring:
            return self.tr("Measuring how fast this computer is\u2026")
        return self.tr("How fast it is on this computer has not been measured yet.")

    def _reason(self, model: ShelvedModel, means: MachineMeans | None) -> str:
        """Return what a recommendation rests on."""
        if means is None:
            return ""
        if means.has_card:
            return self.tr("Recommended because this computer has a graphics card.")
        if model.estimate_s is not None and model.estimate_s <= ABOUT_A_SECOND_S:
            words = self.tr(
                "Recommended: with %1 GB of memory, the best text that takes about a second at"
                " most."
            )
        else:
            words = self.tr(
                "Recommended for %n processor core(s) and %1 GB of memory, without a graphics"
                " card.",
                "",
                means.n_cores,
            )
        return words.replace("%1", QLocale().toString(means.memory_gb, "f", 0))

    def _show_progress(self, words: str) -> None:
        self._bar.setFormat(words)
        self._show_actions()
        self.progress_shown.emit(words)

    def _end_progress(self) -> None:
        self._fetching = None
        self._show_actions()
        self.progress_shown.emit("")

    def _show_actions(self) -> None:
        model, is_busy = self._model, self.is_fetching
        if model is not None:
            words = self.tr("&Use %1") if model.is_here else self.tr("&Get %1")
            self._act.setText(words.replace("%1", model.name))
        is_removable = model is not None and model.place is ModelPlace.DOWNLOADED
        self._act.setVisible(model is not None and not self._is_used)
        self._act.setEnabled(model is not None and (model.is_here or not is_busy))
        self._remove.setVisible(is_removable and not self._is_used)
        self._bar.setVisible(is_busy)
        self._cancel.setVisible(is_busy)

    @Slot()
    def _on_act(self) -> None:
        model = self._model
        if model is None:
            return
        self._note.set_hint("")
        if model.is_here:
            self.model_chosen.emit(model.choice)
            return
        self._bar.setValue(0)
        self._fetching = model.name
        self._show_progress(self.tr("%1: connecting\u2026").replace("%1", model.name))
        self._cancel.setFocus()
        self.model_requested.emit(model.name)

    @Slot()
    def _on_remove(self) -> None:
        if self._model is None:
            return
        words = self.tr("Remove the model %1 from this computer?")
        question = DeletionQuestion(words.replace("%1", self._model.name), self)
        question.setInformativeText(self.tr("It can be downloaded again."))
        question.confirmed.connect(self._on_confirmed)
        question.open()

    @Slot()
    def _on_confirmed(self) -> None:
        if self._model is not None:
            self.removal_requested.emit(self._model.name)
