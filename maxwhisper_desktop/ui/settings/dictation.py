"""The settings page for the hotkey and the microphone."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.ui.settings.page import add_rows, form, is_allowed
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.desktop_permission import DesktopPermission
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.key_chooser import KeyChooser, KeyNames
from maxwhisper_desktop.ui.widgets.microphone_test import MicrophoneTest
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words


class DictationSettings(QWidget):
    """Hotkey and microphone."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = KeyChooser(names, self)
        self.microphone_test = MicrophoneTest(self)
        self._microphone = ChoiceBox(self)
        self._microphone.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._offered: dict[str, str] = {}
        self._key_note = FieldNote(
            self.tr(
                "Hold it while you speak, then let go; or tap to start and tap again to stop."
                " Choose a key that you do not need for anything else."
            ),
            self,
        )
        self.permission = DesktopPermission(self)
        self._mechanism = FieldNote(parent=self)
        test_note = FieldNote(
            self.tr("Speak as when dictating: the bar should go past the middle."), self
        )
        add_rows(
            form(self),
            [
                (self.tr("&Key to hold:"), self.key),
                ("", self._key_note),
                ("", self.permission),
                ("", self._mechanism),
                (self.tr("&Microphone:"), self._microphone),
                (self.tr("Level:"), self.microphone_test),
                ("", test_note),
            ],
        )
        self.key.chosen.connect(self._on_key_chosen)
        self.set_microphones([])

    def set_microphones(self, microphones: Iterable[tuple[str, str]]) -> None:
        """Offer microphones, each with its name for the settings and its display name."""
        self._offered = dict(microphones)
        self._show_microphone(self._microphone.choice())

    def show_status(self, status: AppStatus) -> None:
        """Show the mechanism for the hotkey."""
        self._mechanism.set_hint(mechanism_words(status.hotkey_verdicts))

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``, discarding changes."""
        self.key.choose(settings.hotkey)
        self._show_microphone(settings.microphone)
        self._key_note.clear_complaint()

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        return replace(settings, hotkey=self.key.key(), microphone=self._microphone.choice())

    def check(self) -> QWidget | None:
        """Show an error at each invalid field; return the first one."""
        if is_allowed("hotkey", self.key.key()):
            return None
        self._key_note.complain(
            self.tr("This key cannot be used; choose another one."), self.key
        )
        return self.key

    def _show_microphone(self, name: str | None) -> None:
        choices: list[tuple[str, str | None]]
        choices = [(self.tr("System default"), None)]
        choices += [(description, each) for each, description in self._offered.items()]
        if name is not None and name not in self._offered:
            choices.append((self.tr("%1 (not connected)").replace("%1", name), name))
        self._microphone.set_choices(choices)
        self._microphone.choose(name)

    @Slot()
    def _on_key_chosen(self) -> None:
        self._key_note.clear_complaint()
