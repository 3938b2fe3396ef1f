"""Where a dictation stands: the capture, and behind it the takes on their way to text."""

import enum
from dataclasses import dataclass
from typing import TypeAlias

from maxwhisper_desktop.dictation.events import Command, TakeId, Tell


class Hold(enum.Enum):
    """What keeps a recording going."""

    HELD = "held"
    """The key, as long as it is down."""
    LATCHED = "latched"
    """Nothing: it goes on until it is stopped."""


class Phase(enum.Enum):
    """The one word for a state that tray and status show."""

    IDLE = "idle"
    ARMING = "arming"
    RECORDING = "recording"
    RECOGNISING = "recognising"
    DELIVERING = "delivering"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KeyDown:
    """The hotkey is down, as far as the events tell."""

    since_ms: int
    seen_ms: int
    """The latest moment at which it is known to have been down."""
    is_spent: bool = False
    """Its release changes nothing more: it was a chord, or is older than the recording."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The take the microphone was started for."""

    take: TakeId
    hold: Hold
    has_sound: bool = False
    """Whether the first block has come; until then the take is arming."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The microphone was told to stop, the last block is not yet there."""

    take: TakeId
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Recognising:
    """The recording is complete."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Waiting:
    """The text is there; an earlier take comes first."""

    take: TakeId
    text: str


@dataclass(frozen=True, slots=True)
class Delivering:
    """The text is with the typist."""

    take: TakeId


Pending: TypeAlias = Closing | Recognising | Waiting | Delivering
"""A take whose recording is over and whose text is on its way."""


@dataclass(frozen=True, slots=True)
class Dictation:
    """The whole state; the defaults are how the app starts."""

    next_take: TakeId = 1
    key: KeyDown | None = None
    capture: Capture | None = None
    pending: tuple[Pending, ...] = ()
    """Oldest first; only the first can be ``Delivering``."""
    problem: Tell | None = None
    """The latest fault since a recording was last started."""
    has_quit: bool = False

    @property
    def phase(self) -> Phase:
        """What the user should see; a recording is shown before all else."""
        if self.capture is not None:
            return Phase.RECORDING if self.capture.has_sound else Phase.ARMING
        if self.pending:
            is_delivering = isinstance(self.pending[0], Delivering)
            return Phase.DELIVERING if is_delivering else Phase.RECOGNISING
        return Phase.IDLE if self.problem is None else Phase.FAILED


Step: TypeAlias = tuple[Dictation, tuple[Command, ...]]
"""The state that follows, and the commands to carry out in this order."""
