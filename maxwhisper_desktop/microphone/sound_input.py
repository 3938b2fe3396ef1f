"""One device, open for recording: stopped until it is needed, since opening takes longest."""

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

_OLDEST_S: Final = 1.0
"""Sound that claims to be older has a driver that does not know its own delay."""


class SoundInput:
    """Posts the blocks of a device.

    The microphone's thread owns it. PortAudio's thread reads ``_run`` and ``_rate`` only while
    the stream runs, and they are written only while it does not.
    """

    def __init__(
        self, library: SoundLibrary, choice: SourceChoice | None, wished: str | None, post: Post
    ) -> None:
        """Open a device.

        Args:
            library: PortAudio.
            choice: The sound server's source; None where there is no server.
            wished: The ALSA device the user prefers, where there is no server.
            post: Takes ``Block`` and ``Ended``, on PortAudio's thread.

        Raises:
            MicrophoneError: It cannot be had.
        """
        self.choice = choice
        self._library = library
        self._post = post
        self._run = 0  # Nobody listens to this one.
        self._rate = float(SAMPLE_RATE)
        self._resampler: Any = None
        device = _device(library.inputs(), choice, wished)
        self.name = choice.source.description if choice else device.name
        if choice is not None:
            _aim(None if choice.is_default else choice.source.name)
        self._stream = self._open(device)

    def start(self, run: int) -> None:
        """Begin to post, each message with ``run``.

        Raises:
            MicrophoneError: The device refuses.
        """
        self._run = run
        self.begin_take()
        self._library.start(self._stream)

    def begin_take(self) -> None:
        """Forget the sound so far: what comes belongs to another take."""
        if self._rate != SAMPLE_RATE:
            self._resampler = soxr.ResampleStream(self._rate, SAMPLE_RATE, 1, dtype="float32")

    def rest(self) -> None:
        """Bring a stream just opened to rest, as it is after each stop.

        Until it was started and stopped once, ALSA's way to the server has it running: 110 wakes
        a second, and a desktop that shows a microphone in use.

        Raises:
            MicrophoneError: The device refuses.
        """
        self._library.start(self._stream)
        self._library.stop(self._stream)

    def stop(self) -> None:
        """Post no more; it can be started again."""
        self._library.stop(self._stream)

    def close(self) -> None:
        """Let go of the device."""
        self._library.close(self._stream)

    def convert(self, samples: Waveform, *, is_last: bool = False) -> Waveform:
        """Return the sound at 16 kHz: of a block, or what the resampler still holds back."""
        if self._resampler is None:
            return samples
        converted: Waveform = self._resampler.resample_chunk(samples, last=is_last)
        return converted

    def _open(self, device: InputDevice) -> Stream:
        try:
            return self._open_at(device, SAMPLE_RATE)
        except MicrophoneError:
            # Without a server to convert, a card may know no rate but its own.
            if device.default_rate == SAMPLE_RATE:
                raise
            self._rate = device.default_rate
            return self._open_at(device, device.default_rate)

    def _open_at(self, device: InputDevice, rate: float) -> Stream:
        return self._library.open_input(device.index, rate, self._on_sound, self._on_end)

    def _on_sound(self, samples: Samples, n_samples: int, clock: Clock, lost: object) -> None:
        now_s = time.monotonic()
        age_s = clock.currentTime - clock.inputBufferAdcTime
        if not 0 <= age_s <= _OLDEST_S:
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
    """Choose what the next stream opened records from.

    libpulse reads it in the thread that opens, which is the one that calls this. Another thread's
    C code that reads its environment meanwhile could see it half changed, so it is written only
    if it differs, which is when the user or the desktop changes the microphone.
    """
    if os.environ.get(_SOURCE) == source:
        return
    if source is None:
        del os.environ[_SOURCE]
    else:
        os.environ[_SOURCE] = source


EMPTY: Final[Waveform] = np.zeros(0, np.float32)
"""No sound, by which the resampler is asked for its rest."""
