"""What the app asks of the desktop and of the engine, whatever answers.

What holds for all of them:

- *Threads*: the app calls on the main thread, and each call returns within a few milliseconds;
  what takes longer goes on elsewhere. ``report`` may be called on any thread, also before the
  call that was given it returns: the app hands it a signal, which is queued.
- *Times* are milliseconds of ``time.monotonic``, of the moment a thing happened.
- *Errors* after a successful call are reports, never exceptions. Each carries a sentence that
  says what failed and what the user can do.
- *Candidates*: what an adapter lacks in this session (a library, a device, a permission), its
  constructor or ``listen`` says with the port's error, and the next candidate is tried.
- ``shut_down`` ends all threads and processes of the adapter, after which it reports no more. It
  is called once and does not raise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from engine.audio.waveform import Waveform
from engine.options import DeviceWish, TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.events import (
    DeliveryEvent,
    HotkeyEvent,
    MicrophoneEvent,
    RecognitionFailed,
    TakeId,
)
from maxwhisper_desktop.settings.settings import Delivery


class PortError(Exception):
    """Something outside the app refused; the message says what, and what the user can do.

    Attributes:
        mend: The one step that mends it, such as a command; None where the message says it all.
        fits_session: Whether what refused is made for such a session at all.
    """

    def __init__(
        self, sentence: str, mend: str | None = None, *, fits_session: bool = True
    ) -> None:
        super().__init__(sentence)
        self.mend = mend
        self.fits_session = fits_session


class HotkeyError(PortError):
    """No key can be listened for, or not the one chosen."""


class MicrophoneError(PortError):
    """No sound can be had."""


class RecognizerError(PortError):
    """No speech can be recognised."""


class TypistError(PortError):
    """No text can be brought into other windows."""


@dataclass(frozen=True, slots=True)
class PasteAgainPressed:
    """Shift and the hotkey: the user wants the last text once more, where the cursor is now."""


class Hotkey(Protocol):
    """The one key the user holds to speak, heard whatever window is in use.

    Down and up are both reported, once each: key repeat is left out where it can be told apart
    (the dictation ignores the rest), and a mechanism that shows repeat as pairs of up and down
    joins them. A mechanism that knows no key-up is no Hotkey: its bindings call ``maxwhisper
    toggle``.

    - ``KeyPressed`` is left out while Shift, Ctrl, Alt or Super is down, since that is a chord of
      another program. Letters still down from fast typing do not count.
    - ``OtherKeyPressed`` while the hotkey is down and ``EscapePressed`` at any time, from where
      the session shows other keys; a mechanism that hears only the hotkey never reports them.
    - ``PasteAgainPressed`` where the hotkey goes down while Shift alone is down.
    - Keys that the app itself types are not reported.
    - ``HotkeyLost`` once, when the mechanism broke down (display, portal or keyboard gone).
    """

    @property
    def name(self) -> str:
        """The mechanism, as status and panel name it."""
        ...

    @property
    def n_other_strokes(self) -> int | None:
        """How many keys and buttons the user has pressed so far, the hotkey not counted.

        None where that is not known. Only whether it changes matters: a cursor may then have
        moved, and text may have been typed.
        """
        ...

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Begin to report; called once.

        Raises:
            HotkeyError: The key is taken, unknown here, or must not be listened for.
        """
        ...

    def is_down(self) -> bool | None:
        """Ask the keyboard, not the events so far; None where the session cannot tell."""
        ...

    def shut_down(self) -> None:
        """Stop listening."""
        ...


@dataclass(frozen=True, slots=True)
class MicrophoneMoved:
    """The take goes on with another device, since the one it began with is gone."""

    take: TakeId
    detail: str


