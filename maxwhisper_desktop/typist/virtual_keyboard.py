"""Presses the paste keys through ``virtual-keyboard-unstable-v1`` (sway, labwc and others)."""

import os
import time
from typing import Final

from maxwhisper_desktop.settings.settings import PasteChord
from maxwhisper_desktop.typist.clipboard_session import PASTE_KEYS
from maxwhisper_desktop.typist.wayland_wire import OpenFile, WaylandConnection

MANAGER: Final = "zwp_virtual_keyboard_manager_v1"
_CREATE: Final = 0
_KEYMAP_REQUEST, _KEY, _MODIFIERS = 0, 1, 2
_XKB_V1: Final = 1
_MASKS: Final = {29: 4, 42: 1, 56: 8, 97: 4}
"""The bits of Ctrl, Shift and Alt, by the kernel's keycodes."""

# A complete keyboard: GTK 3 ignores Return and shortcuts of one that has only the used keys.
_KEYMAP: Final = b"""xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols { include "pc+us+inet(evdev)" };
};
\0"""


class VirtualKeyboard:
    """A US keyboard (``PasteKeys``), which exists as long as its connection."""

    is_closed = False

    def __init__(self, connection: WaylandConnection, seat: int) -> None:
        self._connection = connection
        self._mask = 0
        manager = connection.bind(MANAGER)
        self._keyboard = connection.new()
        connection.send(manager, _CREATE, seat, self._keyboard)
        file = os.memfd_create("keymap", os.MFD_CLOEXEC)
        try:
            os.write(file, _KEYMAP)
            described = (_XKB_V1, OpenFile(file), len(_KEYMAP))
            connection.send(self._keyboard, _KEYMAP_REQUEST, *described)
        finally:
            os.close(file)

    async def press(self, chord: PasteChord) -> None:
        """Press and release the keys that paste.

        Raises:
            OSError: The connection has ended.
        """
        keycodes = PASTE_KEYS[chord]
        for code in keycodes:
            self.stroke(code, is_press=True)
        for code in reversed(keycodes):
            self.stroke(code, is_press=False)

    async def close(self) -> None:
        """Do nothing: it ends with its connection."""

    def stroke(self, code: int, *, is_press: bool) -> None:
        """Press or release one key."""
        bit = _MASKS.get(code, 0)
        self._mask = self._mask | bit if is_press else self._mask & ~bit
        at_ms = time.monotonic_ns() // 1_000_000 % 2**32
        self._connection.send(self._keyboard, _KEY, at_ms, code, int(is_press))
        # Modifiers are not derived from the keys.
        self._connection.send(self._keyboard, _MODIFIERS, self._mask, 0, 0, 0)
