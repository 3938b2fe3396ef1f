"""The ports: what the app needs from the desktop and the engine, as Protocols for adapters.

Rules for all of them:

- *Threads*: the app calls on the main thread, and each call returns within a few milliseconds;
  longer work continues on the adapter's own threads. ``report`` may be called on any thread,
  even before the call that received it returns: it is a queued signal.
- *Times* are milliseconds of ``time.monotonic`` at which something happened.
- *Errors* after a successful call are reported, never raised. Each carries a sentence that says
  what failed and what the user can do.
- *Candidates*: if the session lacks something that an adapter needs (a library, a device, a
  permission), its constructor or ``listen`` raises the port's error, and the next candidate is
  tried.
- ``shut_down`` ends all threads and processes of the adapter, which reports nothing afterwards.
It
  is called once and does not raise.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from engine.audio.waveform import Waveform
from engine.errors import SaidError
from engine.options import DeviceWish, TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.events import (
    DeliveryEvent,
    HotkeyEvent,
    MicrophoneEvent,
    RecognitionFailed,
    TakeId,
)
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.settings.settings import Delivery


class PortError(SaidError):
    """Something outside the app failed.

    Attributes:
        sentence: What failed, and what the user can do.
        mend: The one step that fixes it, such as a command; None if the message says it all.
        fits_session: Whether what failed is meant for this kind of session at all.
    """

    def __init__(
        self, sentence: Sentence, mend: Sentence | None = None, *, fits_session: bool = True
    ) -> None:
        super().__init__(sentence)
        self.mend = mend
        self.fits_session = fits_session


class HotkeyError(PortError):
    """The mechanism cannot work here, or not with the chosen key."""


class MicrophoneError(PortError):
    """Nothing can be recorded."""


class RecognizerError(PortError):
    """Nothing can be recognised."""


class TypistError(PortError):
    """No text can be delivered to other windows."""


@contextmanager
def raised_as(kind: type[PortError]) -> Iterator[None]:
    """Raise any port's error in the ``with`` block as ``kind``, with the same words."""
    try:
        yield
    except PortError as error:
        raise kind(error.sentence, error.mend, fits_session=error.fits_session) from error


BY_HAND_ONLY: Final = Sentence("Text cannot be typed here; copy it from the panel.")
"""What the user can do in a session in which no text can be delivered."""


@dataclass(frozen=True, slots=True)
class PasteAgainPressed:
    """Shift with the hotkey: the user wants the last text again, at the cursor."""


class Hotkey(Protocol):
    """The global push-to-talk key, which works in any window.

    Down and up are reported once each. Key repeat is omitted if it can be recognised (the
    dictation ignores the rest); a mechanism that sees repeat as pairs of up and down merges
    them. A mechanism without key-up events is no Hotkey: bind ``maxwhisper toggle`` there.

    - ``KeyPressed`` is not reported while Shift, Ctrl, Alt or Super is down: that combination
    is
      meant for another program. Letters still down from fast typing do not count.
    - ``OtherKeyPressed`` while the hotkey is down, and ``EscapePressed`` at any time, if the
    session
      shows other keys; a mechanism that sees only the hotkey never reports them.
    - ``PasteAgainPressed`` if the hotkey goes down while only Shift is down.
    - Keys that the app itself types are not reported.
    - ``HotkeyLost`` once, if the mechanism fails (display, portal or keyboard gone).
    """

    @property
    def name(self) -> str:
        """The mechanism's name in status and panel."""
        ...

    @property
    def n_other_strokes(self) -> int | None:
        """The number of keys and buttons pressed so far, without the hotkey.

        None if unknown. Only a change matters: the cursor may have moved, text may have been
        typed.
        """
        ...

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Start reporting; called once.

        Raises:
            HotkeyError: The key is taken, unknown or not allowed here.
        """
        ...

    def is_down(self) -> bool | None:
        """Ask the keyboard itself, not the events so far; None if the session cannot tell."""
        ...

    def shut_down(self) -> None:
        """Stop listening."""
        ...


@dataclass(frozen=True, slots=True)
class MicrophoneMoved:
    """The take continues with another device, since its first one is gone."""

    take: TakeId
    detail: Sentence


@dataclass(frozen=True, slots=True)
class MicrophoneNews:
    """What is ready to record while nobody dictates.

    Attributes:
        name: The device's name in status and panel; empty if there is none.
        problem: Why there is none, as a sentence; None if nothing is wrong.
    """

    name: str
    problem: Sentence | None = None


TellMicrophone: TypeAlias = Callable[[MicrophoneNews], None]
"""Takes news of a microphone; called on any thread, only when something has changed."""


class Microphone(Protocol):
    """An audio source, recorded one take at a time."""

    @property
    def name(self) -> str:
        """The device's or file's name in status and panel."""
        ...

    def record(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
    ) -> None:
        """Open the source and record until ``stop``, or until it ends.

        Reports ``MicrophoneStarted`` at the first block, then exactly one of
        ``MicrophoneStopped`` and ``MicrophoneFailed`` after the last block. A take stopped
        before it started may omit the first. If a source disappears or is replaced meanwhile,
        the take continues with the next best one and ``MicrophoneMoved`` is reported; it fails
        only if there is none.

        Args:
            take: Greater than all before. The one before was told to stop, though its end may
                not have been reported yet. Blocks of two takes are never mixed.
            on_block: Called with 16 kHz mono blocks, each once and in order, on the audio
                thread, which it must not block. It may keep the block.
            report: Called with the events of this take.
        """
        ...

    def choose(self, source: str | None) -> None:
        """Use another device from the next take on; None for the desktop's default."""
        ...

    def stop(self, take: TakeId) -> None:
        """End ``take`` with all audio up to now; harmless if it has ended."""
        ...

    def shut_down(self) -> None:
        """End the current take with all audio up to now, and release the device."""
        ...


