"""Guides a new user through model, key and microphone to the first sentence."""

import logging
from typing import Final

from PySide6.QtCore import QObject, Slot

from maxwhisper_desktop.portal.agreement import is_agreement_missing
from maxwhisper_desktop.presenters.models_presenter import ModelsPresenter
from maxwhisper_desktop.presenters.settings_presenter import KEY_NAMES, SettingsPresenter
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.status.model_shelf import ModelShelf
from maxwhisper_desktop.system.paths import config_file, state_folder
from maxwhisper_desktop.ui.first_start import FirstStart
from maxwhisper_desktop.ui.foreground import Foreground

log = logging.getLogger(__name__)

_MARK: Final = "welcomed"


class FirstStartPresenter(QObject):
    """Owns the welcome window. On the main thread."""

    def __init__(
        self,
        services: Services,
        settings: SettingsPresenter,
        models: ModelsPresenter,
        foreground: Foreground,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._models = models
        self._foreground = foreground
        self._window: FirstStart | None = None
        self._is_looking = False
        self._wanted: str | None = None
        self._is_known = False
        services.models.changed.connect(self._on_shelf)

    def begin_if_needed(self) -> None:
        """Show the steps to a user who is new, or lacks a model or a permission.

        They are shown once it is known which models are here, since settled steps are skipped.
        """
        mark = state_folder() / _MARK
        self._is_known = mark.exists() or config_file().exists()
        self._is_looking = True
        try:
            mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.touch()
        except OSError as error:
            log.warning("%s: %s", mark, error.strerror)

    @Slot()
    def begin(self) -> None:
        """Show the steps, beginning with the first one that is not settled."""
        self._foreground.present(self._prepared())

    def _prepared(self) -> FirstStart:
        """Return the window, which shows what is there now."""
        if self._window is None:
            self._window = self._make_window()
        window, settings = self._window, self._settings.settings
        window.set_microphones(self._services.microphones(), settings.microphone)
        window.offer_permission(is_missing=is_agreement_missing())
        window.set_hotkey(settings.hotkey)
        shelf = self._services.models.shelf
        if shelf is not None:
            window.set_shelf(shelf)
        self._services.models.estimate()
        window.show_status(self._services.status.status)
        if not window.isVisible():
            window.begin()
        return window

    def shut_down(self) -> None:
        """Close the window."""
        if self._window is not None:
            self._window.close()

    def _make_window(self) -> FirstStart:
        window = FirstStart(KEY_NAMES)
        services, settings = self._services, self._settings
        self._models.attach(window.models)
        window.models.model_chosen.connect(settings.choose_model)
        window.models.model_requested.connect(self._on_requested)
        window.microphone_chosen.connect(settings.choose_microphone)
        window.microphone_test_toggled.connect(services.test_microphone)
        window.hotkey_chosen.connect(settings.choose_key)
        window.desktop_asked.connect(services.ask_desktop)
        window.key_catching_changed.connect(services.suspend_key)
        services.level_changed.connect(window.set_level)
        services.status.changed.connect(window.show_status)
        services.models.fetched.connect(self._on_fetched)
        return window

    @Slot(str)
    def _on_requested(self, name: str) -> None:
        self._wanted = name

    @Slot(str)
    def _on_fetched(self, name: str) -> None:
        # The only model is used anyway; beside others, it must be chosen.
        shelf, settings = self._services.models.shelf, self._settings.settings
        has_others = shelf is not None and shelf.is_any_installed
        if name == self._wanted and (has_others or settings.recognition.model is not None):
            self._settings.choose_model(name)

    @Slot(object)
    def _on_shelf(self, shelf: ModelShelf) -> None:
        is_first, self._is_looking = self._is_looking, False
        if self._window is not None:
            self._window.set_shelf(shelf)
        has_model = shelf.is_any_installed or self._settings.settings.recognition.model
        lacks_any = not has_model or is_agreement_missing()
        if is_first and (lacks_any or not self._is_known):
            self._foreground.appear(self._prepared())
