"""The hotkey on sway: two bindings without an effect, whose use sway reports to all programs.

They last as long as the app and are not stored in a file. The active window does not see the
key.
"""

import logging
import os
import re
import select
import threading
import time
from collections.abc import Callable
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    HotkeyEvent,
    HotkeyLost,
    KeyPressed,
    KeyReleased,
)
from maxwhisper_desktop.hotkey.key_names import button_number, label, require_allowed, x11_name
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.sway_ipc import SwayConnection
from maxwhisper_desktop.hotkey.x11_keymap import is_modifier
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed

log = logging.getLogger(__name__)

MECHANISM: Final = "sway"
STRENGTH: Final = Sentence("sway tells MaxWhisper when the key goes down and up.")
_PRESSED: Final = "nop maxwhisper pressed"
_RELEASED: Final = "nop maxwhisper released"
_END_S: Final = 2.0


class SwayHotkey:
    """A key (the port ``Hotkey``). From ``listen`` on, only its thread uses the connections."""

    def __init__(self, key: str) -> None:
        """Check that ``key`` can be bound.

        Args:
            key: Its name in the settings.

        Raises:
            HotkeyError: It cannot.
        """
        self._symbol = require_free(key)
        self._has_ended = False
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The mechanism's name."""
        return MECHANISM

    @property
    def n_other_strokes(self) -> int | None:
        """Unknown: sway reports only bound keys."""
        return None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Bind the key and start reporting; called once.

        Raises:
            HotkeyError: sway rejects the key.
        """
        self._report = report
        self._events, self._commands = SwayConnection(), SwayConnection()
        try:
            self._events.subscribe("binding", "workspace")
            self._bind()
        except OSError as error:
            self._close()
            raise HotkeyError(Sentence("There is no connection to sway.")) from error
        self._bell = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    def is_down(self) -> bool | None:
        """Return None: sway does not report it."""
        return None

    def shut_down(self) -> None:
        """Release the key and stop listening."""
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
                self._report(
                    HotkeyLost(Sentence("sway no longer passes the key. Restart MaxWhisper."))
                )
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
            # That removed all bindings that are not in a file.
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
    """Check that sway can bind a key and does not use it; return sway's name for it.

    Raises:
        HotkeyError: It cannot, or uses it.
    """
    require_allowed(key)
    sway = SwayConnection()
    try:
        config = sway.config()
    except OSError as error:
        raise HotkeyError(Sentence("There is no connection to sway.")) from error
    finally:
        sway.close()
    if button_number(key) is not None or is_modifier(x11_name(key)):
        # sway does not report the release of a modifier after a key combination.
        raise HotkeyError(
            Sentence(
                "sway does not tell when {key} is let go. Choose a key such as F9 or Pause.",
                key=key_sentence(label(key)),
            )
        )
    bound = rf"^\s*bind(sym|code)\s+(--\S+\s+)*{re.escape(x11_name(key))}\s"
    if re.search(bound, config, re.MULTILINE | re.IGNORECASE):
        raise HotkeyError(
            Sentence(
                "sway's configuration already uses {key}. Choose another key, or remove it there.",
                key=key_sentence(label(key)),
            )
        )
    return x11_name(key)
