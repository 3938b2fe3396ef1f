"""Guides a new user through model, microphone and key, and downloads models."""

import logging
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.local import LocalModels
from maxwhisper_desktop.portal.agreement import is_agreement_missing
from maxwhisper_desktop.presenters.settings_presenter import KEY_NAMES, SettingsPresenter
from maxwhisper_desktop.services.model_fetch import ModelFetch
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.system.paths import config_file, state_folder
from maxwhisper_desktop.ui.first_start import FirstStart

log = logging.getLogger(__name__)

ADVISED_MODEL: Final = "base"
"""The largest model that responds instantly without a GPU."""

_MARK: Final = "welcomed"


class FirstStartPresenter(QObject):
    """Owns the welcome window and the download, one at a time. On the main thread."""

    models_changed = Signal()
    """Emitted when a model was installed."""

    def __init__(
        self, services: Services, settings: SettingsPresenter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._window: FirstStart | None = None
        self._fetch: ModelFetch | None = None

    def begin_if_needed(self) -> None:
        """Show the steps to a user who is new, or lacks a model or a permission."""
        mark = state_folder() / _MARK
        is_known = mark.exists() or config_file().exists()
        if not is_known or not LocalModels().installed() or is_agreement_missing():
            self.begin()
        try:
            mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.touch()
        except OSError as error:
            log.warning("%s: %s", mark, error.strerror)

    @Slot()
    def begin(self) -> None:
        """Show the steps."""
        if self._window is None:
            self._window = self._make_window()
        self._window.set_microphones(
            self._services.microphones(), self._settings.settings.microphone
        )
        self._window.permission.setVisible(is_agreement_missing())
        self._window.set_hotkey(self._settings.settings.hotkey)
        self._offer_models()
        self._window.show_status(self._services.status.status)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def shut_down(self) -> None:
        """Stop a download; the next one resumes it."""
        if self._window is not None:
            self._window.close()
        if self._fetch is not None:
            self._fetch.cancel()
            self._fetch.wait()

    def _make_window(self) -> FirstStart:
        window = FirstStart(KEY_NAMES)
        services, settings = self._services, self._settings
        window.models.model_requested.connect(self._get_model)
        window.models.download_cancelled.connect(self._cancel_download)
        window.models.model_chosen.connect(settings.choose_model)
        window.microphone_chosen.connect(settings.choose_microphone)
        window.microphone_test_toggled.connect(services.test_microphone)
        window.hotkey_chosen.connect(settings.choose_key)
        window.permission.asked.connect(services.ask_desktop)
        window.key_catching_changed.connect(services.suspend_key)
        services.level_changed.connect(window.set_level)
        services.status.changed.connect(window.show_status)
        return window

    def _offer_models(self) -> None:
        if self._window is not None:
            installed = [checkpoint.name for checkpoint in LocalModels().installed()]
            self._window.set_models(WHISPER.models, installed, ADVISED_MODEL)

    @Slot(str)
    def _get_model(self, name: str) -> None:
        if self._fetch is not None or self._window is None:
            return
        self._fetch = ModelFetch(name)
        self._fetch.progressed.connect(self._window.models.set_download)
        self._fetch.fetched.connect(self._on_fetched)
        self._fetch.failed.connect(self._on_failed)
        self._fetch.start()

    @Slot()
    def _cancel_download(self) -> None:
        if self._fetch is not None:
            self._fetch.cancel()

    @Slot(str)
    def _on_fetched(self, name: str) -> None:
        self._end_fetch()
        if self._window is not None:
            self._window.models.end_download(name)
        self._offer_models()
        self.models_changed.emit()
        self._services.load_model()

    @Slot(str, str)
    def _on_failed(self, name: str, sentence: str) -> None:
        self._end_fetch()
        if self._window is not None:
            self._window.models.fail_download(name, sentence)

    def _end_fetch(self) -> None:
        if self._fetch is not None:
            self._fetch.wait()
            self._fetch = None
