"""The thread that reads the keyboard and keeps the hotkey from the active window."""

import logging
import os
import select
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import HotkeyEvent, HotkeyLost
from maxwhisper_desktop.hotkey.key_names import button_number
from maxwhisper_desktop.hotkey.stroke_judge import (
    KeyRoles,
    Latch,
    ObservedStroke,
    StrokeJudge,
    down_before,
)
from maxwhisper_desktop.hotkey.x11_grabs import X11Grabs
from maxwhisper_desktop.hotkey.x11_keymap import HotkeyKeymap, is_modifier
from maxwhisper_desktop.hotkey.x11_strokes import X11Strokes
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.system.x11_lock import is_screen_locked
from maxwhisper_desktop.system.x11_server import LOST

_log = logging.getLogger(__name__)
_PATIENCE_S: Final = 1.0
"""Seconds to wait for the thread, which blocks only if the X server does."""


class X11Listener:
    """Two connections and a thread, from construction to ``shut_down``.

    The thread owns everything except ``_has_ended``, which only changes from False to True.
    Others may read ``roles``, which is replaced as a whole, and the count of strokes.
    """

    def __init__(
        self,
        name: str,
        injected: InjectedKeys,
        report: Callable[[HotkeyEvent | PasteAgainPressed], None],
    ) -> None:
        """Start reporting.

        Raises:
            HotkeyError: The key is taken, or the display is gone.
        """
        self._name = name
        self._report = report
        self._has_ended = False
        self._arrived: deque[ObservedStroke] = deque()
        with ExitStack() as undo:
            self._strokes = X11Strokes()
            undo.callback(self._strokes.close)
            self._grabs = X11Grabs(name)
            undo.callback(self._grabs.close)
            roles = roles_of(name, HotkeyKeymap.of(self._strokes.display))
            self._judge = StrokeJudge(roles, self, injected, self._tell)
            self._hold_back()
            undo.pop_all()
        self._bell = os.eventfd(0, os.EFD_CLOEXEC)
        # A daemon, so that a blocked server cannot keep the app from ending.
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    @property
    def roles(self) -> KeyRoles:
        """The relevant keys in the current layout."""
        return self._judge.roles

    @property
    def n_other_strokes(self) -> int:
        """The number of other keys and buttons that went down so far."""
        return self._judge.n_other_strokes

    def shut_down(self) -> None:
        """End the thread; nothing is reported afterwards."""
        self._has_ended = True
        os.eventfd_write(self._bell, 1)
        self._thread.join(_PATIENCE_S)
        if not self._thread.is_alive():
            os.close(self._bell)

    def down_before(self, stroke: ObservedStroke) -> frozenset[int]:
        """Return the keys that were down before ``stroke``; for the judge."""
        down = self._strokes.keys_down()
        self._arrived.extend(self._strokes.arrived())
        return down_before(down, (stroke, *self._arrived))

    def latched_after(self, stroke: ObservedStroke) -> Latch:
        """Return the modifiers that stay although ``stroke`` released them; for the judge."""
        latch = self._strokes.latch()
        is_held = not self.down_before(stroke).isdisjoint(self.roles.modifiers - {stroke.code})
        # With unjudged strokes, the answer refers to a later time.
        return Latch.NONE if is_held or self._arrived else latch

    def is_locked(self) -> bool:
        """Return whether the screen is locked; for the judge."""
        return is_screen_locked(self._strokes.display)

    def _run(self) -> None:
        files = (self._strokes.fileno(), self._grabs.fileno(), self._bell)
        try:
            while not self._has_ended:
                self._grabs.serve()
                self._hear()
                # Last, since its events may have arrived along with another answer.
                self._grabs.serve()
                select.select(files, [], [])
        except LOST:
            self._tell(
                HotkeyLost(
                    Sentence(
                        "The connection to the screen was lost, so the key no longer works. "
                        "Start MaxWhisper again once you have logged in."
                    )
                )
            )
        except Exception:  # noqa: BLE001 - top of a thread: the hotkey is dead, which is reported
            _log.exception("listening for the hotkey failed")
            self._tell(
                HotkeyLost(Sentence("The key has stopped working. Start MaxWhisper again."))
            )
        finally:
            self._close()

    def _tell(self, event: HotkeyEvent | PasteAgainPressed) -> None:
        if not self._has_ended:
            self._report(event)

    def _hear(self) -> None:
        while True:
            self._arrived.extend(self._strokes.arrived())
            if self._strokes.is_keymap_new:
                self._strokes.is_keymap_new = False
                self._follow_keymap()
            elif self._arrived:
                self._judge.hear(self._arrived.popleft())
            else:
                return

    def _follow_keymap(self) -> None:
        roles, old = (
            roles_of(self._name, HotkeyKeymap.of(self._strokes.display)),
            self._judge.roles,
        )
        if not roles.hotkeys:
            # The new layout lacks the key: keep its position on the keyboard.
            return
        self._judge.roles = roles
        if roles.hotkeys != old.hotkeys:
            try:
                self._hold_back()
            except HotkeyError as error:
                _log.warning("the hotkey also reaches the active window: %s", error)

    def _hold_back(self) -> None:
        roles = self._judge.roles
        if roles.is_button:
            self._grabs.take_button(*roles.hotkeys)
        elif not is_modifier(self._name):
            self._grabs.take_keys(roles.hotkeys)

    def _close(self) -> None:
        self._grabs.close()
        self._strokes.close()


def roles_of(name: str, keymap: HotkeyKeymap) -> KeyRoles:
    """Return the relevant keys of a layout, without a hotkey if the layout lacks it."""
    number = button_number(name)
    hotkeys = keymap.keycodes(name) if number is None else frozenset((number,))
    others = keymap.modifiers - (hotkeys if number is None else frozenset())
    return KeyRoles(
        hotkeys=hotkeys,
        is_button=number is not None,
        escapes=keymap.keycodes("Escape"),
        shifts=keymap.shifts & others,
        modifiers=others,
    )
