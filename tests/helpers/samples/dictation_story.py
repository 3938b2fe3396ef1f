"""Brings a dictation to the state at which a test starts, and returns what follows."""

from typing import TypeAlias

from maxwhisper_desktop.dictation.cycle import TAP_MS, advance
from maxwhisper_desktop.dictation.events import (
    Command,
    Event,
    KeyPressed,
    KeyReleased,
    MicrophoneStarted,
    MicrophoneStopped,
    Recognised,
)
from maxwhisper_desktop.dictation.state import Dictation, Hold

Events: TypeAlias = tuple[Event, ...]

HOLD_MS = 2_000
ARMED: Events = (KeyPressed(0),)
HELD: Events = (*ARMED, MicrophoneStarted(1))
LATCHED: Events = (*HELD, KeyReleased(TAP_MS - 1))
STOPPED: Events = (*HELD, KeyReleased(HOLD_MS))
RECOGNISING: Events = (*STOPPED, MicrophoneStopped(1))
DELIVERING: Events = (*RECOGNISING, Recognised(1, "one"))
SECOND_RECOGNISING: Events = (
    KeyPressed(3_000),
    MicrophoneStarted(2),
    KeyReleased(3_000 + HOLD_MS),
    MicrophoneStopped(2),
)


def after(*events: Event) -> Dictation:
    """Return the state that ``events`` lead to from the initial one."""
    state = Dictation()
    for event in events:
        state, _ = advance(state, event)
    return state


def last_of(*events: Event) -> tuple[Command, ...]:
    """Return the commands of the last of ``events``."""
    return advance(after(*events[:-1]), events[-1])[1]


def hold_of(*events: Event) -> Hold | None:
    """Return what keeps the recording going after ``events``; None without a recording."""
    capture = after(*events).capture
    return None if capture is None else capture.hold
