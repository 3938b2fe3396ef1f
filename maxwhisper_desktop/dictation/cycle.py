"""The dictation cycle as a pure function from state and event to the next state and commands.

Hold to talk::

    key down -> StartMicrophone -> first block -> key up -> StopMicrophone -> recording complete
             -> Recognise -> text -> Deliver -> KeepTake

A tap instead of a hold latches: the recording goes on until the key is pressed and released
again. The state has two parts, since they run concurrently: at most one capture, and the
earlier takes on their way to text, oldest first. Each started take ends with exactly one
KeepTake; texts are delivered in the order in which they were spoken. Events of takes that have
ended, or never existed, change nothing.
"""

from dataclasses import replace
from typing import Final, assert_never

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    CancelAsked,
    Delivered,
    DeliveryFailed,
    EscapePressed,
    Event,
    HotkeyEvent,
    HotkeyLost,
    KeepTake,
    KeyPressed,
    KeyReleased,
    KeyStateChecked,
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    Notice,
    OtherKeyPressed,
    Outcome,
    QuitAsked,
    Recognised,
    RecognitionFailed,
    RecordingAsked,
    Request,
    StartMicrophone,
    StopMicrophone,
    Tell,
    Wish,
)
from maxwhisper_desktop.dictation.pending import abandon, advance_pending, cancel_pending
from maxwhisper_desktop.dictation.state import (
    Capture,
    Closing,
    Dictation,
    Hold,
    KeyDown,
    Step,
)

TAP_MS: Final = 400
"""A press shorter than this many milliseconds is a tap and latches."""

REPORT_MS: Final = 150
"""Milliseconds in which the report of a release arrives, unless it is lost. It alone says when the key
came up: while the display did not answer, that may be much later than the key was last seen down."""


def advance(state: Dictation, event: Event) -> Step:
    """Return the next state and the commands. Any event may come in any state."""
    if state.has_quit:
        return state, ()
    match event:
        case (
            KeyPressed()
            | KeyReleased()
            | KeyStateChecked()
            | OtherKeyPressed()
            | EscapePressed()
            | HotkeyLost()
        ):
            return _on_hotkey(state, event)
        case RecordingAsked() | CancelAsked() | QuitAsked():
            return _on_request(state, event)
        case MicrophoneStarted() | MicrophoneStopped() | MicrophoneFailed():
            return _on_microphone(state, event)
        case Recognised() | RecognitionFailed() | Delivered() | DeliveryFailed():
            return advance_pending(state, event)
        case _:
            assert_never(event)


def _on_hotkey(state: Dictation, event: HotkeyEvent) -> Step:
    match event:
        case KeyPressed(at_ms):
            return _press(state, at_ms)
        case KeyReleased(at_ms):
            return _release(state, at_ms)
        case KeyStateChecked():
            return _check_key(state, event)
        case OtherKeyPressed():
            return _chord(state)
        case EscapePressed():
            return _cancel_capture(state)
        case HotkeyLost(detail):
            return _lose_hotkey(state, detail)
        case _:
            assert_never(event)


def _press(state: Dictation, at_ms: int) -> Step:
    if state.key is not None:
        return state, ()  # Key repeat.
    state = replace(state, key=KeyDown(since_ms=at_ms, seen_ms=at_ms))
    # A latched recording ends only when the key comes up: this may still become a combination.
    return _start(state, Hold.HELD) if state.capture is None else (state, ())


def _release(state: Dictation, at_ms: int) -> Step:
    key, capture = state.key, state.capture
    state = replace(state, key=None)
    if key is None or key.is_spent or capture is None:
        return state, ()
    if capture.hold is Hold.HELD and at_ms - key.since_ms < TAP_MS:
        return replace(state, capture=replace(capture, hold=Hold.LATCHED)), ()
    return _stop(state)


def _check_key(state: Dictation, checked: KeyStateChecked) -> Step:
    key = state.key
    if key is None or checked.is_down is None or checked.at_ms < key.seen_ms:
        return state, ()
    if checked.is_down:
        return replace(state, key=replace(key, seen_ms=checked.at_ms, up_ms=None)), ()
    if key.up_ms is None:
        return replace(state, key=replace(key, up_ms=checked.at_ms)), ()
    if checked.at_ms - key.up_ms < REPORT_MS:
        return state, ()
    # The key came up at some time in between. The earliest counts: latching by mistake costs
    # the user a tap, stopping by mistake costs the words that follow.
    return _release(state, key.seen_ms)


def _chord(state: Dictation) -> Step:
    if state.capture is not None and state.capture.hold is Hold.HELD:
        return _drop_capture(state, state.capture, Outcome.CHORD)
    return _spend_key(state), ()  # Typing while latched is normal.


def _lose_hotkey(state: Dictation, detail: Sentence) -> Step:
    # The recording goes on: tray and command can still stop it.
    capture = state.capture and replace(state.capture, hold=Hold.LATCHED)
    told = Tell(Notice.HOTKEY_LOST, detail=detail)
    return replace(state, key=None, capture=capture, problem=told), (told,)


def _on_request(state: Dictation, event: Request) -> Step:
    match event:
        case RecordingAsked(wish):
            if state.capture is None:
                is_wanted = wish is not Wish.STOP
                return _start(_spend_key(state), Hold.LATCHED) if is_wanted else (state, ())
            return _stop(state) if wish is not Wish.START else (state, ())
        case CancelAsked():
            return cancel_pending(state) if state.capture is None else _cancel_capture(state)
        case QuitAsked():
            return _quit(state)
        case _:
            assert_never(event)


def _start(state: Dictation, hold: Hold) -> Step:
    take = state.next_take
    state = replace(state, next_take=take + 1, capture=Capture(take, hold), problem=None)
    return state, (StartMicrophone(take),)


def _stop(state: Dictation) -> Step:
    if state.capture is None:
        return state, ()
    return _to_closing(state, state.capture), (StopMicrophone(state.capture.take),)


def _cancel_capture(state: Dictation) -> Step:
    if state.capture is None:
        return state, ()
    told = Tell(Notice.CANCELLED, state.capture.take)
    return _drop_capture(state, state.capture, Outcome.CANCELLED, told)


def _drop_capture(state: Dictation, capture: Capture, outcome: Outcome, *told: Tell) -> Step:
    stop, keep = StopMicrophone(capture.take), KeepTake(capture.take, outcome)
    return replace(state, capture=None), (stop, keep, *told)


def _quit(state: Dictation) -> Step:
    state, commands = _stop(state)
    ends = (end for pending in state.pending for end in abandon(pending, Outcome.QUIT))
    return Dictation(next_take=state.next_take, has_quit=True), (*commands, *ends)


def _on_microphone(state: Dictation, event: MicrophoneEvent) -> Step:
    capture = state.capture
    if capture is None or capture.take != event.take:
        return advance_pending(state, event)
    if isinstance(event, MicrophoneStarted):
        return replace(state, capture=replace(capture, has_sound=True)), ()
    return advance_pending(_to_closing(state, capture), event)  # The recording ended by itself.


def _spend_key(state: Dictation) -> Dictation:
    return replace(state, key=state.key and replace(state.key, is_spent=True))


def _to_closing(state: Dictation, capture: Capture) -> Dictation:
    closing = Closing(capture.take, capture.has_sound)
    return replace(state, capture=None, pending=(*state.pending, closing))
