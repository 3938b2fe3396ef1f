"""Reads all key and button strokes in any window, through XInput 2 raw events."""

import struct
import time
from collections.abc import Iterator
from typing import Final

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xinput
from Xlib.ext.ge import GenericEventCode
from Xlib.protocol.rq import Event

from maxwhisper_desktop.hotkey.stroke_judge import Latch, ObservedStroke
from maxwhisper_desktop.hotkey.x11_connection import connect, disconnect

_MASK: Final = (
    xinput.RawKeyPressMask
    | xinput.RawKeyReleaseMask
    | xinput.RawButtonPressMask
    | xinput.RawButtonReleaseMask
)
_PRESSES: Final = (xinput.RawKeyPress, xinput.RawButtonPress)
_BUTTONS: Final = (xinput.RawButtonPress, xinput.RawButtonRelease)
_CHORD_MASK: Final = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
_LATCHES: Final = {0: Latch.NONE, X.ShiftMask: Latch.SHIFT}
_RAW_EVENT: Final = struct.Struct("=HIIHHI")
"""Device, time, key or button, source device, number of valuators, flags."""
_LATE_MS: Final = 10_000
"""Events that seem older than this have another clock's time."""


class X11Strokes:
    """Reads strokes as they happen, without key repeat. For one thread."""

    def __init__(self) -> None:
        """Start listening.

        Raises:
            HotkeyError: The session does not allow it.
        """
        self.display = connect()
        self.is_keymap_new = False
        """Whether the layout may have changed; reset by whoever has checked."""
        self._programs = frozenset(
            device.deviceid
            for device in self.display.xinput_query_device(xinput.AllDevices).devices
            if "XTEST" in str(device.name)
        )
        # From the master devices, so that keyboards plugged in later are included.
        self.display.screen().root.xinput_select_events([(xinput.AllMasterDevices, _MASK)])
        self.display.sync()

    def fileno(self) -> int:
        """Return the file descriptor that is readable when there are strokes."""
        return int(self.display.fileno())

    def arrived(self) -> Iterator[ObservedStroke]:
        """Yield the strokes that have arrived; does not wait."""
        while self.display.pending_events():
            event = self.display.next_event()
            if event.type == X.MappingNotify:
                self.is_keymap_new = True
            elif event.type == GenericEventCode:
                stroke = self._stroke(event)
                if stroke is not None:
                    yield stroke

    def keys_down(self) -> frozenset[int]:
        """Query which keys are down now; strokes may arrive along with the answer."""
        return keys_down(self.display)

    def latch(self) -> Latch:
        """Query which modifiers would apply to a key that goes down now."""
        mask = self.display.screen().root.query_pointer().mask & _CHORD_MASK
        return _LATCHES.get(mask, Latch.OTHER)

    def close(self) -> None:
        """Close the connection."""
        disconnect(self.display)

    def _stroke(self, event: Event) -> ObservedStroke | None:
        _, time_ms, code, source, _, flags = _RAW_EVENT.unpack_from(event.data)
        if flags & xinput.KeyRepeat:
            return None
        return ObservedStroke(
            code,
            is_press=event.evtype in _PRESSES,
            is_button=event.evtype in _BUTTONS,
            is_from_program=source in self._programs,
            at_ms=_on_our_clock(time_ms),
        )


def keys_down(display: Display) -> frozenset[int]:
    """Query which keys are currently down."""
    bits = display.query_keymap()
    return frozenset(code for code in range(8, 256) if bits[code >> 3] >> (code & 7) & 1)


def _on_our_clock(time_ms: int) -> int:
    """Return the time of an event, which may have waited in the queue.

    A server on this machine uses the same clock, in milliseconds with 32 bits.
    """
    now_ms = time.monotonic_ns() // 1_000_000
    age_ms = (now_ms - time_ms) % 2**32
    return now_ms - age_ms if age_ms < _LATE_MS else now_ms
