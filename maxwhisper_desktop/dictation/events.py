"""Events and commands of the dictation cycle.

Times are milliseconds of the monotonic clock. A ``detail`` is a sentence by the port that
reports; the cycle passes it on and never writes one.
"""

import enum
from dataclasses import dataclass
from typing import TypeAlias

from engine.sentence import NOTHING, Sentence

TakeId: TypeAlias = int
"""The number of a take: one recording, from key press to delivered text. Numbers increase."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The hotkey went down. If it is already down, this is key repeat."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class KeyReleased:
    """The hotkey came up."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class KeyStateChecked:
    """The keyboard was queried, as every 200 ms or so while ``Dictation.key`` is set.

    This, not a time limit, ends a recording whose key-up was lost. The interval must be well
    below ``TAP_MS``, to distinguish a lost release after a hold from one after a tap.
    """

    at_ms: int
    """When the key was certainly in that state: down when it was asked, up when that was answered."""
    is_down: bool | None
    """None if the session cannot tell."""


@dataclass(frozen=True, slots=True)
class OtherKeyPressed:
    """Another key went down with the hotkey: a combination meant for the active window."""


@dataclass(frozen=True, slots=True)
class EscapePressed:
    """Escape went down, in any window."""


@dataclass(frozen=True, slots=True)
class HotkeyLost:
    """The hotkey will send no more events, not even its key-up."""

    detail: Sentence


class Wish(enum.Enum):
    """What a control other than the hotkey requests."""

    START = "start"
    STOP = "stop"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class RecordingAsked:
    """A request by button, menu or ``maxwhisper start|stop|toggle``."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """A request by button, menu or ``maxwhisper cancel`` that nothing more be typed."""


@dataclass(frozen=True, slots=True)
class QuitAsked:
    """The app is about to end; the last event."""


@dataclass(frozen=True, slots=True)
class MicrophoneStarted:
    """The first audio block has arrived: from now on, no speech is missed."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class MicrophoneStopped:
    """The recording is complete, because it was stopped or the source ended."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class MicrophoneFailed:
    """No more audio will come; the recording ends with what came before."""

    take: TakeId
    detail: Sentence


@dataclass(frozen=True, slots=True)
class Recognised:
    """The recording's text is ready to be typed."""

    take: TakeId
    text: str
    """Empty if nothing was said."""


@dataclass(frozen=True, slots=True)
class RecognitionFailed:
    """Recognition failed, after all retries."""

    take: TakeId
    detail: Sentence


class Receipt(enum.Enum):
    """What is known about a text's delivery."""

    ARRIVED = "arrived"
    """The window was seen to receive it."""
    SENT = "sent"
    """It was sent without error; this session offers no confirmation."""
    IN_CLIPBOARD = "in clipboard"
    """It is in the clipboard, for the user to paste."""
    COPIED = "copied"
    """It is in the clipboard, as the user wants it for this program."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The text was delivered."""

    take: TakeId
    receipt: Receipt
    detail: Sentence = NOTHING
    """Why it did not arrive in the window; empty if it did."""


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The text reached neither the window nor the clipboard."""

    take: TakeId
    detail: Sentence


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
    """Record ``take``, on disk from the first block; any earlier take was told to stop."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class StopMicrophone:
    """End the recording with all audio up to now."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Recognise:
    """Turn the complete recording into text."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class CancelRecognition:
    """The text is no longer wanted; a result that still comes is ignored."""

    take: TakeId


@dataclass(frozen=True, slots=True)
class Deliver:
    """Type the text into the active window; the next text waits for this one's result."""

    take: TakeId
    text: str


class Outcome(enum.Enum):
    """How a take ended."""

    DELIVERED = "delivered"
    SENT = "sent"
    IN_CLIPBOARD = "in clipboard"
    HEARD_AGAIN = "heard again"
    """Its text was recognised later from the recording, for the user to copy."""
    SILENT = "silent"
    CANCELLED = "cancelled"
    CHORD = "chord"
    """The hotkey turned out to be part of another shortcut."""
    QUIT = "quit"
    """The app ended before the text was known to be delivered."""
    NOTHING_RECORDED = "nothing recorded"
    """The recording ended before the first audio block."""
    MICROPHONE_FAILED = "microphone failed"
    RECOGNITION_FAILED = "recognition failed"
    NOT_DELIVERED = "not delivered"


@dataclass(frozen=True, slots=True)
class KeepTake:
    """Add the take and its recording to the history, once per take and whatever the outcome.

    So even a cancelled or failed take can be recognised again.
    """

    take: TakeId
    outcome: Outcome


class Notice(enum.Enum):
    """What the user is notified of; the UI has the wording."""

    CANCELLED = "cancelled"
    NOTHING_HEARD = "nothing heard"
    """To be shown unobtrusively: it may be intended."""
    COPIED = "copied"
    """As the user wants it for this program."""
    IN_CLIPBOARD = "in clipboard"
    HOTKEY_LOST = "hotkey lost"
    NOTHING_RECORDED = "nothing recorded"
    MICROPHONE_FAILED = "microphone failed"
    """Before the first audio block."""
    MICROPHONE_LOST = "microphone lost"
    """While recording; what was said before is being recognised."""
    RECOGNITION_FAILED = "recognition failed"
    NOT_DELIVERED = "not delivered"


@dataclass(frozen=True, slots=True)
class Tell:
    """Notify the user."""

    notice: Notice
    take: TakeId | None = None
    detail: Sentence = NOTHING


Command: TypeAlias = (
    StartMicrophone | StopMicrophone | Recognise | CancelRecognition | Deliver | KeepTake | Tell
)
