"""The last step: what was set up, and where to find it again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from maxwhisper_desktop.ui.settings.page import form_rows
from maxwhisper_desktop.ui.welcome.step import WelcomeStep, large_key_cap
from maxwhisper_desktop.ui.widgets.field_note import FieldNote


class DoneStep(WelcomeStep):
    """Shows the choices in a few lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Ready to dictate"),
            self.tr("From now on, hold this key in any window and speak."),
            parent,
        )
        self._cap = large_key_cap(self)
        self._microphone, self._engine = QLabel(self), QLabel(self)
        again = FieldNote(
            self.tr(
                "Everything can be changed in the settings. This welcome can be opened again from"
                " there, and from the menu of the tray icon."
            ),
            self,
        )
        rows = form_rows()
        rows.addRow(self.tr("Microphone:"), self._microphone)
        rows.addRow(self.tr("Model:"), self._engine)
        self.body.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(rows)
        self.body.addWidget(again)
        self.body.addStretch(1)

    def show_choices(self, key: str, microphone: str, engine: str) -> None:
        """Show the key, the microphone, and the model with its device."""
        self._cap.show_key(key)
        self._microphone.setText(microphone)
        self._engine.setText(engine)
