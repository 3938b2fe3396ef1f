"""An open recording device: stopped until needed, since opening is what takes longest."""

import os
import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import soxr  # type: ignore[import-untyped]

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.microphone.capture_messages import Block, Ended, Post
from maxwhisper_desktop.microphone.sources import NO_MICROPHONE, SourceChoice
from maxwhisper_desktop.ports import MicrophoneError
from maxwhisper_desktop.sound.sound_library import (
    Clock,
    InputDevice,
    Samples,
    SoundLibrary,
    Stream,
)

_SERVERS: Final = ("pulse", "pipewire")
"""ALSA's names for the sound server."""

_SOURCE: Final = "PULSE_SOURCE"

OLDEST_S: Final = 5.0
"""Age in seconds above which a driver's latency is not believed. On a busy machine audio may be seconds late."""


class SoundInput:
    """Posts the blocks of a device.

    Owned by the microphone's thread. PortAudio's thread reads ``_run`` and ``_rate`` only while
    the stream is running, and they are written only while it is stopped.
    """

    def __init__(
        self, library: SoundLibrary, choice: SourceChoice | None, wished: str | None, post: Post
    ) -> None:
        """Open a device.

        Args:
            library: PortAudio.
            choice: The sound server's source; None without a server.
            wished: The user's preferred ALSA device, without a server.
            post: Called with ``Block`` and ``Ended``, on PortAudio's thread.

        Raises:
            MicrophoneError: It cannot be opened.
        """
        self.choice = choice
        self._library = library
        self._post = post
        self._run = 0  # Audio of this run is ignored.
        self._rate = float(SAMPLE_RATE)
        self._resampler: Any = None
        device = _device(library.inputs(), choice, wished)
        self.name = choice.source.description if choice else device.name
        if choice is not None:
            _aim(None if choice.is_default else choice.source.name)
        self._stream = self._open(device)

    def start(self, run: int) -> None:
        """Start posting, each message with ``run``.

        Raises:
            MicrophoneError: The device cannot be started.
        """
        self._run = run
        self.begin_take()
        self._library.start(self._stream)

    def begin_take(self) -> None:
        """Discard the audio so far: what follows belongs to another take."""
        if self._rate != SAMPLE_RATE:
            self._resampler = soxr.ResampleStream(self._rate, SAMPLE_RATE, 1, dtype="float32")

    def rest(self) -> None:
        """Start and stop a newly opened stream, which leaves it idle.

        Until then, ALSA's connection to the server keeps it running: 110 wake-ups per second,
        and the desktop shows a microphone in use.

        Raises:
            MicrophoneError: The device cannot be started.
        """
        self._library.start(self._stream)
        self._library.stop(self._stream)

    def stop(self) -> None:
        """Stop posting; it can be started again."""
        self._library.stop(self._stream)

    def close(self) -> None:
        """Release the device."""
        self._library.close(self._stream)

    def convert(self, samples: Waveform, *, is_last: bool = False) -> Waveform:
        """Return a block at 16 kHz; if ``is_last``, with what the resampler holds back."""
        if self._resampler is None:
            return samples
        converted: Waveform = self._resampler.resample_chunk(samples, last=is_last)
        return converted

    def _open(self, device: InputDevice) -> Stream:
        try:
            return self._open_at(device, SAMPLE_RATE)
        except MicrophoneError:
            # Without a server that converts, a card may support only its own rate.
            if device.default_rate == SAMPLE_RATE:
                raise
            self._rate = device.default_rate
            return self._open_at(device, device.default_rate)

    def _open_at(self, device: InputDevice, rate: float) -> Stream:
        return self._library.open_input(device.index, rate, self._on_sound, self._on_end)

    def _on_sound(self, samples: Samples, n_samples: int, clock: Clock, lost: object) -> None:
        now_s = time.monotonic()
        age_s = clock.currentTime - clock.inputBufferAdcTime
        if not 0 <= age_s <= OLDEST_S:
            age_s = n_samples / self._rate
        until_s = min(now_s - age_s + n_samples / self._rate, now_s)
        self._post(Block(self._run, samples[:, 0].copy(), until_s, is_torn=bool(lost)))

    def _on_end(self) -> None:
        self._post(Ended(self._run))


def _device(
    inputs: Sequence[InputDevice], choice: SourceChoice | None, wished: str | None
) -> InputDevice:
    if not inputs:
        raise MicrophoneError(NO_MICROPHONE)
    preferred = _SERVERS if choice else (wished,)
    for name in preferred:
        for device in inputs:
            if device.name == name:
                return device
    return next((device for device in inputs if device.is_default), inputs[0])


def _aim(source: str | None) -> None:
    """Choose the source of the next stream through the environment.

    libpulse reads it in the thread that opens the stream, which is the caller's. C code on
    another thread that reads the environment meanwhile could see a partial change, so it is
    written only if it differs: when the user or the desktop changes the microphone.
    """
    if os.environ.get(_SOURCE) == source:
        return
    if source is None:
        del os.environ[_SOURCE]
    else:
        os.environ[_SOURCE] = source


EMPTY: Final[Waveform] = np.zeros(0, np.float32)
"""An empty block, which makes the resampler return what it holds back."""
