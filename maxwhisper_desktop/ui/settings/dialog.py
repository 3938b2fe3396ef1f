"""The settings dialog, a tab per page."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from engine.sentence import Sentence
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.settings.app import AppSettings
from maxwhisper_desktop.ui.settings.delivery import DeliverySettings
from maxwhisper_desktop.ui.settings.dictation import DictationSettings
from maxwhisper_desktop.ui.settings.models import ModelSettings
from maxwhisper_desktop.ui.settings.programs import ProgramSettings
from maxwhisper_desktop.ui.settings.recognition import RecognitionSettings
from maxwhisper_desktop.ui.settings.text import TextSettings
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.key_chooser import KeyNames
from maxwhisper_desktop.ui.widgets.scrolling import scrolling
from maxwhisper_desktop.ui.widgets.tab_order import first_control, tab_as_laid_out
from maxwhisper_desktop.ui.widgets.window_size import resize_in_characters

_Page: TypeAlias = (
    DictationSettings
    | ModelSettings
    | RecognitionSettings
    | TextSettings
    | DeliverySettings
    | ProgramSettings
    | AppSettings
)


_SIZE_CHARACTERS: Final = (98, 34)
"""Initial width and height, in characters and lines of text."""


class SettingsDialog(QDialog):
    """Shows settings page by page; nothing takes effect before OK or Apply."""

    settings_changed = Signal(object)
    """Emitted with the new ``Settings``, all of them valid."""
    microphone_test_toggled = Signal(bool)
    """Emitted with True when a microphone test starts, with False when it ends."""
    key_catching_changed = Signal(bool)
    """Emitted with True when the next key press chooses a key, with False when no longer."""
    desktop_asked = Signal()
    """Emitted when the user wants the desktop to ask for its permissions."""
    welcome_requested = Signal()
    """Emitted when the user wants to see the welcome again."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("MaxWhisper settings"))
        self._shown = Settings()
        self._before = self._shown
        """The settings before the last OK or Apply, restored if those could not be saved."""
        self._dictation = DictationSettings(names)
        self._recognition = RecognitionSettings()
        self._models = ModelSettings()
        self.models = self._models.getter
        self._app = AppSettings()
        self._delivery = DeliverySettings()
        self._pages: tuple[tuple[_Page, str], ...] = (
            (self._dictation, self.tr("Key and microphone")),
            (self._recognition, self.tr("Recognition")),
            (self._models, self.tr("Models")),
            (TextSettings(), self.tr("Text")),
            (self._delivery, self.tr("Typing")),
            (ProgramSettings(), self.tr("Programs")),
            (self._app, self.tr("History and app")),
        )
        self._tabs = QTabWidget(self)
        self._tabs.setAccessibleName(self.tr("Pages"))
        for page, title in self._pages:
            self._tabs.addTab(scrolling(page), title)
            tab_as_laid_out(page)
        self._problem = FieldNote(parent=self)
        standard = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(standard.Ok | standard.Apply | standard.Cancel, self)
        rows = QVBoxLayout(self)
        rows.addWidget(self._tabs, 1)
        rows.addWidget(self._problem)
        rows.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._buttons.button(standard.Apply).clicked.connect(self._apply)
        self._dictation.microphone_test.toggled.connect(self.microphone_test_toggled)
        self._dictation.key.catching_changed.connect(self.key_catching_changed)
        self._dictation.permission.asked.connect(self.desktop_asked)
        self._models.chosen.connect(self._recognition.choose_model)
        self._app.welcome_requested.connect(self.welcome_requested)
        self.show_settings(self._shown)
        resize_in_characters(self, *_SIZE_CHARACTERS)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``, discarding changes."""
        self._shown = self._before = settings
        self._problem.clear_complaint()
        for page, _ in self._pages:
            page.show_settings(settings)

    def settings(self) -> Settings:
        """Return the settings in the fields, valid or not."""
        settings = self._shown
        for page, _ in self._pages:
            settings = page.apply_to(settings)
        return settings

    def set_microphones(self, microphones: Iterable[tuple[str, str]]) -> None:
        """Offer microphones, each with its name for the settings and its display name."""
        self._dictation.set_microphones(microphones)

    def set_models(self, names: Iterable[str]) -> None:
        """Offer the installed models."""
        self._recognition.set_models(names)

    def offer_permission(self, *, is_missing: bool) -> None:
        """Show or hide the explanation and the button for the desktop's permissions."""
        self._dictation.permission.setVisible(is_missing)

    def offer_encryption(self, *, is_possible: bool) -> None:
        """Allow to encrypt the history, or say what that lacks."""
        self._app.offer_encryption(is_possible=is_possible)

    @Slot(object)
    def show_status(self, status: AppStatus) -> None:
        """Show the mechanisms for the hotkey and for delivery in this session."""
        self._dictation.show_status(status)
        self._delivery.show_status(status)

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show the level of the microphone being tested."""
        self._dictation.microphone_test.set_level(rms_dbfs)

    def show_problem(self, sentence: Sentence) -> None:
        """Show why the settings could not be saved; OK and Apply try again."""
        self._shown = self._before
        self._problem.complain(said(sentence), self._buttons)

    @override
    def accept(self) -> None:
        if self._apply():
            super().accept()

    @override
    def reject(self) -> None:
        self.show_settings(self._shown)
        super().reject()

    @Slot()
    def _apply(self) -> bool:
        self._problem.clear_complaint()
        for number, (page, _) in enumerate(self._pages):
            wrong = page.check()
            if wrong is not None:
                self._tabs.setCurrentIndex(number)
                first_control(wrong).setFocus()
                return False
        settings = self.settings()
        if settings != self._shown:
            self._before, self._shown = self._shown, settings
            self.settings_changed.emit(settings)
        return True
