"""Plays recordings and cues."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.ports import MicrophoneError
from maxwhisper_desktop.sound.sound_library import Samples, SoundLibrary

if TYPE_CHECKING:
    from maxwhisper_desktop.sound.sound_library import Stream

TAIL_S: Final = 0.2
"""Seconds of silence after each sound: what is in the driver as the last sample is handed over is
cut off, and that was measured to be up to a tenth of a second."""

log = logging.getLogger(__name__)


class Player:
    """Plays one sound at a time, on a thread of its own; a later one ends the one before.

    The thread owns the stream. All else meets it in a queue.
    """

    def __init__(self, library: SoundLibrary) -> None:
        self._library = library
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._is_mute_known = False
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    def play(self, waveform: Waveform, on_finished: Callable[[], None] | None = None) -> None:
        """Play a sound at 16 kHz, without waiting.

        Args:
            waveform: The sound, which must not change any more.
            on_finished: Called once, on a thread of the player, when it was heard, was stopped,
                or cannot be played.
        """
        self._messages.put(_Play(waveform, on_finished or _nothing))

    def stop(self) -> None:
        """Be silent."""
        self._messages.put(_Stop())

    def shut_down(self) -> None:
        """Be silent, and let go of the device."""
        self._messages.put(None)
        self._thread.join()

    def _run(self) -> None:
        playing: _Playing | None = None
        while (message := self._messages.get()) is not None:
            if isinstance(message, _Ended) and message.playing is not playing:
                continue
            if playing is not None:
                playing.end(self._library)
            playing = self._begin(message) if isinstance(message, _Play) else None
        if playing is not None:
            playing.end(self._library)

    def _begin(self, play: "_Play") -> "_Playing | None":
        playing = _Playing(play)
        try:
            playing.stream = self._library.open_output(
                SAMPLE_RATE, playing.fill, lambda: self._messages.put(_Ended(playing))
            )
            self._library.start(playing.stream)
        except MicrophoneError as error:
            if not self._is_mute_known:
                log.warning("nothing can be played: %s", error)
            self._is_mute_known = True
            playing.end(self._library)
            return None
        return playing


class _Playing:
    """A sound on its way. PortAudio's thread alone uses ``_rest``, once the stream runs."""

    def __init__(self, play: "_Play") -> None:
        self.stream: Stream | None = None
        tail = np.zeros(round(TAIL_S * SAMPLE_RATE), np.float32)
        self._rest = np.concatenate([play.waveform, tail])
        self._on_finished = play.on_finished

    def fill(self, samples: Samples) -> bool:
        """Write what comes next."""
        part, self._rest = self._rest[: len(samples)], self._rest[len(samples) :]
        samples[: part.size, 0] = part
        samples[part.size :] = 0
        return bool(self._rest.size)

    def end(self, library: SoundLibrary) -> None:
        """Close the stream and say so."""
        if self.stream is not None:
            library.close(self.stream)
        self._on_finished()


@dataclass(frozen=True, slots=True, eq=False)
class _Play:
    waveform: Waveform
    on_finished: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Stop:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class _Ended:
    playing: _Playing


_Message: TypeAlias = _Play | _Stop | _Ended | None


def _nothing() -> None:
    """Do nothing: nobody waits for the end."""
