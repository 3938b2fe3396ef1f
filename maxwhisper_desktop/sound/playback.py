"""Plays recordings and cues."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import in_full
from maxwhisper_desktop.ports import MicrophoneError
from maxwhisper_desktop.sound.sound_library import Samples, SoundLibrary

if TYPE_CHECKING:
    from maxwhisper_desktop.sound.sound_library import Stream

TAIL_S: Final = 0.2
"""Seconds of silence after each recording: what the driver still holds at the end is cut off,
up to a tenth of a second as measured."""

log = logging.getLogger(__name__)


class Player:
    """Plays one recording at a time on its own thread; a new one stops the one before.

    The thread owns the stream; others share only a queue with it.
    """

    def __init__(self, library: SoundLibrary) -> None:
        self._library = library
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._is_mute_known = False
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    def play(self, waveform: Waveform, on_finished: Callable[[], None] | None = None) -> None:
        """Play 16 kHz audio without blocking.

        Args:
            waveform: The audio, which must not change afterwards.
            on_finished: Called once, on a thread of the player, when it was played, was
                stopped, or cannot be played.
        """
        self._messages.put(_Play(waveform, on_finished or _nothing))

    def stop(self) -> None:
        """Stop playing."""
        self._messages.put(_Stop())

    def shut_down(self) -> None:
        """Stop playing and release the device."""
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
                log.warning("cannot play audio: %s", in_full(error))
            self._is_mute_known = True
            playing.end(self._library)
            return None
        return playing


class _Playing:
    """Audio being played, and silence after it. Once the stream runs, only PortAudio's thread uses both."""

    def __init__(self, play: "_Play") -> None:
        self.stream: Stream | None = None
        self._rest = play.waveform
        self._n_silent = round(TAIL_S * SAMPLE_RATE)
        self._on_finished = play.on_finished

    def fill(self, samples: Samples) -> bool:
        """Write the next samples."""
        part, self._rest = self._rest[: len(samples)], self._rest[len(samples) :]
        samples[: part.size, 0] = part
        samples[part.size :] = 0
        self._n_silent -= len(samples) - part.size
        return bool(self._rest.size) or self._n_silent > 0

    def end(self, library: SoundLibrary) -> None:
        """Close the stream and call ``on_finished``."""
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
    """Do nothing: the default for ``on_finished``."""
