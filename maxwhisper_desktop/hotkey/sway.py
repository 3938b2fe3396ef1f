"""The hotkey on sway: two bindings that do nothing, of whose use sway tells every program.

They hold as long as the app runs, and are in no file. sway keeps the key from the window in use.
"""

import logging
import os
import re
import select
import threading
import time
from collections.abc import Callable
from typing import Final

from maxwhisper_desktop.dictation.events import (
    HotkeyEvent,
    HotkeyLost,
    KeyPressed,
    KeyReleased,
)
from maxwhisper_desktop.hotkey.key_names import button_number, label, refusal, x11_name
from maxwhisper_desktop.hotkey.sway_ipc import SwayConnection
from maxwhisper_desktop.hotkey.x11_keymap import is_modifier
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed

log = logging.getLogger(__name__)

MECHANISM: Final = "sway"
STRENGTH: Final = "sway tells when the key goes down and up."
_PRESSED: Final = "nop maxwhisper pressed"
_RELEASED: Final = "nop maxwhisper released"
_END_S: Final = 2.0


class SwayHotkey:
    """One key; a ``ports.Hotkey``. From ``listen`` on its thread alone uses the connections."""

    def __init__(self, key: str) -> None:
        """Make sure that ``key`` can be bound.

        Args:
            key: As the settings call it.

        Raises:
            HotkeyError: It cannot.
        """
        self._symbol = require_free(key)
        self._has_ended = False
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The mechanism."""
        return MECHANISM

    @property
    def n_other_strokes(self) -> int | None:
        """Unknown: sway tells of bound keys only."""
        return None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Bind the key and begin to report; called once.

        Raises:
            HotkeyError: sway refuses the key.
        """
        self._report = report
        self._events, self._commands = SwayConnection(), SwayConnection()
        try:
            self._events.subscribe("binding", "workspace")
            self._bind()
        except OSError as error:
            self._close()
            raise HotkeyError("sway cannot be reached.") from error
        self._bell = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    def is_down(self) -> bool | None:
        """Return None: sway does not tell."""
        return None

    def shut_down(self) -> None:
        """Give the key back, and stop listening."""
        if self._thread is not None:
            self._has_ended = True
            os.eventfd_write(self._bell, 1)
            self._thread.join(_END_S)
            if not self._thread.is_alive():
                os.close(self._bell)

    def _run(self) -> None:
        try:
            while not self._has_ended:
                files = (self._events.fileno(), self._bell)
                ready, _, _ = select.select(files, [], [])
                if self._events.fileno() in ready:
                    self._hear(self._events.event())
            self._unbind()
        except (OSError, HotkeyError) as error:
            log.warning("sway: %s", error)
            if not self._has_ended:
                self._report(HotkeyLost("sway passes the key no longer. Start the app again."))
        finally:
            self._close()

    def _hear(self, event: dict[str, object]) -> None:
        at_ms = time.monotonic_ns() // 1_000_000
        binding = event.get("binding")
        if isinstance(binding, dict):
            if binding.get("command") == _PRESSED:
                self._report(KeyPressed(at_ms))
            elif binding.get("command") == _RELEASED:
                self._report(KeyReleased(at_ms))
        elif event.get("change") == "reload":
            # That forgets all bindings that are in no file.
            self._bind()

    def _bind(self) -> None:
        self._commands.run(f"bindsym --no-repeat {self._symbol} {_PRESSED}")
        self._commands.run(f"bindsym --release {self._symbol} {_RELEASED}")

    def _unbind(self) -> None:
        self._commands.run(f"unbindsym --no-repeat {self._symbol}")
        self._commands.run(f"unbindsym --release {self._symbol}")

    def _close(self) -> None:
        self._events.close()
        self._commands.close()


def require_free(key: str) -> str:
    """Make sure that sway can bind a key and has not; return sway's name of it.

    Raises:
        HotkeyError: It cannot, or it has.
    """
    reason = refusal(key)
    if reason is not None:
        raise HotkeyError(reason)
    sway = SwayConnection()
    try:
        config = sway.config()
    except OSError as error:
        raise HotkeyError("sway cannot be reached.") from error
    finally:
        sway.close()
    if button_number(key) is not None or is_modifier(x11_name(key)):
        # Of a modifier that was used for a chord sway never tells that it came up.
        raise HotkeyError(
            f"sway does not tell when {label(key)} is let go. Choose a key such as F9 or Pause."
        )
    bound = rf"^\s*bind(sym|code)\s+(--\S+\s+)*{re.escape(x11_name(key))}\s"
    if re.search(bound, config, re.MULTILINE | re.IGNORECASE):
        raise HotkeyError(
            f"sway's configuration uses {label(key)} already. Choose another key, or take it out "
            "there."
        )
    return x11_name(key)
