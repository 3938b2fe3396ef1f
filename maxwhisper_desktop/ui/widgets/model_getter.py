"""The models to choose from: one in detail, and the list of all."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from engine.sentence import Sentence
from maxwhisper_desktop.status.model_shelf import ModelShelf, ShelvedModel
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.widgets.model_details import ModelDetails
from maxwhisper_desktop.ui.widgets.model_list import ModelList
from maxwhisper_desktop.ui.words.outcome_words import with_detail


class ModelGetter(QWidget):
    """Shows models; asks for downloads, one at a time, and shows their progress."""

    model_requested = Signal(str)
    """Emitted with the name of a model to download."""
    download_cancelled = Signal()
    """Emitted to cancel the download."""
    model_chosen = Signal(str)
    """Emitted with what chooses a model in the settings: a name or a path."""
    removal_requested = Signal(str)
    """Emitted with the name of a downloaded model to remove, once the user has confirmed."""

    def __init__(self, *, is_folded: bool, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            is_folded: Whether only the recommended model is shown until the user wants others.
            parent: The owner.
        """
        super().__init__(parent)
        self._shelf: ModelShelf | None = None
        self._loaded: str | None = None
        self._chosen: str | None = None
        self._list = ModelList(self)
        self.details = ModelDetails(self)
        self._fold = QToolButton(self, autoRaise=True)
        self._fold.setCheckable(True)
        self._fold.setText(self.tr("&Other models"))
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fold.setVisible(is_folded)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        order = (
            (self.details, self._fold, self._list) if is_folded else (self._list, self.details)
        )
        for widget in order:
            rows.addWidget(widget, 1 if widget is self._list else 0)
        self._fold.toggled.connect(self._on_fold)
        self._on_fold(is_open=not is_folded)
        self._list.pointed.connect(self._show_details)
        self.details.model_requested.connect(self.model_requested)
        self.details.download_cancelled.connect(self.download_cancelled)
        self.details.model_chosen.connect(self.model_chosen)
        self.details.removal_requested.connect(self.removal_requested)

    @Slot(object)
    def set_shelf(self, shelf: ModelShelf) -> None:
        """Show these models."""
        self._shelf = shelf
        self._list.set_shelf(shelf, self._used())

    def set_in_use(self, loaded: str | None, chosen: str | None) -> None:
        """Mark the model in use, which cannot be removed.

        Args:
            loaded: The name of the loaded model.
            chosen: What the settings choose.
        """
        if (loaded, chosen) != (self._loaded, self._chosen):
            self._loaded, self._chosen = loaded, chosen
            if self._shelf is not None:
                self._list.set_shelf(self._shelf, self._used())

    def unfold(self) -> None:
        """List all models."""
        self._fold.setChecked(True)

    @Slot(str, object, object)
    def set_download(self, name: str, done_bytes: int, total_bytes: int) -> None:
        """Show a download's progress."""
        self.details.set_download(name, done_bytes, total_bytes)

    @Slot(str)
    def end_download(self, name: str) -> None:
        """Show that a model was downloaded and verified."""
        self.details.end_download(name)

    @Slot(str, object)
    def fail_download(self, name: str, sentence: Sentence) -> None:
        """Show why a download failed, or without a sentence that it was cancelled."""
        self.details.fail_download(name, sentence)

    @Slot(str)
    def end_removal(self, name: str) -> None:
        """Show that a model was removed."""
        self.details.tell(self.tr("%1 was removed.").replace("%1", name))

    @Slot(str, object)
    def fail_removal(self, name: str, sentence: Sentence) -> None:
        """Show why a model could not be removed."""
        self.details.complain(with_detail(name, said(sentence)))

    def _used(self) -> ShelvedModel | None:
        """Return the model in use: the loaded one, until then the chosen one."""
        here = [each for each in self._shelf.models if each.is_here] if self._shelf else []
        loaded = [each for each in here if each.name == self._loaded]
        chosen = [each for each in here if each.choice == self._chosen]
        both = [each for each in loaded if each in chosen]
        return next(iter((*both, *loaded, *chosen)), None)

    @Slot(object)
    def _show_details(self, model: ShelvedModel) -> None:
        if self._shelf is None:
            return
        is_kept = model == self._used() or (model.is_here and model.choice == self._chosen)
        means = self._shelf.means if model.name == self._shelf.advised else None
        is_measuring = self._shelf.is_measuring
        self.details.show_model(
            model, is_used=is_kept, advised_for=means, is_measuring=is_measuring
        )

    @Slot(bool)
    def _on_fold(self, is_open: bool) -> None:  # noqa: FBT001 - the signal's own form
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._fold.setArrowType(arrow)
        self._list.setVisible(is_open)
        if is_open and self.isVisible():
            self._list.setFocus()  # So that a small window scrolls to it.
