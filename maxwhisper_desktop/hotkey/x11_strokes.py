"""Every key and button that goes down or up, whatever window is in use (XInput 2 raw events)."""

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
"""Device, time, key or button, device it came from, number of valuators, flags."""
_LATE_MS: Final = 10_000
"""An event that seems older than this was timed by a clock that is not ours."""


class X11Strokes:
    """Reads strokes as they happen; key repeat is none. Belongs to one thread."""

    def __init__(self) -> None:
        """Begin to listen.

        Raises:
            HotkeyError: This session does not let us.
        """
        self.display = connect()
        self.is_keymap_new = False
        """Whether keys may have got other meanings; to be set back by whoever looked."""
        self._programs = frozenset(
            device.deviceid
            for device in self.display.xinput_query_device(xinput.AllDevices).devices
            if "XTEST" in str(device.name)
        )
        # Of the master devices, so that keyboards plugged in later are heard as well.
        self.display.screen().root.xinput_select_events([(xinput.AllMasterDevices, _MASK)])
        self.display.sync()

    def fileno(self) -> int:
        """Return the file that can be read when there are strokes."""
        return int(self.display.fileno())

    def arrived(self) -> Iterator[ObservedStroke]:
        """Take the strokes that are there; does not wait."""
        while self.display.pending_events():
            event = self.display.next_event()
            if event.type == X.MappingNotify:
                self.is_keymap_new = True
            elif event.type == GenericEventCode:
                stroke = self._stroke(event)
                if stroke is not None:
                    yield stroke

    def keys_down(self) -> frozenset[int]:
        """Ask which keys are down now; strokes may arrive along with the answer."""
        return keys_down(self.display)

    def latch(self) -> Latch:
        """Ask which modifiers would count for a key that goes down now."""
        mask = self.display.screen().root.query_pointer().mask & _CHORD_MASK
        return _LATCHES.get(mask, Latch.OTHER)

    def close(self) -> None:
        """End the connection."""
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
    """Ask the server of a connection which keys are down now."""
    bits = display.query_keymap()
    return frozenset(code for code in range(8, 256) if bits[code >> 3] >> (code & 7) & 1)


def _on_our_clock(time_ms: int) -> int:
    """Return when an event happened; it may have waited for us.

    A server on this machine counts the milliseconds of the same clock, in 32 bits.
    """
    now_ms = time.monotonic_ns() // 1_000_000
    age_ms = (now_ms - time_ms) % 2**32
    return now_ms - age_ms if age_ms < _LATE_MS else now_ms
