"""Creates and connects all services: the app without its windows."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from engine.errors import os_reason
from engine.options import for_dictation
from engine.sentence import Sentence
from maxwhisper_desktop.control.toggle_key import ToggleKey
from maxwhisper_desktop.dictation.events import CancelAsked, RecordingAsked, TakeId, Wish
from maxwhisper_desktop.dictation.state import Dictation
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.files.transcription import FileTranscription
from maxwhisper_desktop.files.unfinished import forget_unfinished
from maxwhisper_desktop.history.history import HistoryStore
from maxwhisper_desktop.history.thread import HistoryThread
from maxwhisper_desktop.hotkey import key_names
from maxwhisper_desktop.mechanisms import Choice, Standing, Tell, Verdict, revised
from maxwhisper_desktop.portal.agreement import agree
from maxwhisper_desktop.portal.login_start import choose_login_start
from maxwhisper_desktop.ports import (
    EngineChoice,
    Hotkey,
    Microphone,
    MicrophoneError,
    MicrophoneNews,
    Players,
    TellMicrophone,
    Typist,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.worker import RecognizerWorker
from maxwhisper_desktop.recording.journal import read_recording
from maxwhisper_desktop.recording.recovery import records_left_behind
from maxwhisper_desktop.recording.take_recorder import TakeRecorder
from maxwhisper_desktop.services.capture import TakeCapture
from maxwhisper_desktop.services.controller import Controller, Ports
from maxwhisper_desktop.services.model_keeper import ModelKeeper
from maxwhisper_desktop.services.paste_again import PasteAgain
from maxwhisper_desktop.services.re_recognition import ReRecognition
from maxwhisper_desktop.services.speed_test import Measuring
from maxwhisper_desktop.settings.settings import (
    Delivery,
    Settings,
    WhileSpeaking,
    options_for,
    options_for_files,
)
from maxwhisper_desktop.sound.cue_removal import CueRemoval
from maxwhisper_desktop.status.document import status_document
from maxwhisper_desktop.status.keeper import StatusKeeper
from maxwhisper_desktop.system.clipboard_hint import HINT, SECRET
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.logs import clear_logs
from maxwhisper_desktop.system.paths import (
    autostart_file,
    history_folder,
    journal_folder,
    sample_file,
)
from maxwhisper_desktop.system.power import is_on_battery
from maxwhisper_desktop.system.vault import FetchKeys, Vault

log = logging.getLogger(__name__)

RETRY_KEY_MS: Final = 10_000
"""Milliseconds between attempts to get a key that another program uses."""


@dataclass(frozen=True, slots=True)
class Adapters:
    """Factories of this session's adapters."""

    hotkey: Callable[[str, Callable[[object], None], Tell], Choice[Hotkey]]
    """Listens for a key, by its name in the settings, and reports its events."""
    microphone: Callable[[str | None, TellMicrophone], Microphone]
    """May raise ``MicrophoneError``."""
    microphones: Callable[[], list[tuple[str, str]]]
    """The available microphones: names for the settings, and display names."""
    typist: Callable[[Delivery, Callable[[], bool | None], Tell], Choice[Typist]]
    history_keys: FetchKeys
    """From the desktop's keyring."""
    has_keyring: Callable[[], bool]
    """Whether there is one; may take seconds."""
    players: Players
    program: Callable[[], str | None]
    """Returns the name of the program in use; None if unknown. Takes milliseconds."""
    engine: Callable[[], EngineProcess] = EngineProcess


