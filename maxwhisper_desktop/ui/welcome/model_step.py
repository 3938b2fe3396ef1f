"""The step for a model: the one that suits this computer, others on request."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.status.model_shelf import ModelShelf
from maxwhisper_desktop.ui.welcome.step import WelcomeStep
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter


class ModelStep(WelcomeStep):
    """Settled as soon as there is a model that is used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("A model for your voice"),
            self.tr(
                "A model turns speech into text. It is downloaded and prepared once, which takes"
                " some minutes, and then works on this computer alone, without a network. You can"
                " go on meanwhile."
            ),
            parent,
        )
        self._is_installed = self._is_loaded = False
        self.models = ModelGetter(is_folded=True, parent=self)
        self.body.addWidget(self.models)
        self.body.addStretch(1)

    @Slot(object)
    def set_shelf(self, shelf: ModelShelf) -> None:
        """Show the models of this computer."""
        self.models.set_shelf(shelf)
        if shelf.is_any_found and not shelf.is_any_installed:
            self.models.unfold()  # Whoever has one already need not download any.
        self._is_installed = shelf.is_any_installed
        self._settle()

    def show_status(self, status: AppStatus) -> None:
        """Show whether a model is loaded, be it another program's."""
        self._is_loaded = status.model is not None
        self._settle()

    @override
    def first_field(self) -> QWidget | None:
        button = self.models.details.action
        return button if button.isEnabled() and not self.is_settled else None

    def _settle(self) -> None:
        self.settle(is_settled=self._is_installed or self._is_loaded)
