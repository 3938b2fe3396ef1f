"""The step for a model: the one that suits this computer, others on request."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.status.model_shelf import ModelShelf
from maxwhisper_desktop.ui.welcome.step import WelcomeStep
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter


class ModelStep(WelcomeStep):
    """Settled as soon as there is any model."""

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
        self.models = ModelGetter(is_folded=True, parent=self)
        self.body.addWidget(self.models)
        self.body.addStretch(1)

    @Slot(object)
    def set_shelf(self, shelf: ModelShelf) -> None:
        """Show the models of this computer."""
        self.models.set_shelf(shelf)
        self.settle(is_settled=shelf.is_any_here)

    @override
    def first_field(self) -> QWidget | None:
        button = self.models.details.action
        return button if button.isEnabled() and not self.is_settled else None
