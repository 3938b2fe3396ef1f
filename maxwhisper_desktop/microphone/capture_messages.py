"""What the thread of the microphone is told: by the app, by PortAudio, by the sound server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from engine.audio.waveform import Waveform
from maxwhisper_desktop.dictation.events import MicrophoneEvent, TakeId
from maxwhisper_desktop.microphone.sources import SourceView
from maxwhisper_desktop.ports import MicrophoneMoved

CaptureReport: TypeAlias = Callable[[MicrophoneEvent | MicrophoneMoved], None]


@dataclass(frozen=True, slots=True)
class Record:
    """The app wants a take recorded."""

    take: TakeId
    on_block: Callable[[Waveform], None]
    report: CaptureReport


@dataclass(frozen=True, slots=True)
class Stop:
    """The app wants a take closed, or any there is, with all sound up to a moment."""

    take: TakeId | None
    at_s: float


@dataclass(frozen=True, slots=True)
class Choose:
    """The user prefers a microphone, by its name; None for the desktop's default."""

    wished: str | None


@dataclass(frozen=True, slots=True)
class ShutDown:
    """The app is about to end; nothing comes after this."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Sound came.

    Attributes:
        run: The start of the stream that it belongs to.
        samples: Mono, at the device's rate.
        until_s: When its last sample was taken, by the monotonic clock.
        is_torn: Whether sound was lost before it.
    """

    run: int
    samples: Waveform
    until_s: float
    is_torn: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The stream ended, asked or not."""

    run: int


@dataclass(frozen=True, slots=True)
class SourcesSeen:
    """The sound server's sources, or what we record from, may have changed."""

    view: SourceView


@dataclass(frozen=True, slots=True)
class SourcesLost:
    """The sound server has gone."""


CaptureMessage: TypeAlias = (
    Record | Stop | Choose | ShutDown | Block | Ended | SourcesSeen | SourcesLost
)
Post: TypeAlias = Callable[[CaptureMessage], None]
