"""Connects the settings dialog to the settings file and to the services."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.options import DeviceWish
from engine.sentence import Sentence
from maxwhisper_desktop.hotkey import key_names
from maxwhisper_desktop.portal.agreement import is_agreement_missing
from maxwhisper_desktop.settings.file import SettingsError, write_settings
from maxwhisper_desktop.settings.settings import (
    Files,
    LanguageRule,
    Panel,
    ProgramRule,
    ProgramWay,
    Settings,
)
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.system.paths import config_file
from maxwhisper_desktop.ui.foreground import Foreground
from maxwhisper_desktop.ui.settings.dialog import SettingsDialog
from maxwhisper_desktop.ui.widgets.key_chooser import KeyNames
from maxwhisper_desktop.ui.widgets.model_getter import ModelGetter
from maxwhisper_desktop.ui.words.key_words import key_words

log = logging.getLogger(__name__)

R = TypeVar("R", bound=ProgramRule | LanguageRule)


KEY_NAMES: Final = KeyNames(
    key_names.name_of_key_event,
    key_names.name_of_button,
    key_names.own_name,
    lambda name: key_words(key_names.label(name)),
    key_names.refusal,
)
"""The names of keys in this session."""


class SettingsPresenter(QObject):
    """Owns the current settings. On the main thread; the file is written on another."""

    changed = Signal(object)
    """Emitted with the new ``Settings``."""
    level_wanted = Signal(bool)
    """Emitted with True when the user starts a microphone test, with False when it ends."""
    key_wanted = Signal(bool)
    """Emitted with True when the next key press chooses a key, with False when no longer."""
    desktop_asked = Signal()
    """Emitted when the user wants the desktop to ask for its permissions."""
    welcome_wanted = Signal()
    """Emitted when the user wants to see the welcome again."""
    not_saved = Signal(object)
    """Emitted with a sentence when a change made outside the dialog cannot be saved."""
    _written = Signal(object)
    _keyring_sought = Signal(bool)

    def __init__(
        self,
        settings: Settings,
        attach_models: Callable[[ModelGetter], None],
        has_keyring: Callable[[], bool],
        foreground: Foreground,
        parent: QObject | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            settings: The current ones.
            attach_models: Keeps the dialog's list of models up to date.
            has_keyring: Tells whether a key can be kept; may take seconds.
            foreground: Brings the dialog to the front.
            parent: The owner.
        """
        super().__init__(parent)
        self._attach_models = attach_models
        self._has_keyring = has_keyring
        self._foreground = foreground
        self._seeker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keyring-seeker")
        self._keyring_sought.connect(
            self._on_keyring_sought, Qt.ConnectionType.QueuedConnection
        )
        self.settings = settings
        self._shown = settings
        self._dialog: SettingsDialog | None = None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="settings")
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)

    def open(
        self,
        microphones: Iterable[tuple[str, str]],
        models: Iterable[str],
        status: AppStatus,
    ) -> None:
        """Show the dialog with these choices and the app's status."""
        if self._dialog is None:
            self._dialog = SettingsDialog(KEY_NAMES)
            self._dialog.settings_changed.connect(self._on_dialog)
            self._dialog.microphone_test_toggled.connect(self.level_wanted)
            self._dialog.key_catching_changed.connect(self.key_wanted)
            self._dialog.desktop_asked.connect(self.desktop_asked)
            self._dialog.welcome_requested.connect(self.welcome_wanted)
            self._attach_models(self._dialog.models)
        if not self._dialog.isVisible():
            self._dialog.set_microphones(microphones)
            self._dialog.set_models(models)
            self._dialog.show_settings(self.settings)
            self._shown = self.settings
            self._seeker.submit(self._seek_keyring)
        self._dialog.show_status(status)
        self._dialog.offer_permission(is_missing=is_agreement_missing())
        self._foreground.present(self._dialog)

    @Slot(object)
    def show_status(self, status: AppStatus) -> None:
        """Show the app's status."""
        if self._dialog is not None:
            self._dialog.show_status(status)

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show the microphone's level."""
        if self._dialog is not None:
            self._dialog.set_level(rms_dbfs)

    @Slot(object)
    def change(self, new: Settings) -> None:
        """Save new settings, which take effect once saved."""
        self._writer.submit(self._write, new, self.settings)

    @Slot(object)
    def _on_dialog(self, new: Settings) -> None:
        # Only what differs from what the dialog showed: the rest may have changed elsewhere since.
        old, self._shown = self._shown, new
        self._writer.submit(self._write, new, old)

    @Slot(object, str)
    def choose_engine(self, model: str | None, device: DeviceWish) -> None:
        """Save a new choice of model and device."""
        chosen = replace(self.settings.recognition, model=model, device=device)
        self.change(replace(self.settings, recognition=chosen))

    @Slot(str)
    def choose_model(self, model: str) -> None:
        """Save a new choice of model."""
        self.choose_engine(model, self.settings.recognition.device)

    @Slot(str)
    def choose_format(self, extension: str) -> None:
        """Save a new choice of the format in which files are saved."""
        self._change_files(replace(self.settings.files, format=extension))

    @Slot(bool)
    def choose_word_times(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Save whether the times of words are to be found in files."""
        self._change_files(replace(self.settings.files, word_timestamps=wanted))

    @Slot(bool)
    def choose_stage_times(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Save whether the time of each stage of a take is unfolded."""
        self.change(replace(self.settings, panel=Panel(stage_times=wanted)))

    @Slot(str, object)
    def choose_way(self, program: str, way: ProgramWay | None) -> None:
        """Save what is always to happen in a program; None for no rule of its own."""
        delivery = self.settings.delivery
        rule = None if way is None else ProgramRule(program, way)
        rules = _with_rule(delivery.by_program, program, rule)
        self.change(replace(self.settings, delivery=replace(delivery, by_program=rules)))

    @Slot(str, object)
    def choose_language(self, program: str, language: str | None) -> None:
        """Save the language that is spoken to a program; None for no rule of its own."""
        recognition = self.settings.recognition
        rule = None if language is None else LanguageRule(program, language)
        rules = _with_rule(recognition.languages_by_program, program, rule)
        chosen = replace(recognition, languages_by_program=rules)
        self.change(replace(self.settings, recognition=chosen))

    def _change_files(self, files: Files) -> None:
        self.change(replace(self.settings, files=files))

    @Slot(object)
    def choose_microphone(self, source: str | None) -> None:
        """Save a new choice of microphone."""
        self.change(replace(self.settings, microphone=source))

    @Slot(str)
    def choose_key(self, name: str) -> None:
        """Save a new choice of key."""
        self.change(replace(self.settings, hotkey=name))

    def shut_down(self) -> None:
        """Finish saving, then end."""
        self._writer.shutdown()
        self._seeker.shutdown(cancel_futures=True)

    def _seek_keyring(self) -> None:
        self._keyring_sought.emit(self._has_keyring())

    @Slot(bool)
    def _on_keyring_sought(self, is_there: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._dialog is not None:
            self._dialog.offer_encryption(is_possible=is_there)

    def _write(self, new: Settings, old: Settings) -> None:
        try:
            outcome: Settings | Sentence = write_settings(config_file(), new, old)
        except SettingsError as error:
            outcome = error.sentence
        except Exception:  # top of a thread: the user would wait for an answer
            log.exception("settings")
            outcome = Sentence("The settings cannot be saved; the log says why.")
        self._written.emit(outcome)

    @Slot(object)
    def _on_written(self, outcome: Settings | Sentence) -> None:
        if isinstance(outcome, Settings):
            self.settings = outcome
            self.changed.emit(outcome)
        elif self._dialog is not None and self._dialog.isVisible():
            self._dialog.show_problem(outcome)
        else:
            self.not_saved.emit(outcome)


def _with_rule(rules: Iterable[R], program: str, rule: R | None) -> tuple[R, ...]:
    """Return rules with the one given for a program, or with none of its own."""
    others = tuple(each for each in rules if each.program != program)
    # The first match counts, and a rule with wildcards may be there already.
    return others if rule is None else (rule, *others)
