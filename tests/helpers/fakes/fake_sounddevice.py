"""A fake ``sounddevice``: sound cards with fixed rates that can be unplugged."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from patience import PATIENCE_S


class FakePortAudioError(Exception):
    """Like PortAudio's error: a reason and a code."""


class CallbackStop(Exception):  # noqa: N818 - sounddevice's name
    """Raised by a callback that has nothing more to play."""


@dataclass(frozen=True, slots=True)
class Card:
    """A sound card."""

    name: str
    rates: tuple[int, ...] = (16_000, 48_000)
    n_inputs: int = 1
    problem: tuple[str, int] | None = None


class FakeStream:
    """A stream whose audio comes from, or goes to, the test."""

    def __init__(self, sounds: "FakeSoundDevice", **wishes: Any) -> None:
        self.wishes = wishes
        self.samplerate = float(wishes["samplerate"])
        self.is_running = False
        self._sounds = sounds

    def start(self) -> None:
        """Start, and notify the test."""
        self.is_running = True
        self._sounds.started.put(self)

    def abort(self) -> None:
        """Stop and call ``finished_callback``, like PortAudio."""
        if self.is_running:
            self.is_running = False
            self.wishes["finished_callback"]()

    def close(self) -> None:
        """Close for good."""
        self.abort()

    def hear(
        self, waveform: NDArray[np.float32], *, lost: bool = False, age_s: float = 0.0
    ) -> None:
        """Deliver audio to the callback, which began to be recorded so long ago."""
        clock = SimpleNamespace(inputBufferAdcTime=0.0, currentTime=age_s)
        self.wishes["callback"](waveform.reshape(-1, 1), waveform.size, clock, lost)

    def play(self, n_samples: int) -> NDArray[np.float32]:
        """Request audio from the callback; the stream ends when there is no more."""
        samples = np.full((n_samples, 1), np.nan, np.float32)
        try:
            self.wishes["callback"](samples, n_samples, None, None)
        except CallbackStop:
            self.abort()
        return samples[:, 0]


class FakeSoundDevice:
    """The part of the module that the app uses."""

    PortAudioError = FakePortAudioError
    CallbackStop = CallbackStop

    def __init__(self, *cards: Card) -> None:
        self.plugged = list(cards)
        """The connected cards; PortAudio notices a change when it is restarted."""
        self.started: queue.SimpleQueue[FakeStream] = queue.SimpleQueue()
        self.default = SimpleNamespace(device=[0, 0])
        self._known = list(cards)

    def running(self) -> FakeStream:
        """Wait for a stream to start, and return it."""
        return self.started.get(timeout=PATIENCE_S)

    def query_devices(self) -> list[dict[str, Any]]:
        """List the cards."""
        return [
            {
                "name": card.name,
                "max_input_channels": card.n_inputs,
                "default_samplerate": float(card.rates[-1]),
            }
            for card in self._known
        ]

    @property
    def InputStream(self) -> Callable[..., FakeStream]:  # noqa: N802
        """Opens a stream."""
        return self._open

    @property
    def OutputStream(self) -> Callable[..., FakeStream]:  # noqa: N802
        """Opens a stream."""
        return self._open

    def _open(self, **wishes: Any) -> FakeStream:
        index = wishes.get("device", 0)
        if not self._known or self._known[index] not in self.plugged:
            raise FakePortAudioError("Error querying device", -9996)
        card = self._known[index]
        if card.problem is not None:
            raise FakePortAudioError(*card.problem)
        if int(wishes["samplerate"]) not in card.rates:
            raise FakePortAudioError("Invalid sample rate", -9997)
        return FakeStream(self, **wishes)

    def _terminate(self) -> None:
        self._known = []

    def _initialize(self) -> None:
        self._known = list(self.plugged)
