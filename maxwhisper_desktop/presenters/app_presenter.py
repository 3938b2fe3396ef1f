"""Connects tray, overlay and panel to the services."""

import logging
import time
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from engine.checkpoints.local import LocalModels
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import CancelAsked, RecordingAsked, Tell, Wish
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.files.saver import FileSaver
from maxwhisper_desktop.history.history import HistoryQuery
from maxwhisper_desktop.presenters.desktop_question import DesktopQuestion
from maxwhisper_desktop.presenters.file_player import FilePlayer
from maxwhisper_desktop.presenters.first_start_presenter import FirstStartPresenter
from maxwhisper_desktop.presenters.live_text_presenter import LiveTextPresenter
from maxwhisper_desktop.presenters.models_presenter import ModelsPresenter
from maxwhisper_desktop.presenters.screen_reader import ScreenReader
from maxwhisper_desktop.presenters.settings_presenter import SettingsPresenter
from maxwhisper_desktop.presenters.take_actions import TakeActions
from maxwhisper_desktop.recording.take_recorder import RecordedTake
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.sound.playback import Player
from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppState, AppStatus
from maxwhisper_desktop.status.keeper import QUIET
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.paths import panel_place_file
from maxwhisper_desktop.system.x11_server import XServer
from maxwhisper_desktop.ui.announcement import announce
from maxwhisper_desktop.ui.foreground import Foreground
from maxwhisper_desktop.ui.notifications import Notifier
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.history_page import HistoryPage
from maxwhisper_desktop.ui.pages.speed_page import SpeedPage
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.panel import Panel
from maxwhisper_desktop.ui.tray import Tray
from maxwhisper_desktop.ui.words.outcome_words import notice_words

log = logging.getLogger(__name__)

N_EARLIER: Final = 20
"""Takes of earlier sessions on the first page; the history has all."""


