"""The step for the key to hold."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppStatus
from maxwhisper_desktop.ui.settings.page import add_rows, form_rows
from maxwhisper_desktop.ui.welcome.step import WelcomeStep, large_key_cap
from maxwhisper_desktop.ui.widgets.desktop_permission import DesktopPermission
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.key_chooser import KeyChooser, KeyNames
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words


class KeyStep(WelcomeStep):
    """Settled once this desktop reports the key."""

    chosen = Signal(str)
    """Emitted with the name of the chosen key."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("The key you hold while you speak"),
            self.tr(
                "Hold it, speak, let go: your words appear in the window you are using. Or tap it"
                " to start, and tap it again to stop. Nothing you say leaves this computer."
            ),
            parent,
        )
        self._names = names
        self._is_heard = False
        self._cap = large_key_cap(self)
        self.key = KeyChooser(names, self)
        self.permission = DesktopPermission(self)
        self._mechanism = FieldNote(parent=self)
        self.body.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignHCenter)
        rows = form_rows()
        add_rows(rows, [(self.tr("&Key:"), self.key)])
        self.body.addLayout(rows)
        self.body.addWidget(self.permission)
        self.body.addWidget(self._mechanism)
        self.body.addStretch(1)
        self.key.chosen.connect(self._on_chosen)
        self.permission.asked.connect(self._settle)

    def set_hotkey(self, name: str) -> None:
        """Show the key to hold."""
        self.key.choose(name)
        self._cap.show_key(self._names.label(name))

    def offer_permission(self, *, is_missing: bool) -> None:
        """Show or hide the explanation and the button for the desktop's permissions."""
        self.permission.setVisible(is_missing)
        self._settle()

    def show_status(self, status: AppStatus) -> None:
        """Show whether the key is heard, and while it is held."""
        self._mechanism.set_hint(
            mechanism_words((*status.hotkey_verdicts, *status.typist_verdicts))
        )
        self._cap.show_key(self._cap.name, is_pressed=status.state in KEY_DOWN_STATES)
        self._is_heard = status.hotkey is not None
        self._settle()

    @override
    def first_field(self) -> QWidget | None:
        return None if self.is_settled else self.permission.button

    @Slot()
    def _settle(self) -> None:
        self.settle(is_settled=self._is_heard and self.permission.isHidden())

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self.set_hotkey(name)
        self.chosen.emit(name)