class Services(QObject):
    """All services. On the main thread."""

    level_changed = Signal(float)
    """Emitted about twenty times a second while recording, with the level in dBFS."""
    trouble = Signal(object)
    """Emitted with a sentence about something that failed without affecting anything else."""
    recovered = Signal(object)
    """Emitted with the ``TakeRecord`` of an interrupted take that now has its text."""
    show_asked = Signal()
    """Emitted when a second instance was started: the user is looking for this one."""
    _measured = Signal(float)
    _microphone_told = Signal(object)
    _hotkey_told = Signal(object)
    _login_start_failed = Signal(object)
    _typist_told = Signal(object)

    def __init__(
        self, settings: Settings, adapters: Adapters, settings_problem: Sentence | None = None
    ) -> None:
        """Create all services; ``start`` starts them.

        Args:
            settings: The user's settings.
            adapters: This session's adapters.
            settings_problem: Which settings are ignored and why, as a sentence.
        """
        super().__init__()
        self._settings_problem = settings_problem
        self._retry_key = QTimer(self, interval=RETRY_KEY_MS)
        self._retry_key.timeout.connect(self._listen)
        self._adapters = adapters
        self._is_recording = False
        self.has_keyring = adapters.has_keyring
        self._interrupted: set[TakeId] = set()
        self._toggle_key = ToggleKey(lambda: self.controller.state.capture is not None, self)
        self.settings = settings
        vault = Vault(adapters.history_keys)
        self.read_recording = partial(read_recording, vault=vault)
        """Reads one of the history, from any thread; see ``journal``."""
        self.history = HistoryThread(
            lambda: HistoryStore(history_folder(), journal_folder(), vault), self
        )
        self.status = StatusKeeper(self)
        self.recognizer = RecognizerWorker(_engine_choice(settings), adapters.engine)
        # Before it is opened, since it may tell at once.
        self._microphone_told.connect(
            self._revise_microphone, Qt.ConnectionType.QueuedConnection
        )
        self.microphone = self._open_microphone()
        capture = TakeCapture(self.microphone, self._open_recorder, self)
        self.controller = Controller(
            Ports(
                capture, self.recognizer, program=adapters.program, copy=self._put_in_clipboard
            ),
            self.history.next_take,
            self,
        )
        # Before a mechanism is opened, as it may tell something at once.
        self._hotkey_told.connect(self._revise_hotkey, Qt.ConnectionType.QueuedConnection)
        self._login_start_failed.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self._typist_told.connect(self._revise_typist, Qt.ConnectionType.QueuedConnection)
        self.controller.ports.typist = self._open_typist()
        self.files = FileTranscription(
            self.recognizer,
            lambda: options_for_files(self.settings),
            parent=self,
            engine=lambda: (self.settings.recognition.model, self.settings.recognition.device),
        )
        self.measuring = Measuring(self.recognizer, sample_file, self)
        self.re_recognition = ReRecognition(
            self.recognizer,
            lambda: self.controller.options,
            lambda: self.controller.rules,
            self.read_recording,
            self,
        )
        self.models = ModelKeeper(
            lambda: (self.settings.recognition.device, self.status.status.device), self
        )
        self.paste_again = PasteAgain(self._typist_for_window, self)
        self._connect()

    def start(self) -> None:
        """Load the model, listen for the key, and recover what a crash left behind."""
        self.recognizer.start()
        self._listen()
        self._follow(self.settings)
        self._show_problem("settings", self._settings_problem)
        self._show_problem("history", self.history.problem)
        for record in records_left_behind(journal_folder()):
            self.history.adopt(record)
        self.history.find_interrupted()

    def apply(self, settings: Settings) -> None:
        """Apply changed settings."""
        old, self.settings = self.settings, settings
        if _engine_choice(settings) != _engine_choice(old):
            self.recognizer.choose(_engine_choice(settings))
        if settings.microphone != old.microphone and self.microphone is not None:
            self.microphone.choose(settings.microphone)
        if settings.hotkey != old.hotkey:
            self._listen()
        self._show_problem("settings", None)
        self._follow(settings)

    def load_model(self) -> None:
        """Try again to load a model, since one was installed."""
        self.recognizer.choose(_engine_choice(self.settings))

    def command(self, command: str) -> dict[str, object]:
        """Execute another process's command and return the resulting status.

        Raises:
            ValueError: There is no such command.
        """
        match command:
            case "start" | "stop":
                self.controller.ask(RecordingAsked(Wish(command)))
            case "toggle":
                self._toggle_key.command()
            case "cancel":
                self.controller.ask(CancelAsked())
            case "show":
                self.show_asked.emit()
            case "status":
                pass
            case _:
                told = Sentence("Another version of MaxWhisper is running; restart it")
                raise ValueError(said(told))
        return status_document(self.status.status)

    def microphones(self) -> list[tuple[str, str]]:
        """Return the available microphones: names for the settings, and display names."""
        try:
            return self._adapters.microphones()
        except MicrophoneError as error:
            log.warning("%s", error)
            return []

    @Slot(bool)
    def test_microphone(self, is_wanted: bool) -> None:  # noqa: FBT001 - a slot
        """Emit ``level_changed`` without keeping a recording, or stop doing so."""
        capture = self.controller.ports.capture
        if not is_wanted:
            capture.end_test()
        elif self.controller.state.capture is None:
            capture.begin_test(self.controller.reserve_take())

    @Slot(bool)
    def suspend_key(self, is_wanted: bool) -> None:  # noqa: FBT001 - a slot
        """Ignore the hotkey while another one is being chosen."""
        if not is_wanted:
            self._listen()
            return
        self._retry_key.stop()
        if self.controller.ports.hotkey is not None:
            self.controller.ports.hotkey.shut_down()
            self.controller.ports.hotkey = None

    @Slot()
    def ask_desktop(self) -> None:
        """Let the desktop ask the user for its permissions."""
        try:
            agree()
        except OSError as error:
            self.trouble.emit(
                Sentence(
                    "{file} could not be written: {reason}",
                    file=str(error.filename),
                    reason=os_reason(error),
                )
            )
            return
        ports = self.controller.ports
        if ports.typist is not None:
            ports.typist.shut_down()
        ports.typist = self._open_typist()
        self._listen()
        self._follow(self.settings)

    @Slot()
    def forget_all(self) -> None:
        """Delete all that was said: history, journal, clipboard, memory, log, unfinished transcripts."""
        self.re_recognition.forget_all()
        self.controller.forget()
        self.history.delete_all(self.controller.takes_on_their_way)

    def shut_down(self) -> None:
        """End everything, after saving the last take to the history."""
        ports = self.controller.ports
        self._retry_key.stop()
        if ports.hotkey is not None:
            ports.hotkey.shut_down()
        self.controller.shut_down()
        self._adapters.players.shut_down()
        self.files.shut_down()
        self.measuring.cancel()
        self.models.shut_down()
        if ports.typist is not None:
            ports.typist.shut_down()
        self.recognizer.shut_down()
        self.history.shut_down()

    @Slot()
    def _toggle(self) -> None:
        self.controller.ask(RecordingAsked(Wish.TOGGLE))

    def _connect(self) -> None:
        # Queued, as it crosses from the recorder's thread to this one.
        self._measured.connect(self.level_changed, Qt.ConnectionType.QueuedConnection)
        controller, status = self.controller, self.status
        controller.dictation_changed.connect(self._hush)
        self._toggle_key.toggled.connect(self._toggle)
        controller.dictation_changed.connect(status.show_dictation)
        controller.told.connect(status.show_tell)
        controller.trouble.connect(self.trouble)
        controller.recognised.connect(self.history.note)
        # Shown at once, and stored as soon as the disk allows.
        controller.take_ended.connect(status.show_take)
        controller.take_ended.connect(self.paste_again.remember)
        controller.take_ended.connect(self.history.keep)
        controller.paste_again_asked.connect(self.paste_again.paste)
        self.recognizer.engine_reported.connect(status.show_engine)
        controller.listening.connect(self._name_microphone)
        self.history.kept.connect(status.show_take)
        self.history.kept.connect(self.paste_again.remember)
        self.history.interrupted.connect(self._recognise_interrupted)
        self.history.problem_changed.connect(self._show_history_problem)
        self.history.let_go.connect(status.show_take)
        self.history.deleted.connect(status.forget_take)
        self.history.deleted.connect(self.paste_again.forget)
        self.history.deleted.connect(self.re_recognition.forget)
        self.history.all_deleted.connect(status.forget_takes)
        self.history.all_deleted.connect(self.paste_again.forget_all)
        self.history.all_deleted.connect(self._clear_state)
        self.history.failed.connect(self.trouble)
        self.re_recognition.heard.connect(self._tell_recovered)
        self.re_recognition.heard.connect(self.history.keep)
        self.re_recognition.failed.connect(self._tell_not_heard)
        self.paste_again.pasted.connect(self.history.keep)
        self.paste_again.told.connect(controller.told)

    @Slot(object)
    def _hush(self, dictation: Dictation) -> None:
        """Let media players pause while the user speaks."""
        was_recording, self._is_recording = self._is_recording, dictation.capture is not None
        if was_recording and not self._is_recording:
            self._adapters.players.go_on()
        elif self._is_recording and not was_recording and self.settings.presence.pause_media:
            self._adapters.players.pause()

    @Slot()
    def _name_microphone(self) -> None:
        # The device may have changed with the take.
        if self.microphone is not None:
            self.status.show_port("microphone", self.microphone.name or None)

    @Slot(int, object)
    def _tell_not_heard(self, _: TakeId, sentence: Sentence) -> None:
        self.trouble.emit(sentence)

    @Slot(object)
    def _show_history_problem(self, problem: Sentence | None) -> None:
        self._show_problem("history", problem)

    def _show_problem(self, part: str, problem: Sentence | None) -> None:
        self.status.show_problem(part, problem)
        if problem is not None:
            self.trouble.emit(problem)

    @Slot()
    def _clear_state(self) -> None:
        # The log has no words, but tells when and how much was dictated.
        clear_logs()
        forget_unfinished()

    @Slot(object)
    def _recognise_interrupted(self, records: list[TakeRecord]) -> None:
        # Their texts are only shown, for the user to copy: the windows they were meant for are gone.
        for record in records:
            log.warning("take %d was interrupted; recognising it now", record.take)
            self._interrupted.add(record.take)
            self.re_recognition.hear(record)

    @Slot(object)
    def _tell_recovered(self, record: TakeRecord) -> None:
        if record.take in self._interrupted:
            self._interrupted.discard(record.take)
            if record.text:
                self.recovered.emit(record)

    def _follow(self, settings: Settings) -> None:
        self.controller.options = for_dictation(options_for(settings))
        self.controller.rules = settings.text
        self.controller.delivery = settings.delivery
        self.controller.recognition = settings.recognition
        typist = self.controller.ports.typist
        if typist is not None:
            typist.update(settings.delivery)
            if self.status.status.typist is not None:  # Its name contains the chosen method.
                self.status.show_port("typist", typist.name)
        self.history.choose(settings.history)
        choose_login_start(
            autostart_file(),
            is_wanted=settings.presence.autostart,
            tell=self._login_start_failed.emit,
        )

    @Slot()
    def _listen(self) -> None:
        """Listen for the key; one that another program uses is tried again, until it is free."""
        ports, key = self.controller.ports, self.settings.hotkey
        if ports.hotkey is not None:
            ports.hotkey.shut_down()
            ports.hotkey = None
        self._retry_key.stop()
        choice = self._adapters.hotkey(key, self.controller.report, self._hotkey_told.emit)
        ports.hotkey = choice.chosen
        if choice.chosen is None:
            self.status.show_port("hotkey", None, choice.problem, choice.verdicts)
            if choice.problem is not None:  # Otherwise only the desktop hears keys here.
                self._retry_key.start()
        else:
            self.status.show_port("hotkey", key_names.label(key), None, choice.verdicts)

    @Slot(object)
    def _revise_microphone(self, news: MicrophoneNews) -> None:
        self.status.show_port("microphone", news.name or None, news.problem)

    @Slot(object)
    def _revise_hotkey(self, news: Verdict) -> None:
        is_usable = news.standing is Standing.USABLE
        verdicts = revised(self.status.status.hotkey_verdicts, news)
        name = key_names.label(self.settings.hotkey) if is_usable else None
        self.status.show_port("hotkey", name, None if is_usable else news.reason, verdicts)

    @Slot(object)
    def _revise_typist(self, news: Verdict) -> None:
        typist, is_usable = self.controller.ports.typist, news.standing is Standing.USABLE
        verdicts = revised(self.status.status.typist_verdicts, news)
        name = typist.name if is_usable and typist is not None else None
        self.status.show_port("typist", name, None if is_usable else news.reason, verdicts)

    def _open_microphone(self) -> Microphone | None:
        try:
            microphone = self._adapters.microphone(
                self.settings.microphone, self._microphone_told.emit
            )
        except MicrophoneError as error:
            self.status.show_port("microphone", None, error.sentence)
            return None
        return microphone

    def _open_typist(self) -> Typist | None:
        choice = self._adapters.typist(
            self.settings.delivery, self._hotkey_is_down, self._typist_told.emit
        )
        if choice.chosen is None:
            self.status.show_port("typist", None, choice.problem, choice.verdicts)
        else:
            self.status.show_port("typist", choice.chosen.name, None, choice.verdicts)
        return choice.chosen

    def _typist_for_window(self) -> Typist | None:
        """Return the typist, set up for the window in use."""
        typist = self.controller.ports.typist
        if typist is not None:
            typist.update(self.settings.delivery.for_program(self._adapters.program()))
        return typist

    def _put_in_clipboard(self, text: str) -> None:
        content = QMimeData()
        content.setText(text)
        content.setData(HINT, SECRET)
        QGuiApplication.clipboard().setMimeData(content)

    def _hotkey_is_down(self) -> bool | None:
        hotkey = self.controller.ports.hotkey
        is_down = hotkey.is_down() if hotkey is not None else None
        # A key that is bound to a command is known only by that.
        return (self._toggle_key.is_held or None) if is_down is None else is_down

    def _open_recorder(self, take: TakeId) -> TakeRecorder:
        overhear = partial(self.controller.overhear, take) if self._overhears(take) else None
        return TakeRecorder(
            take,
            journal_folder(),
            self._measured.emit,
            on_spoken=overhear,
            clean=CueRemoval() if self.settings.presence.sounds else None,
        )

    def _overhears(self, take: TakeId) -> bool:
        """Tell whether a take is to be recognised while it is spoken."""
        wish = self.settings.recognition.while_speaking
        if take not in self.controller.takes_on_their_way:
            return False  # A test of the microphone.
        return wish is WhileSpeaking.ON or (wish is WhileSpeaking.AUTO and not is_on_battery())


def _engine_choice(settings: Settings) -> EngineChoice:
    wanted = settings.recognition
    minutes = wanted.unload_after_minutes
    return EngineChoice(wanted.model, wanted.device, minutes * 60.0 if minutes else None)
