"""The microphone of this machine, by way of PortAudio."""

import queue
import time
from collections.abc import Callable
from typing import Final

from engine.audio.waveform import Waveform
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
from maxwhisper_desktop.ports import MicrophoneError, MicrophoneMoved
from maxwhisper_desktop.sound.sound_library import SoundLibrary

_ANSWER_S: Final = 2 * STALL_S
"""By then a microphone has given sound, or has been found to give none."""


class PortAudioMicrophone:
    """A ``ports.Microphone``. Each call only leaves word for the microphone's thread.

    The device is opened before it is needed and stays stopped until then: from ``record`` to the
    first sound it takes some milliseconds, and while nobody dictates the desktop shows no
    microphone in use.
    """

    def __init__(self, library: SoundLibrary, wished: str | None = None) -> None:
        """Begin to open the device; what keeps it from that is reported to the takes.

        Args:
            library: PortAudio.
            wished: The name of the source the user prefers; None for the desktop's default.
        """
        self._thread = CaptureThread(library, wished)

    @property
    def name(self) -> str:
        """The device as people know it; empty while there is none."""
        return self._thread.name

    def choose(self, wished: str | None) -> None:
        """Record from another source, from the next take on."""
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
        """Close ``take`` with all sound up to now; harmless if it has ended."""
        self._thread.post(Stop(take, time.monotonic()))

    def shut_down(self) -> None:
        """Close the take that is open, with all sound up to now, and let go of the device."""
        self._thread.post(Stop(None, time.monotonic()))
        self._thread.post(ShutDown())
        self._thread.join()


def microphones(library: SoundLibrary) -> list[Source]:
    """Return what the user can choose from; some milliseconds.

    Raises:
        MicrophoneError: The sound system does not answer.
    """
    try:
        return [*look_at_sources().microphones()]
    except MicrophoneError:
        # Without a sound server: the cards, as ALSA has them.
        return [
            Source(device.name, device.name, is_default=device.is_default)
            for device in library.inputs()
        ]


def check_microphone(wished: str | None) -> str:
    """Record a moment of sound, and return the name of what gave it.

    Raises:
        MicrophoneError: None came.
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
        raise MicrophoneError(f"{microphone.name} gives no sound.") from error
    finally:
        microphone.shut_down()