class AppPresenter(QObject):
    """Tray, overlay, panel and dialogs. On the main thread."""

    def __init__(self, services: Services, player: Player | None) -> None:
        super().__init__()
        self._services = services
        self._earlier = HistoryQuery(limit=N_EARLIER)
        self._models = ModelsPresenter(services, self)
        self._foreground = Foreground(self)
        self._settings = SettingsPresenter(
            services.settings,
            self._models.attach,
            services.has_keyring,
            self._foreground,
            self,
        )
        self._tray = Tray(self)
        self._display = XServer()
        self._overlay = Overlay(wait_for_display=self._display.wait)
        self._notifier = Notifier(parent=self)
        self._takes = TakesPage()
        self._files = FilesPage()
        self._history = HistoryPage()
        self._speed = SpeedPage()
        self._panel = Panel()
        self._panel.add_page(self._takes, self.tr("Dictation"))
        self._panel.add_page(self._files, self.tr("Files"))
        self._panel.add_page(self._history, self.tr("History"))
        self._panel.add_page(self._speed, self.tr("Speed"))
        self._saver = FileSaver(self)
        self._actions = TakeActions(services, player, self)
        self._file_player = FilePlayer(player, parent=self)
        self._live = LiveTextPresenter(
            lambda: services.settings.presence, self._overlay, self._takes, self
        )
        self._first = FirstStartPresenter(
            services, self._settings, self._models, self._foreground, self
        )
        self._reader = ScreenReader(partial(announce, self._panel), self)
        self._question = DesktopQuestion(self)
        self._connect_status()
        self._connect_reader()
        self._connect_tray()
        self._connect_pages()
        self._connect_files()
        self._connect_speed()
        self._connect_settings()

    def start(self) -> None:
        """Show what is visible from the start."""
        self._offer_models()
        self._show_choice(self._services.settings)
        self._show_status(self._services.status.status)
        self._services.history.find(self._earlier)
        self._panel.place(_read(panel_place_file()))
        self._tray.show()
        if not Tray.is_available():
            # Without a tray the panel is the app's only window, so it is shown; later, as the news
            # that the desktop asks is on its way.
            QTimer.singleShot(0, partial(self._foreground.appear, self._panel))
        self._first.begin_if_needed()
        self._models.measure()

    def shut_down(self) -> None:
        """Hide everything."""
        self._tray.hide()
        self._overlay.vanish()
        self._panel.hide()
        _write(panel_place_file(), self._panel.geometry_bytes())
        self._first.shut_down()
        self._file_player.shut_down()
        self._actions.shut_down()
        self._settings.shut_down()
        self._saver.shut_down()
        self._display.shut_down()

    def _connect_status(self) -> None:
        services, controller = self._services, self._services.controller
        services.status.changed.connect(self._show_status)
        services.status.changed.connect(self._settings.show_status)
        services.status.changed.connect(self._question.follow)
        self._question.changed.connect(self._foreground.give_up)
        self._question.waiting.connect(self._tell_trouble)
        services.level_changed.connect(self._overlay.set_level)
        services.level_changed.connect(self._settings.set_level)
        services.level_changed.connect(self._takes.set_level)
        services.trouble.connect(self._tell_trouble)
        services.recovered.connect(self._tell_recovered)
        services.show_asked.connect(self._show_panel)
        controller.listening.connect(self._show_listening)
        controller.live_text.connect(self._live.show_words)
        # After the status, whose overlay it empties.
        controller.dictation_changed.connect(self._live.follow)
        controller.told.connect(self._tell)
        controller.ports.capture.ended.connect(self._show_recorded)
        controller.ports.capture.moved.connect(self._tell_trouble)

    def _connect_reader(self) -> None:
        services, reader = self._services, self._reader
        services.status.changed.connect(reader.tell_status)
        services.trouble.connect(reader.tell_trouble)
        services.controller.listening.connect(reader.tell_recording)
        services.controller.take_ended.connect(reader.tell_end)
        services.controller.told.connect(reader.tell)
        services.controller.ports.capture.moved.connect(reader.tell_trouble)

    def _connect_tray(self) -> None:
        tray = self._tray
        tray.panel_toggled.connect(self._toggle_panel)
        tray.panel_requested.connect(self._show_panel)
        tray.recording_toggled.connect(self._toggle_recording)
        tray.cancel_requested.connect(self._cancel)
        tray.paste_again_requested.connect(self._services.paste_again.paste)
        tray.files_requested.connect(self._show_files)
        tray.history_requested.connect(self._show_history)
        tray.settings_requested.connect(self._open_settings)
        tray.welcome_requested.connect(self._first.begin)
        tray.quit_requested.connect(QCoreApplication.quit)
        self._notifier.clicked.connect(self._show_panel)
        self._panel.settings_requested.connect(self._open_settings)
        self._panel.quit_requested.connect(QCoreApplication.quit)
        self._panel.closed.connect(self._quit_without_tray)
        self._panel.files_dropped.connect(self._services.files.add)
        self._panel.files_dropped.connect(self._show_files)

    def _connect_pages(self) -> None:
        history, actions = self._services.history, self._actions
        for page in (self._takes, self._history):
            page.copy_requested.connect(actions.copy)
            page.retry_requested.connect(actions.retry)
            page.play_requested.connect(actions.play)
            page.stop_requested.connect(actions.stop)
            page.delete_requested.connect(history.delete)
            page.stage_times_opened.connect(self._settings.choose_stage_times)
            page.way_chosen.connect(self._settings.choose_way)
            page.language_chosen.connect(self._settings.choose_language)
            actions.playing_changed.connect(page.set_playing)
            history.deleted.connect(page.remove_take)
        self._services.controller.take_ended.connect(self._takes.add_take)
        self._services.controller.take_ended.connect(self._speed.add_take)
        history.kept.connect(self._takes.add_take)
        history.found.connect(self._show_earlier)
        history.kept.connect(self._history.put_take)
        history.found.connect(self._history.show_found)
        history.let_go.connect(self._takes.add_take)
        for page in (self._takes, self._history):
            history.all_deleted.connect(page.show_none)
        history.all_deleted.connect(actions.forget_copy)
        self._history.search_requested.connect(history.find)
        self._history.delete_all_requested.connect(self._services.forget_all)
        self._history.save_requested.connect(self._saver.save)

    def _connect_files(self) -> None:
        files, page = self._services.files, self._files
        files.changed.connect(page.show_jobs)
        page.files_added.connect(files.add)
        page.cancel_requested.connect(files.cancel)
        page.cancel_all_requested.connect(files.cancel_all)
        page.retry_requested.connect(files.retry)
        page.remove_finished_requested.connect(files.remove_finished)
        page.copy_requested.connect(self._saver.make)
        self._saver.made.connect(self._actions.copy)
        self._saver.saved.connect(page.show_saved)
        page.save_requested.connect(self._saver.save)
        page.save_all_requested.connect(self._saver.save_all)
        page.format_chosen.connect(self._settings.choose_format)
        page.word_times_chosen.connect(self._settings.choose_word_times)
        page.corrected.connect(files.correct)
        page.play_requested.connect(self._file_player.play)
        page.stop_requested.connect(self._file_player.stop)
        self._file_player.moved.connect(page.show_place)
        self._file_player.failed.connect(self._tell_trouble)
        self._saver.failed.connect(self._tell_trouble)

    def _connect_speed(self) -> None:
        self._services.measuring.changed.connect(self._speed.show_state)
        self._speed.measure_requested.connect(self._services.measuring.measure)
        self._speed.cancel_requested.connect(self._services.measuring.cancel)
        self._speed.copy_requested.connect(self._actions.copy)

    def _connect_settings(self) -> None:
        services = self._services
        self._settings.changed.connect(services.apply)
        self._settings.changed.connect(self._show_choice)
        self._settings.not_saved.connect(self._tell_trouble)
        self._settings.level_wanted.connect(services.test_microphone)
        self._settings.key_wanted.connect(services.suspend_key)
        self._settings.desktop_asked.connect(services.ask_desktop)
        self._takes.engine_chosen.connect(self._settings.choose_engine)
        self._settings.changed.connect(self._models.show_choice)
        self._settings.welcome_wanted.connect(self._first.begin)
        services.models.changed.connect(self._offer_models)

    @Slot(object)
    def _show_status(self, status: AppStatus) -> None:
        self._tray.show_status(status)
        self._panel.show_status(status)
        self._takes.show_status(status)
        # Recording is shown from the first audio block on, not before: see _show_listening.
        if status.state not in KEY_DOWN_STATES and self._has_overlay:
            self._overlay.show_phase(status.state)

    @Slot(int)
    def _show_listening(self, _: int) -> None:
        if self._has_overlay:
            self._overlay.show_recording(time.monotonic() * 1000)
        if self._services.settings.presence.sounds:
            self._actions.cue_start()

    @Slot(object, object)
    def _show_recorded(self, _: object, recorded: RecordedTake | None) -> None:
        if recorded is not None and self._services.settings.presence.sounds:
            self._actions.cue_stop()

    @Slot(object)
    def _tell(self, tell: Tell) -> None:
        words = notice_words(tell.notice, tell.detail)
        is_quiet = tell.notice in QUIET
        if self._has_overlay:
            self._overlay.tell(words, AppState.READY if is_quiet else AppState.FAILED)
        if not is_quiet:
            self._notifier.notify(notice_words(tell.notice), said(tell.detail))
            is_recording = self._services.controller.state.capture is not None
            # An earlier take's failure must not sound in the next one's recording.
            if self._services.settings.presence.sounds and not is_recording:
                self._actions.cue_failure()

    @Slot(object)
    def _tell_trouble(self, sentence: Sentence) -> None:
        words = said(sentence)
        self._notifier.notify(self.tr("MaxWhisper"), words)
        if self._has_overlay:
            self._overlay.tell(words, AppState.FAILED)

    @Slot(object)
    def _tell_recovered(self, take: TakeRecord) -> None:
        title = self.tr("An interrupted dictation now has its text")
        self._notifier.notify(title, take.text.strip())

    @property
    def _has_overlay(self) -> bool:
        return self._services.settings.presence.overlay

    @Slot(object, object)
    def _show_earlier(self, search: HistoryQuery, takes: list[TakeRecord]) -> None:
        if search is self._earlier:
            self._takes.add_earlier(takes)

    @Slot()
    def _toggle_panel(self) -> None:
        if self._panel.isVisible() and self._panel.isActiveWindow():
            self._panel.hide()
        else:
            self._show_panel()

    @Slot()
    def _show_panel(self) -> None:
        self._foreground.present(self._panel)

    @Slot()
    def _quit_without_tray(self) -> None:
        # Asked only now: the display's server has to answer.
        if not Tray.is_available():
            self._panel.quit_requested.emit()

    @Slot()
    def _toggle_recording(self) -> None:
        self._services.controller.ask(RecordingAsked(Wish.TOGGLE))

    @Slot()
    def _cancel(self) -> None:
        self._services.controller.ask(CancelAsked())

    @Slot()
    def _show_files(self) -> None:
        self._panel.show_page(self._files)
        self._show_panel()

    @Slot()
    def _show_history(self) -> None:
        self._panel.show_page(self._history)
        self._show_panel()

    @Slot()
    def _open_settings(self) -> None:
        services = self._services
        self._models.measure()
        services.models.estimate()
        self._settings.open(services.microphones(), _installed_models(), services.status.status)

    @Slot()
    def _offer_models(self) -> None:
        names = _installed_models()
        self._takes.set_models(names)
        self._history.set_models(names)

    @Slot(object)
    def _show_choice(self, settings: Settings) -> None:
        wanted = settings.recognition
        self._takes.show_choice(wanted.model, wanted.device)
        files = settings.files
        self._files.show_choice(files.format, word_times=files.word_timestamps)
        for page in (self._takes, self._history):
            page.show_stage_times(is_open=settings.panel.stage_times)
            page.show_rules(settings)
        if not settings.presence.live_text:
            self._live.end()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        log.info("the panel's position could not be saved: %s", error)


def _installed_models() -> list[str]:
    return [checkpoint.name for checkpoint in LocalModels().installed()]
