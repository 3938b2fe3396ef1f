"""The microphone adapter for PortAudio."""

import queue
import time
from collections.abc import Callable
from typing import Final

from engine.audio.waveform import Waveform
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    TakeId,
)
from maxwhisper_desktop.microphone.capture_messages import Choose, Record, ShutDown, Stop
from maxwhisper_desktop.microphone.capture_thread import STALL_S, CaptureThread
from maxwhisper_desktop.microphone.pulse_sources import look_at_sources
from maxwhisper_desktop.microphone.sources import Source
from maxwhisper_desktop.ports import MicrophoneError, MicrophoneMoved, TellMicrophone
from maxwhisper_desktop.sound.sound_library import SoundLibrary

_ANSWER_S: Final = 2 * STALL_S
"""Seconds after which a microphone has either delivered audio or been found to be dead."""


class PortAudioMicrophone:
    """A ``ports.Microphone``. Each call only sends a message to the microphone's thread.

    The device is opened in advance but kept stopped: from ``record`` to the first audio block
    it takes a few milliseconds, and while nobody dictates the desktop shows no microphone in
    use.
    """

    def __init__(
        self,
        library: SoundLibrary,
        wished: str | None = None,
        tell: TellMicrophone = lambda _: None,
    ) -> None:
        """Start opening the device; errors are reported to the takes, and told.

        Args:
            library: PortAudio.
            wished: The name of the user's preferred source; None for the desktop's default.
            tell: Takes news of what is ready.
        """
        self._thread = CaptureThread(library, wished, tell)

    @property
    def name(self) -> str:
        """The device's display name; empty while there is none."""
        return self._thread.name

    def choose(self, wished: str | None) -> None:
        """Use another source from the next take on."""
        self._thread.post(Choose(wished))

    def record(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
    ) -> None:
        """Record until ``stop``; see ``ports.Microphone``."""
        self._thread.post(Record(take, on_block, report))

    def stop(self, take: TakeId) -> None:
        """End ``take`` with all audio up to now; harmless if it has ended."""
        self._thread.post(Stop(take, time.monotonic()))

    def shut_down(self) -> None:
        """End the current take with all audio up to now, and release the device."""
        self._thread.post(Stop(None, time.monotonic()))
        self._thread.post(ShutDown())
        self._thread.join()


def microphones(library: SoundLibrary) -> list[Source]:
    """Return what the user can choose from; takes a few milliseconds.

    Raises:
        MicrophoneError: The sound system does not respond.
    """
    try:
        return [*look_at_sources().microphones()]
    except MicrophoneError:
        # Without a sound server: ALSA's devices.
        return [
            Source(device.name, device.name, is_default=device.is_default)
            for device in library.inputs()
        ]


def check_microphone(wished: str | None) -> str:
    """Record briefly and return the name of the microphone.

    Raises:
        MicrophoneError: It delivered no audio.
    """
    reports: queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved] = queue.SimpleQueue()
    microphone = PortAudioMicrophone(SoundLibrary(), wished)
    try:
        microphone.record(1, lambda _: None, reports.put)
        while True:
            match reports.get(timeout=_ANSWER_S):
                case MicrophoneStarted():
                    return microphone.name
                case MicrophoneFailed(_, detail):
                    raise MicrophoneError(detail)
                case _:
                    pass
    except queue.Empty as error:
        raise MicrophoneError(
            Sentence("{microphone} delivers no audio.", microphone=microphone.name)
        ) from error
    finally:
        microphone.shut_down()
