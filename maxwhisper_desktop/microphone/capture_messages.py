"""Messages to the microphone's thread from the app, PortAudio and the sound server."""

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
    """Start recording a take."""

    take: TakeId
    on_block: Callable[[Waveform], None]
    report: CaptureReport


@dataclass(frozen=True, slots=True)
class Stop:
    """End a take, or any there is, with all audio up to a moment."""

    take: TakeId | None
    at_s: float


@dataclass(frozen=True, slots=True)
class Choose:
    """Use the microphone of this name; None for the desktop's default."""

    wished: str | None


@dataclass(frozen=True, slots=True)
class ShutDown:
    """The app is about to end; the last message."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block of audio.

    Attributes:
        run: The number of the stream start that it belongs to.
        samples: Mono, at the device's sample rate.
        until_s: When its last sample was captured, by the monotonic clock.
        is_torn: Whether audio was lost before it (an overrun).
    """

    run: int
    samples: Waveform
    until_s: float
    is_torn: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The stream ended, on request or not."""

    run: int


@dataclass(frozen=True, slots=True)
class SourcesChanging:
    """Something has changed at the sound server; what, ``SourcesSeen`` will tell, or ``SourcesLost``."""


@dataclass(frozen=True, slots=True)
class SourcesSeen:
    """The sound server's sources, or the one we record from, may have changed."""

    view: SourceView


@dataclass(frozen=True, slots=True)
class SourcesLost:
    """The connection to the sound server is lost."""


CaptureMessage: TypeAlias = (
    Record
    | Stop
    | Choose
    | ShutDown
    | Block
    | Ended
    | SourcesChanging
    | SourcesSeen
    | SourcesLost
)
Post: TypeAlias = Callable[[CaptureMessage], None]
