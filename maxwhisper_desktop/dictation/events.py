"""The words of the dictation cycle: the events that come in, the commands that go out.

Times are milliseconds of the machine's monotonic clock, at which a thing happened. Details
are sentences of the port that reports; the cycle carries them along and never writes one.
"""

import enum
from dataclasses import dataclass
from typing import TypeAlias

TakeId: TypeAlias = int
"""One recording, from the key press to the end of its text; each is greater than the last."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The hotkey went down. While it is down already, this is key repeat."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class KeyReleased:
    """The hotkey came up."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class KeyStateChecked:
    """The keyboard itself was asked: every 200 ms or so while ``Dictation.key`` is set.

    This, and no time limit, ends a recording whose key-up got lost. Only if it is asked well
    within ``TAP_MS`` can the release of a hold be told from that of a tap.
    """

    at_ms: int
    """When it was asked."""
    is_down: bool | None
    """None where the session cannot tell."""


@dataclass(frozen=True, slots=True)
class OtherKeyPressed:
    """Another key went down while the hotkey was down: a chord, meant for the window in use."""


@dataclass(frozen=True, slots=True)
class EscapePressed:
    """Escape went down, in whatever window."""


@dataclass(frozen=True, slots=True)
class HotkeyLost:
    """The hotkey will not be heard of again, its key-up included."""

    detail: str


class Wish(enum.Enum):
    """What a control other than the hotkey asks of the recording."""

    START = "start"
    STOP = "stop"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class RecordingAsked:
    """A button, a menu or ``maxwhisper start|stop|toggle`` asks."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """A button, a menu or ``maxwhisper cancel`` asks that nothing more be typed."""


@dataclass(frozen=True, slots=True)
class QuitAsked:
    """The app is about to end; nothing is listened to after this."""


@dataclass(frozen=True, slots=True)
class MicrophoneStarted:
    """The first block of sound is there: from here on, nothing said is missed."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class MicrophoneStopped:
    """The recording is complete, as asked or because the source came to its end."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class MicrophoneFailed:
    """No more sound will come; the recording is complete with what came before."""

    take: TakeId
    detail: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """The recording's text is there, ready to be typed."""

    take: TakeId
    text: str
    """Empty where nothing was said."""


@dataclass(frozen=True, slots=True)
class RecognitionFailed:
    """There will be no text, after all retries."""

    take: TakeId
    detail: str


class Receipt(enum.Enum):
    """How far a text got."""

    ARRIVED = "arrived"
    """The window was seen to take it."""
    SENT = "sent"
    """It was handed over without complaint; this session gives no proof."""
    IN_CLIPBOARD = "in clipboard"
    """It waits for the user to paste it."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The text is out of the app's hands."""

    take: TakeId
    receipt: Receipt
    detail: str = ""
    """Why it got no further, if so."""


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The text reached neither the window nor the clipboard."""

    take: TakeId
    detail: str


HotkeyEvent: TypeAlias = (
    KeyPressed | KeyReleased | KeyStateChecked | OtherKeyPressed | EscapePressed | HotkeyLost
)
Request: TypeAlias = RecordingAsked | CancelAsked | QuitAsked
MicrophoneEvent: TypeAlias = MicrophoneStarted | MicrophoneStopped | MicrophoneFailed
RecognitionEvent: TypeAlias = Recognised | RecognitionFailed
DeliveryEvent: TypeAlias = Delivered | DeliveryFailed
Event: TypeAlias = HotkeyEvent | Request | MicrophoneEvent | RecognitionEvent | DeliveryEvent


@dataclass(frozen=True, slots=True)
class StartMicrophone:
    """Record ``take``, to disk from the first block; an earlier take was told to stop before."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class StopMicrophone:
    """Close the recording with all sound up to now."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Recognise:
    """Turn the complete recording into text."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class CancelRecognition:
    """The text is not wanted any more; a result that comes all the same is ignored."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Deliver:
    """Type the text into the window in use; the next one comes after this one's result."""

    take: TakeId
    text: str


class Outcome(enum.Enum):
    """How a take ended."""

    DELIVERED = "delivered"
    SENT = "sent"
    IN_CLIPBOARD = "in clipboard"
    HEARD_AGAIN = "heard again"
    """Its text came later, from its recording, for the user to copy."""
    SILENT = "silent"
    CANCELLED = "cancelled"
    CHORD = "chord"
    """The hotkey turned out to be a part of another shortcut."""
    QUIT = "quit"
    """The app ended before the text was known to be delivered."""
    NOTHING_RECORDED = "nothing recorded"
    """The recording was over before the microphone gave any sound."""
    MICROPHONE_FAILED = "microphone failed"
    RECOGNITION_FAILED = "recognition failed"
    NOT_DELIVERED = "not delivered"


@dataclass(frozen=True, slots=True)
class KeepTake:
    """Close the take in the history with its recording, whatever the outcome: once for each.

    So a cancelled or failed take can be recognised again.
    """

    take: TakeId
    outcome: Outcome


class Notice(enum.Enum):
    """What the user is told; the words are the panel's."""

    CANCELLED = "cancelled"
    NOTHING_HEARD = "nothing heard"
    """To be said quietly: the user may have meant it so."""
    IN_CLIPBOARD = "in clipboard"
    HOTKEY_LOST = "hotkey lost"
    NOTHING_RECORDED = "nothing recorded"
    MICROPHONE_FAILED = "microphone failed"
    """Before the first sound."""
    MICROPHONE_LOST = "microphone lost"
    """While it recorded; what was said before is being recognised."""
    RECOGNITION_FAILED = "recognition failed"
    NOT_DELIVERED = "not delivered"


@dataclass(frozen=True, slots=True)
class Tell:
    """Let the user know."""

    notice: Notice
    take: TakeId | None = None
    detail: str = ""


Command: TypeAlias = (
    StartMicrophone | StopMicrophone | Recognise | CancelRecognition | Deliver | KeepTake | Tell
)