@dataclass(frozen=True, slots=True)
class RecognitionProgress:
    """Progress of a recording; first reported when the engine starts on it."""

    number: int
    done_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class RecognitionDone:
    """A recording was recognised. The app still prepares the text to be typed."""

    number: int
    transcript: Transcript
    began_ms: float
    """When the engine started on it."""
    is_cold: bool = False
    """Whether it had to wait for a model to load."""


@dataclass(frozen=True, slots=True, eq=False)
class SpokenSoFar:
    """What was said so far in a take that goes on.

    Attributes:
        take: The take's number.
        part: The sound since the last part.
        options: How to transcribe it; the same from beginning to end.
        report: Called with ``LiveText``.
    """

    take: TakeId
    part: SpokenPart
    options: TranscribeOptions
    report: Callable[["LiveText"], None]


@dataclass(frozen=True, slots=True)
class LiveText:
    """What seems to have been said so far in a take that is still being spoken; never typed.

    Attributes:
        take: The take's number.
        stable: Words that the last two passes agree on.
        unstable: What follows them, with the space between, and may still change.
    """

    take: TakeId
    stable: str
    unstable: str = ""


RecognitionReport: TypeAlias = RecognitionProgress | RecognitionDone | RecognitionFailed


@dataclass(frozen=True, slots=True, eq=False)
class RecognitionRequest:
    """One recording to be recognised; the object itself is the handle for cancelling.

    Attributes:
        number: The take's number, or the caller's own id.
        read: Returns the audio, on the recognizer's thread; raises ``EngineError`` or
            ``OSError``.
        options: How to transcribe it.
        report: Called with the events of this recording.
        model: Another model than the chosen one, for this recording only.
        is_urgent: Whether a user is waiting for the text: it then precedes those that are not,
            even a running one.
        take: The take that it is the recording of, of which parts may have been overheard.
    """

    number: int
    read: Callable[[], Waveform]
    options: TranscribeOptions
    report: Callable[[RecognitionReport], None]
    model: str | None = None
    is_urgent: bool = True
    take: TakeId | None = None


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The model and device to recognise with.

    Attributes:
        model: A name or a folder; None for the best installed one.
        device: The device to compute on.
        unload_after_s: Seconds of idleness after which the memory is released; None for never.
    """

    model: str | None = None
    device: DeviceWish = "auto"
    unload_after_s: float | None = None


class Players(Protocol):
    """The media players of the desktop."""

    def pause(self) -> None:
        """Pause those that are playing, until ``go_on``."""
        ...

    def go_on(self) -> None:
        """Let those go on that were paused and that nobody has touched since."""
        ...

    def shut_down(self) -> None:
        """Let them go on, and end the adapter."""
        ...


class Recognizer(Protocol):
    """The engine, loaded or loading; urgent recordings first, otherwise in order of request."""

    def recognise(self, recognition: RecognitionRequest) -> None:
        """Turn a complete recording into text.

        Reports exactly one of ``RecognitionDone`` and ``RecognitionFailed``, unless cancelled.
        A failure is reported only after everything was tried: waiting for the model, restarting
        a dead engine, using the CPU.
        """
        ...

    def overhear(self, spoken: SpokenSoFar) -> None:
        """Recognise what was said so far, if there is time; from any thread.

        It changes no text, but makes the take's ready sooner.
        """
        ...

    def forget(self, take: TakeId) -> None:
        """Drop what was overheard of a take."""
        ...

    def cancel(self, recognition: RecognitionRequest) -> None:
        """Cancel it, running or not; harmless if it is done. It may still be reported."""
        ...

    def choose(self, choice: EngineChoice) -> None:
        """Switch to another model or device once the running job is done."""
        ...

    def shut_down(self) -> None:
        """End the engine, even in the middle of a job, and free the device's memory."""
        ...


class Typist(Protocol):
    """Delivers text to the active window."""

    @property
    def name(self) -> str:
        """The mechanism's name in status and panel."""
        ...

    def update(self, delivery: Delivery) -> None:
        """Apply changed settings from the next text on."""
        ...

    def aim(self, take: TakeId) -> str | None:
        """Remember the active window as the target of ``take``'s text.

        Returns:
            A string that identifies the window among all open ones; None if unknown.
        """
        ...

    def deliver(self, take: TakeId, text: str, report: Callable[[DeliveryEvent], None]) -> None:
        """Insert ``text`` at the cursor, completely and once.

        Reports exactly one of ``Delivered`` and ``DeliveryFailed``; the next text comes only
        after that. Waits while the user holds a modifier that would corrupt the text, including
        the hotkey. If the window cannot be reached, or is not the target of this take, the text
        goes to the clipboard and the receipt says so; ``DeliveryFailed`` means that it is in
        neither. ``ARRIVED`` is reported only for text that was seen to arrive.
        """
        ...

    def forget(self) -> None:
        """Remove the texts of takes from the clipboard."""
        ...

    def shut_down(self) -> None:
        """Release all pressed keys and restore the clipboard."""
        ...
