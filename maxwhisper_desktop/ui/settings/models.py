"""The settings page for models: which are here, which can be downloaded, which suits."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter
from maxwhisper_desktop.ui.widgets.tab_order import first_control


class ModelSettings(QWidget):
    """All models; downloads and removals take effect at once, a choice with OK or Apply."""

    chosen = Signal(str)
    """Emitted with what chooses a model in the settings: a name or a path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.getter = ModelGetter(is_folded=False, parent=self)
        note = FieldNote(
            self.tr(
                "Larger models write better text and take longer. All work without a network."
            ),
            self,
        )
        title = QLabel(self.tr("&Models:"), self)
        title.setBuddy(first_control(self.getter))
        rows = QVBoxLayout(self)
        rows.addWidget(note)
        rows.addWidget(title)
        rows.addWidget(self.getter, 1)
        self.getter.model_chosen.connect(self._on_chosen)

    def show_settings(self, settings: Settings) -> None:
        """Show nothing: which model is in use is told by the app's status."""

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` unchanged: the model is chosen on the recognition's page."""
        return settings

    def check(self) -> QWidget | None:
        """Return None: nothing here can be wrong."""
        return None

    @Slot(str)
    def _on_chosen(self, choice: str) -> None:
        self.getter.details.tell(self.tr("It is used as soon as you press OK or Apply."))
        self.chosen.emit(choice)
