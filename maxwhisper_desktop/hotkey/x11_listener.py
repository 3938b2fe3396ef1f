"""The thread that hears the keyboard and keeps the hotkey from the window in use."""

import logging
import os
import select
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from maxwhisper_desktop.dictation.events import HotkeyEvent, HotkeyLost
from maxwhisper_desktop.hotkey.key_names import button_number
from maxwhisper_desktop.hotkey.stroke_judge import (
    KeyRoles,
    Latch,
    ObservedStroke,
    StrokeJudge,
    down_before,
)
from maxwhisper_desktop.hotkey.x11_connection import LOST
from maxwhisper_desktop.hotkey.x11_grabs import X11Grabs
from maxwhisper_desktop.hotkey.x11_keymap import HotkeyKeymap, is_modifier
from maxwhisper_desktop.hotkey.x11_strokes import X11Strokes
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys

_log = logging.getLogger(__name__)
_PATIENCE_S: Final = 1.0
"""How long to wait for the thread, which stands still only if the X server does."""


class X11Listener:
    """Two connections and a thread, from construction to ``shut_down``.

    The thread owns all but ``_has_ended``, which only goes from false to true, ``roles``, which is
    replaced as a whole, and the count of strokes, which others only read.
    """

    def __init__(
        self,
        name: str,
        injected: InjectedKeys,
        report: Callable[[HotkeyEvent | PasteAgainPressed], None],
    ) -> None:
        """Begin to report.

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
        # As a daemon, so that a server which stands still cannot keep the app from ending.
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    @property
    def roles(self) -> KeyRoles:
        """Which keys are meant, in the layout of the moment."""
        return self._judge.roles

    @property
    def n_other_strokes(self) -> int:
        """How many other keys and buttons went down so far."""
        return self._judge.n_other_strokes

    def shut_down(self) -> None:
        """End the thread; nothing is reported any more."""
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
        """Return the modifiers that stay though ``stroke`` let go of them; for the judge."""
        latch = self._strokes.latch()
        is_held = not self.down_before(stroke).isdisjoint(self.roles.modifiers - {stroke.code})
        # With strokes still to be judged, the answer is about a later moment.
        return Latch.NONE if is_held or self._arrived else latch

    def _run(self) -> None:
        files = (self._strokes.fileno(), self._grabs.fileno(), self._bell)
        try:
            while not self._has_ended:
                self._grabs.serve()
                self._hear()
                # Last of all, since its events may have come with an answer to something else.
                self._grabs.serve()
                select.select(files, [], [])
        except LOST:
            self._tell(
                HotkeyLost(
                    "The X server is gone, so no key is heard any more. "
                    "Start the app again once you have logged in."
                )
            )
        except Exception:  # noqa: BLE001 - whatever it was, the key is dead: that must be told
            _log.exception("listening for the hotkey failed")
            self._tell(HotkeyLost("Listening for the key failed. Start the app again."))
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
            # The new layout lacks the key: it stays where it is on the keyboard.
            return
        self._judge.roles = roles
        if roles.hotkeys != old.hotkeys:
            try:
                self._hold_back()
            except HotkeyError as error:
                _log.warning("the hotkey also reaches the window in use: %s", error)

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
    """Return which keys are meant, in a keyboard layout; no hotkey if it is not in there."""
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
