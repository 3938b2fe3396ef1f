"""PortAudio, shared by recording and playback.

PortAudio is not thread-safe, and it lists devices only when it starts: when the sound server
comes back, all streams must be closed and PortAudio restarted. This module takes care of both.
Callbacks need no lock: PortAudio calls them itself.
"""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from engine.sentence import Sentence
from maxwhisper_desktop.ports import MicrophoneError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

LATENCY_S: Final = 0.05
"""Seconds of audio that the driver buffers, so that late Python code loses nothing; blocks come
80 times a second. ALSA's default of 0.0085 s makes 500 calls a second."""

Samples: TypeAlias = "NDArray[np.float32]"
"""Shape (n_samples, n_channels)."""


class Clock(Protocol):
    """The times of a callback, in seconds of PortAudio's clock."""

    @property
    def inputBufferAdcTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the first sample was captured."""
        ...

    @property
    def currentTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the callback was called."""
        ...


OnSound: TypeAlias = "Callable[[Samples, int, Clock, object], None]"
"""PortAudio's callback: samples, their number, times, status flags."""


class Stream(Protocol):
    """The part of an open stream that is used."""

    @property
    def samplerate(self) -> float:
        """Samples per second."""
        ...

    def start(self) -> None:
        """Start, or restart."""
        ...

    def abort(self) -> None:
        """Stop without waiting for pending buffers."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


@dataclass(frozen=True, slots=True)
class InputDevice:
    """PortAudio's description of a recording device."""

    index: int
    name: str
    default_rate: float
    is_default: bool


class SoundLibrary:
    """PortAudio, started. Thread-safe: calls are serialised."""

    def __init__(self, api: Any = None) -> None:  # noqa: ANN401 - it is not annotated
        """Start it, which takes about a tenth of a second.

        Args:
            api: Replaces the module ``sounddevice`` in tests.

        Raises:
            MicrophoneError: It is not installed.
        """
        self._api: Any = api or _sounddevice()
        self._lock = threading.RLock()
        # Guarded by the lock.
        self._open: list[Stream] = []

    def inputs(self) -> list[InputDevice]:
        """Return the recording devices as of the last start."""
        with self._lock:
            default = self._api.default.device[0]
            return [
                InputDevice(i, device["name"], device["default_samplerate"], i == default)
                for i, device in enumerate(self._api.query_devices())
                if device["max_input_channels"] > 0
            ]

    def open_input(
        self, device: int, rate: float, on_sound: OnSound, on_end: Callable[[], None]
    ) -> Stream:
        """Open a device for recording in mono, and leave it stopped.

        Raises:
            MicrophoneError: It cannot be opened.
        """
        return self._opened(
            self._api.InputStream,
            device=device,
            samplerate=rate,
            channels=1,
            callback=on_sound,
            finished_callback=on_end,
        )

    def open_output(
        self,
        rate: float,
        fill: Callable[[Samples], bool],
        on_end: Callable[[], None],
    ) -> Stream:
        """Open the default device for playing in mono, and leave it stopped.

        Args:
            rate: Samples per second.
            fill: Writes the next samples and returns whether there are more; on PortAudio's
                thread.
            on_end: Called there when all was played, or the stream was stopped.

        Raises:
            MicrophoneError: There is none, or it cannot be opened.
        """

        def on_need(samples: Samples, *_: object) -> None:
            if not fill(samples):
                raise self._api.CallbackStop

        return self._opened(
            self._api.OutputStream,
            samplerate=rate,
            channels=1,
            callback=on_need,
            finished_callback=on_end,
        )

    def start(self, stream: Stream) -> None:
        """Start a stream.

        Raises:
            MicrophoneError: It cannot be started.
        """
        with self._lock:
            try:
                stream.start()
            except self._api.PortAudioError as error:
                raise MicrophoneError(_sentence(error)) from error

    def stop(self, stream: Stream) -> None:
        """Stop a stream, which can be restarted; harmless if it is closed."""
        with self._lock:
            if stream in self._open:
                try:
                    stream.abort()
                except self._api.PortAudioError as error:
                    log.info("a stream ended by itself: %s", error)

    def close(self, stream: Stream) -> None:
        """Close a stream; harmless if it is closed."""
        with self._lock:
            if stream in self._open:
                self._open.remove(stream)
                stream.close()

    def restart(self) -> None:
        """Close all streams and search for devices again; takes about 60 ms.

        Raises:
            MicrophoneError: The sound system does not respond.
        """
        with self._lock:
            for stream in [*self._open]:
                self.close(stream)
            try:
                # There is no public function for this.
                self._api._terminate()  # noqa: SLF001
                self._api._initialize()  # noqa: SLF001
            except self._api.PortAudioError as error:
                raise MicrophoneError(_sentence(error)) from error

    def _opened(self, kind: Callable[..., Stream], **wishes: object) -> Stream:
        with self._lock:
            try:
                stream = kind(dtype="float32", latency=LATENCY_S, **wishes)
            except (self._api.PortAudioError, ValueError) as error:
                raise MicrophoneError(_sentence(error)) from error
            self._open.append(stream)
            return stream


def _sounddevice() -> ModuleType:
    # PortAudio also connects to JACK. With PipeWire's, as on Fedora, it would be a real-time client all the time,
    # and its callback has crashed there (PortAudio#724).
    os.environ["PIPEWIRE_NOJACK"] = "1"
    try:
        import sounddevice  # type: ignore[import-untyped] # noqa: PLC0415 - loads PortAudio
    except OSError as error:
        raise MicrophoneError(
            Sentence(
                "A library is missing, so nothing can be recorded. Install the package "
                "libportaudio2 (on Fedora: portaudio)."
            )
        ) from error
    module: ModuleType = sounddevice
    return module


_BUSY: Final = -9985
"""PortAudio's code for a device in exclusive use by another program."""


def _sentence(error: Exception) -> Sentence:
    if len(error.args) > 1 and error.args[1] == _BUSY:
        return Sentence("The sound device is in use by another program. Close that program.")
    return Sentence(
        "The sound device cannot be used. Check that it is connected and selected in the sound "
        "settings."
    )
