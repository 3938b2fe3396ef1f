"""Plays the recordings of the page "Files", and tells where it is in them."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from engine.audio.file import ReadingCancelledError, SoundStream
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import EngineError, reason_of
from engine.sentence import Sentence
from maxwhisper_desktop.sound.playback import Player
from maxwhisper_desktop.system.paths import state_folder

log = logging.getLogger(__name__)

_TICK_MS: Final = 100
"""How often the place is told: often enough for a line that follows."""


@dataclass(slots=True, eq=False)
class _Playing:
    """What the user wants to hear."""

    number: int
    place_s: float
    began_s: float = 0.0


class FilePlayer(QObject):
    """Plays one file at a time. On the main thread; files are decoded on another."""

    moved = Signal(object, float)
    """Emitted with the file's number and the place in seconds; with None when it ends."""
    failed = Signal(object)
    """Emitted with a sentence if a file cannot be played."""
    _read = Signal(object, object)
    _ended = Signal(object)

    def __init__(
        self,
        player: Player | None,
        read: Callable[[Path, Event], Iterable[bytes]] = SoundStream,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """Use ``player``; without one, nothing can be played."""
        super().__init__(parent)
        self._player = player
        self._decode = read
        self._clock = clock
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="file-player")
        self._playing: _Playing | None = None
        self._sound: tuple[int, Waveform] | None = None
        """The sound of the file that is played, so that jumps need not decode it again."""
        self._given_up = Event()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._tell_place)
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @Slot(int, object, float)
    def play(self, number: int, path: Path, place_s: float) -> None:
        """Play a file from a place on; the one before stops."""
        if self._player is None:
            self.failed.emit(Sentence("No loudspeaker was found."))
            return
        self._given_up.set()
        self._given_up = Event()
        self._playing = _Playing(number, place_s)
        self.moved.emit(number, place_s)
        if self._sound is not None and self._sound[0] == number:
            self._begin(self._playing)
        else:
            self._tick.stop()
            self._player.stop()
            self._sound = None
            self._reader.submit(self._load, self._playing, path, self._given_up)

    @Slot()
    def stop(self) -> None:
        """Stop playing."""
        self._given_up.set()
        if self._player is not None and self._playing is not None:
            self._player.stop()
            self._on_ended(self._playing)

    def shut_down(self) -> None:
        """End the thread; whoever owns the player ends that."""
        self.stop()
        self._reader.shutdown(cancel_futures=True)

    def _load(self, playing: _Playing, path: Path, given_up: Event) -> None:
        outcome: Waveform | Sentence
        try:
            outcome = _mapped(self._decode(path, given_up))
        except ReadingCancelledError:
            return
        except (EngineError, OSError) as error:
            log.warning("%s cannot be played: %s", path, error)
            outcome = reason_of(error)
        self._read.emit(playing, outcome)

    @Slot(object, object)
    def _on_read(self, playing: _Playing, outcome: Waveform | Sentence) -> None:
        if playing is not self._playing:
            return
        if isinstance(outcome, Sentence):
            self.failed.emit(Sentence("The file cannot be played: {reason}", reason=outcome))
            self._on_ended(playing)
            return
        self._sound = playing.number, outcome
        self._begin(playing)

    def _begin(self, playing: _Playing) -> None:
        if self._player is None or self._sound is None:
            return
        _, sound = self._sound
        rest = sound[round(playing.place_s * SAMPLE_RATE) :]
        playing.began_s = self._clock()
        self._player.play(rest, partial(self._ended.emit, playing))
        self._tick.start()

    @Slot()
    def _tell_place(self) -> None:
        if self._playing is not None:
            place_s = self._playing.place_s + self._clock() - self._playing.began_s
            self.moved.emit(self._playing.number, place_s)

    @Slot(object)
    def _on_ended(self, playing: _Playing) -> None:
        # One that was stopped by a jump ends too, after the next one has begun.
        if playing is self._playing:
            self._playing = None
            self._sound = None
            self._tick.stop()
            self.moved.emit(None, 0.0)


def _mapped(sound: Iterable[bytes]) -> Waveform:
    """Return float32 samples that lie in a file without a name: hours of sound are gigabytes."""
    state_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryFile(dir=state_folder()) as file:
        file.writelines(sound)
        file.flush()
        if not file.tell():
            return np.zeros(0, np.float32)
        return np.memmap(file, np.float32, "r")