class Microphone(Protocol):
    """One source of sound, recorded one take at a time."""

    @property
    def name(self) -> str:
        """The device or file, as status and panel name it."""
        ...

    def record(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
    ) -> None:
        """Open the source and record until ``stop``, or until it ends.

        Reports ``MicrophoneStarted`` at the first block, then exactly one of
        ``MicrophoneStopped`` and ``MicrophoneFailed``, after the last block. A take that was
        stopped before it started may leave out the first. Where a source vanishes, or is
        replaced behind the app's back, the take goes on with the next best one, which
        ``MicrophoneMoved`` says; only where there is none has it failed.

        Args:
            take: Greater than all before; the one before was told to stop, though its end may
                not yet be reported. Blocks of two takes are never mixed.
            on_block: Takes 16 kHz mono blocks, each once and in order, on the audio thread,
                which it must not hold up; the block is the receiver's to keep.
            report: Takes what becomes of this take.
        """
        ...

    def choose(self, source: str | None) -> None:
        """Record from another device from the next take on; None follows the desktop."""
        ...

    def stop(self, take: TakeId) -> None:
        """Close ``take`` with all sound up to now; harmless if it has ended."""
        ...

    def shut_down(self) -> None:
        """Close the take that is open, with all sound up to now, and let go of the device."""
        ...


@dataclass(frozen=True, slots=True)
class RecognitionProgress:
    """How far a recording is; the first comes as the engine begins with it."""

    number: int
    done_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class RecognitionDone:
    """A recording was recognised. The app makes of it the text to be typed."""

    number: int
    transcript: Transcript
    began_ms: float
    """When the engine began with it."""
    is_cold: bool = False
    """Whether it had to wait for a model to be loaded."""


RecognitionReport: TypeAlias = RecognitionProgress | RecognitionDone | RecognitionFailed


@dataclass(frozen=True, slots=True, eq=False)
class RecognitionRequest:
    """One recording to be recognised; the object itself is what it is cancelled by.

    Attributes:
        number: The take's, or what else the caller knows it by.
        read: Gives the sound, on the recognizer's thread; raises ``EngineError`` or ``OSError``.
        options: How to transcribe it.
        report: Takes what becomes of it.
        model: Another model than the one chosen, this once.
        is_urgent: Whether somebody is waiting for the text to be typed: it goes before what is
            not, also before what is running.
    """

    number: int
    read: Callable[[], Waveform]
    options: TranscribeOptions
    report: Callable[[RecognitionReport], None]
    model: str | None = None
    is_urgent: bool = True


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """What to recognise with.

    Attributes:
        model: A name or a folder; None for the best one installed.
        device: Where to compute.
        unload_after_s: Seconds without work, after which the memory is given back; None for never.
    """

    model: str | None = None
    device: DeviceWish = "auto"
    unload_after_s: float | None = None


class Recognizer(Protocol):
    """The engine, loaded or on its way; urgent recordings first, else in the order asked."""

    def recognise(self, recognition: RecognitionRequest) -> None:
        """Turn a complete recording into text.

        Reports exactly one of ``RecognitionDone`` and ``RecognitionFailed``, unless cancelled. All
        that may help is done before a failure is reported: wait for the model, start a dead
        engine again, use the CPU.
        """
        ...

    def cancel(self, recognition: RecognitionRequest) -> None:
        """Drop it, running or not; harmless if it is done. It may still be reported."""
        ...

    def choose(self, choice: EngineChoice) -> None:
        """Use another model or device, once what is running is done."""
        ...

    def shut_down(self) -> None:
        """End the engine, whatever it is doing, and free the device's memory."""
        ...


class Typist(Protocol):
    """What brings text into the window in use."""

    @property
    def name(self) -> str:
        """The mechanism, as status and panel name it."""
        ...

    def update(self, delivery: Delivery) -> None:
        """Follow other settings from the next text on."""
        ...

    def aim(self, take: TakeId) -> str | None:
        """Remember the window in use as the one that ``take``'s text is for.

        Returns:
            What tells this window from all others that are open; None if that is unknown.
        """
        ...

    def deliver(self, take: TakeId, text: str, report: Callable[[DeliveryEvent], None]) -> None:
        """Bring ``text`` to where the cursor is, all of it once.

        Reports exactly one of ``Delivered`` and ``DeliveryFailed``; the next text comes only
        after that. Waits as long as the user holds a modifier that would spoil the text, the
        hotkey included. If the window cannot be reached, or is not the one aimed at for this take,
        the text is put into the clipboard and that is the receipt; ``DeliveryFailed`` means that
        it is in neither. ``ARRIVED`` is said only of what was seen to arrive.
        """
        ...

    def shut_down(self) -> None:
        """Release every key that was pressed, and give back a borrowed clipboard."""
        ...
