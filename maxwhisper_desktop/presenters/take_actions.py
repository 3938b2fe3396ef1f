"""What the user does with finished takes: copy, play, recognise again. Also plays the cues."""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from engine.errors import EngineError, reason_of
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.sound.cues import Cues
from maxwhisper_desktop.sound.do_not_disturb import DoNotDisturb
from maxwhisper_desktop.sound.playback import Player

log = logging.getLogger(__name__)


class TakeActions(QObject):
    """Handles requests of pages with takes. On the main thread; reads recordings on another."""

    playing_changed = Signal(object)
    """Emitted with the take that is playing, None when it ends."""
    _played = Signal(int)
    _unread = Signal(int, object)

    def __init__(
        self, services: Services, player: Player | None, parent: QObject | None = None
    ) -> None:
        """Use ``player``, or stay silent if there is none."""
        super().__init__(parent)
        self._services = services
        self._player = player
        self._quiet = DoNotDisturb()
        self._cues = None if player is None else Cues(player, self._quiet.unless_on)
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="playing")
        self._playing: TakeId | None = None
        self._to_hear: dict[TakeId, str | None] = {}
        self._to_play: TakeId | None = None
        self._played.connect(self._on_played, Qt.ConnectionType.QueuedConnection)
        self._unread.connect(self._on_unread, Qt.ConnectionType.QueuedConnection)
        services.history.got.connect(self._on_got)

    @Slot(str)
    def copy(self, text: str) -> None:
        """Copy a text to the clipboard."""
        QGuiApplication.clipboard().setText(text)

    @Slot()
    def forget_copy(self) -> None:
        """Remove a copied text from the clipboard, since all takes were deleted."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()

    @Slot(int, object)
    def retry(self, take: TakeId, model: str | None) -> None:
        """Recognise a take again."""
        self._to_hear[take] = model
        self._services.history.get(take)

    @Slot(int)
    def play(self, take: TakeId) -> None:
        """Play a take's recording."""
        self._to_play = take
        self._services.history.get(take)

    @Slot()
    def stop(self) -> None:
        """Stop playing."""
        if self._player is not None:
            self._player.stop()

    def cue_start(self) -> None:
        """Play the cue that recording has started."""
        if self._cues is not None:
            self._cues.play_start()

    def cue_stop(self) -> None:
        """Play the cue that recording has stopped."""
        if self._cues is not None:
            self._cues.play_stop()

    def cue_failure(self) -> None:
        """Play the cue that something went wrong."""
        if self._cues is not None:
            self._cues.play_failure()

    def shut_down(self) -> None:
        """End the player."""
        self._quiet.shut_down()
        self._reader.shutdown(cancel_futures=True)
        if self._player is not None:
            self._player.shut_down()

    @Slot(object)
    def _on_got(self, record: TakeRecord) -> None:
        if record.take in self._to_hear:
            self._services.re_recognition.hear(record, self._to_hear.pop(record.take))
        if record.take == self._to_play:
            self._to_play = None
            if record.recording is None or self._player is None:
                self._services.trouble.emit(Sentence("There is nothing to play."))
            else:
                self._playing = record.take
                self._reader.submit(self._play, self._player, record.take, record.recording)
                self.playing_changed.emit(record.take)

    def _play(self, player: Player, take: TakeId, recording: Path) -> None:
        try:
            player.play(
                self._services.read_recording(recording), partial(self._played.emit, take)
            )
        except (EngineError, OSError) as error:
            log.warning("%s cannot be played: %s", recording, error)
            self._unread.emit(take, reason_of(error))

    @Slot(int, object)
    def _on_unread(self, take: TakeId, reason: Sentence) -> None:
        told = Sentence("The recording cannot be read: {reason}", reason=reason)
        self._services.trouble.emit(told)
        self._on_played(take)

    @Slot(int)
    def _on_played(self, take: TakeId) -> None:
        if take == self._playing:
            self._playing = None
            self.playing_changed.emit(None)
