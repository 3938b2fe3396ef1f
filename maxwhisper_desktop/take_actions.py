"""What the user does with takes that have ended: copy, hear, recognise again."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from maxwhisper_desktop.dictation_events import TakeId
from maxwhisper_desktop.playback import Player
from maxwhisper_desktop.recording import read_recording
from maxwhisper_desktop.services import Services
from maxwhisper_desktop.sound_library import SoundLibrary
from maxwhisper_desktop.take_record import TakeRecord

log = logging.getLogger(__name__)


class TakeActions(QObject):
    """Serves the pages that show takes. On the main thread."""

    playing_changed = Signal(object)
    """Emitted with the take that is heard, None when it is over."""
    _played = Signal(int, str)

    def __init__(
        self,
        services: Services,
        library: Callable[[], SoundLibrary],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._player = Player(library)
        self._playing: TakeId | None = None
        self._wanted: dict[TakeId, str | None] = {}
        self._to_play: TakeId | None = None
        self._played.connect(self._on_played, Qt.ConnectionType.QueuedConnection)
        services.history.got.connect(self._on_got)

    @Slot(str)
    def copy(self, text: str) -> None:
        """Put a text into the clipboard."""
        QGuiApplication.clipboard().setText(text)

    @Slot(int, object)
    def retry(self, take: TakeId, model: str | None) -> None:
        """Recognise a take again."""
        self._wanted[take] = model
        self._services.history.get(take)

    @Slot(int)
    def play(self, take: TakeId) -> None:
        """Let a take be heard."""
        self._to_play = take
        self._services.history.get(take)

    @Slot()
    def stop(self) -> None:
        """Stop what is heard."""
        self._player.stop()

    def cue(self) -> None:
        """Let it be heard that the recording has begun."""

    def shut_down(self) -> None:
        """End the player."""
        self._player.shut_down()

    @Slot(object)
    def _on_got(self, record: TakeRecord) -> None:
        if record.take in self._wanted:
            self._services.rehearing.hear(record, self._wanted.pop(record.take))
        if record.take == self._to_play and record.recording is not None:
            self._to_play, self._playing = None, record.take
            read = partial(read_recording, record.recording)
            self._player.play(read, partial(self._played.emit, record.take))
            self.playing_changed.emit(record.take)

    @Slot(int, str)
    def _on_played(self, take: TakeId, problem: str) -> None:
        if problem:
            self._services.trouble.emit(problem)
        if take == self._playing:
            self._playing = None
            self.playing_changed.emit(None)
