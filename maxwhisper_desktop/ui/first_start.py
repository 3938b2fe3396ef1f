"""The welcome window: steps for model, microphone and key, and a field to try dictation."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from engine.checkpoints.catalogue import PublishedModel
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.ui.settings.page import add_rows, form_rows, text_field
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.desktop_permission import DesktopPermission
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.key_chooser import KeyChooser, KeyNames
from maxwhisper_desktop.ui.widgets.microphone_test import MicrophoneTest
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words
from maxwhisper_desktop.ui.words.status_words import state_words

_WIDTH_CHARACTERS: Final = 92


class FirstStart(QDialog):
    """Three steps, all visible; each choice takes effect at once."""

    microphone_chosen = Signal(object)
    """Emitted with a microphone's name, None for the desktop's default."""
    microphone_test_toggled = Signal(bool)
    """Emitted with True when a microphone test starts, with False when it ends."""
    hotkey_chosen = Signal(str)
    """Emitted with the name of the chosen key."""
    key_catching_changed = Signal(bool)
    """Emitted with True when the next key press chooses a key, with False when no longer."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome to MaxWhisper"))
        self._names = names
        self.models = ModelGetter(self)
        self._microphone = ChoiceBox(self)
        self._microphone.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._test = MicrophoneTest(self)
        self._key = KeyChooser(names, self)
        self.permission = DesktopPermission(self)
        self._mechanism = FieldNote(parent=self)
        self._try = text_field(3)
        self._state = FieldNote(parent=self)
        self._lay_out()
        self._microphone.chosen.connect(self.microphone_chosen)
        self._test.toggled.connect(self.microphone_test_toggled)
        self._key.chosen.connect(self._on_key)
        self._key.catching_changed.connect(self.key_catching_changed)
        self.set_microphones([], None)
        self.set_hotkey(Settings().hotkey)
        self.resize(self.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS, 0)

    def set_models(
        self, published: Sequence[PublishedModel], installed: Collection[str], advised: str
    ) -> None:
        """Offer models; ``advised`` is the recommended one."""
        self.models.set_models(published, installed, advised)

    def set_microphones(
        self, microphones: Iterable[tuple[str, str]], chosen: str | None
    ) -> None:
        """Offer microphones, each with its name for the settings and its display name."""
        choices: list[tuple[str, str | None]]
        choices = [(self.tr("System default"), None)]
        choices += [(description, name) for name, description in microphones]
        self._microphone.set_choices(choices)
        self._microphone.choose(chosen)

    def set_hotkey(self, name: str) -> None:
        """Show the key to hold."""
        self._key.choose(name)
        words = self.tr("Click here, hold %1, say a sentence, and let go.")
        self._try.setPlaceholderText(words.replace("%1", self._names.label(name)))

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show the level of the microphone being tested."""
        self._test.set_level(rms_dbfs)

    @Slot(object)
    def show_status(self, status: AppStatus) -> None:
        """Show whether dictation can be tried, and if not, what is missing."""
        self._mechanism.set_hint(
            mechanism_words((*status.hotkey_verdicts, *status.typist_verdicts))
        )
        if status.problem is not None:
            self._state.complain(status.problem, self._try)
            return
        self._try.setAccessibleDescription("")
        is_loading = status.state is AppState.LOADING
        self._state.set_hint((is_loading and status.progress) or state_words(status.state))

    def _lay_out(self) -> None:
        intro = FieldNote(
            self.tr(
                "Hold a key, speak, let go: your words appear in the window you are using."
                " Nothing you say leaves this computer."
            ),
            self,
        )
        rows = QVBoxLayout(self)
        rows.addWidget(intro)
        rows.addWidget(self._step(self.tr("1. Download a model"), [("", self.models)]))
        rows.addWidget(
            self._step(
                self.tr("2. Test your microphone"),
                [(self.tr("&Microphone:"), self._microphone), (self.tr("Level:"), self._test)],
            )
        )
        rows.addWidget(
            self._step(
                self.tr("3. Choose your dictation key"),
                [
                    (self.tr("&Key:"), self._key),
                    ("", self.permission),
                    ("", self._mechanism),
                ],
            )
        )
        self._try.setAccessibleName(self.tr("Try it here"))
        rows.addWidget(self._step(self.tr("Try it here"), [("", self._try), ("", self._state)]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        tab_as_laid_out(self)

    def _step(self, title: str, fields: Iterable[tuple[str, QWidget]]) -> QGroupBox:
        box = QGroupBox(title, self)
        rows, labelled = QVBoxLayout(box), form_rows()
        for words, field in fields:
            if words:
                add_rows(labelled, [(words, field)])
            else:
                rows.addWidget(field)
        if labelled.rowCount():
            rows.addLayout(labelled)
        return box

    @Slot(str)
    def _on_key(self, name: str) -> None:
        self.set_hotkey(name)
        self.hotkey_chosen.emit(name)
