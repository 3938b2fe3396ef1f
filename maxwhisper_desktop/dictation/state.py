"""The state of the dictation: the current capture, and earlier takes on their way to text."""

import enum
from dataclasses import dataclass
from typing import TypeAlias

from maxwhisper_desktop.dictation.events import Command, TakeId, Tell


class Hold(enum.Enum):
    """What keeps a recording going."""

    HELD = "held"
    """The key: recording lasts while it is down."""
    LATCHED = "latched"
    """Nothing: recording lasts until it is stopped."""


class Phase(enum.Enum):
    """The state in one word, as shown by tray and status."""

    IDLE = "idle"
    ARMING = "arming"
    RECORDING = "recording"
    RECOGNISING = "recognising"
    DELIVERING = "delivering"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KeyDown:
    """The hotkey is down, according to the events."""

    since_ms: int
    seen_ms: int
    """The latest time at which it is known to have been down."""
    up_ms: int | None = None
    """When it was first seen up, although no release has been reported."""
    is_spent: bool = False
    """Whether its release has no effect: it was part of a combination, or precedes the
    recording."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The take that is being recorded."""

    take: TakeId
    hold: Hold
    has_sound: bool = False
    """Whether the first audio block has arrived; until then the take is arming."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The microphone was told to stop; the last block is still to come."""

    take: TakeId
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Recognising:
    """The recording is complete and being recognised."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Waiting:
    """The text is ready but waits for an earlier take."""

    take: TakeId
    text: str


@dataclass(frozen=True, slots=True)
class Delivering:
    """The text is being delivered."""

    take: TakeId


Pending: TypeAlias = Closing | Recognising | Waiting | Delivering
"""A take whose recording has ended and whose text is on its way."""


@dataclass(frozen=True, slots=True)
class Dictation:
    """The whole state; the defaults are the initial state."""

    next_take: TakeId = 1
    key: KeyDown | None = None
    capture: Capture | None = None
    pending: tuple[Pending, ...] = ()
    """Oldest first; only the first can be ``Delivering``."""
    problem: Tell | None = None
    """The latest problem since the last recording started."""
    has_quit: bool = False

    @property
    def newest(self) -> Capture | Pending | None:
        """The take that began last, of those that have not ended."""
        return self.capture or (self.pending[-1] if self.pending else None)

    @property
    def phase(self) -> Phase:
        """The phase to show; a recording takes precedence."""
        if self.capture is not None:
            return Phase.RECORDING if self.capture.has_sound else Phase.ARMING
        if self.pending:
            is_delivering = isinstance(self.pending[0], Delivering)
            return Phase.DELIVERING if is_delivering else Phase.RECOGNISING
        return Phase.IDLE if self.problem is None else Phase.FAILED


Step: TypeAlias = tuple[Dictation, tuple[Command, ...]]
"""The next state, and the commands to execute in order."""
