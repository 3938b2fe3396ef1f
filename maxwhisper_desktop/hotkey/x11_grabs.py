"""Keeps the hotkey from the active window, which would otherwise get it too.

A grabbed key takes the whole keyboard while it is down: the window loses the focus, and a form
may close. So the keyboard is released as soon as the key goes down, within a millisecond: the
press is swallowed, and everything else goes to the window. The window would still get the key's
repeat, which is disabled for this key meanwhile, and its release, which has no effect alone.

A mouse button stays grabbed until it comes up, since the release is what makes a browser go
back. That takes only the pointer, not the focus.
"""

from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, combinations, product
from typing import Final

from Xlib import X
from Xlib.error import BadAccess, CatchError
from Xlib.ext import xinput

from engine.sentence import Sentence
from maxwhisper_desktop.hotkey.key_names import label
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.keysyms import keysym_of
from maxwhisper_desktop.hotkey.x11_connection import connect, disconnect
from maxwhisper_desktop.ports import HotkeyError
from maxwhisper_desktop.system.x11_server import LOST

_LOCKS: Final = ("Num_Lock", "Scroll_Lock")


class X11Grabs:
    """The grabs, until ``close``. For one thread.

    It has its own connection, since a client does not get raw events of what it grabs.
    """

    def __init__(self, name: str) -> None:
        """Connect.

        Args:
            name: The hotkey's name, for error messages.

        Raises:
            HotkeyError: There is no display.
        """
        self._name = name
        self._display = connect()
        self._root = self._display.screen().root
        self._without_repeat: frozenset[int] = frozenset()

    def fileno(self) -> int:
        """Return the file descriptor that is readable when ``serve`` must be called."""
        return int(self._display.fileno())

    def take_keys(self, codes: frozenset[int]) -> None:
        """Swallow presses of these keys, alone and with Shift, in place of the previous ones.

        Raises:
            HotkeyError: Another program has grabbed one of them.
        """
        self._root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._restore_repeat()
        refused = CatchError(BadAccess)
        for code, mask in product(codes, self._masks()):
            self._root.grab_key(
                code,
                mask,
                owner_events=False,
                pointer_mode=X.GrabModeAsync,
                keyboard_mode=X.GrabModeAsync,
                onerror=refused,
            )
        self._check(refused, codes, xinput.GrabtypeKeycode)
        self._switch_repeat_off(codes)

    def take_button(self, number: int) -> None:
        """Swallow a mouse button, alone and with Shift.

        Raises:
            HotkeyError: Another program has grabbed it.
        """
        refused = CatchError(BadAccess)
        for mask in self._masks():
            self._root.grab_button(
                number,
                mask,
                owner_events=False,
                event_mask=X.ButtonReleaseMask,
                pointer_mode=X.GrabModeAsync,
                keyboard_mode=X.GrabModeAsync,
                confine_to=X.NONE,
                cursor=X.NONE,
                onerror=refused,
            )
        self._check(refused, (number,), xinput.GrabtypeButton)

    def serve(self) -> None:
        """Release the keyboard if the key has just grabbed it."""
        while self._display.pending_events():
            if self._display.next_event().type == X.KeyPress:
                self._display.ungrab_keyboard(X.CurrentTime)
                self._display.flush()

    def close(self) -> None:
        """Release all grabs."""
        with suppress(*LOST):
            self._restore_repeat()
        disconnect(self._display)

    def _check(self, refused: CatchError, codes: Iterable[int], kind: int) -> None:
        self._display.sync()
        if refused.get_error() is not None or any(self._is_taken(code, kind) for code in codes):
            raise HotkeyError(
                Sentence(
                    "{key} is already used by another program. Choose another key, or remove it "
                    "from that program's shortcuts.",
                    key=key_sentence(label(self._name)),
                )
            )

    def _is_taken(self, code: int, kind: int) -> bool:
        # Some desktops grab through XInput 2, which core grabs do not conflict with.
        device, masks = xinput.AllMasterDevices, self._masks()
        refused = xinput.passive_grab_device(
            self._root,
            device,
            X.CurrentTime,
            code,
            kind,
            grab_mode=xinput.GrabModeAsync,
            paired_device_mode=xinput.GrabModeAsync,
            owner_events=False,
            event_mask=[],
            modifiers=masks,
        ).modifiers
        xinput.passive_ungrab_device(self._root, device, code, kind, masks)
        return bool(refused)

    def _masks(self) -> list[int]:
        """Return the modifier states in which the hotkey applies: each needs its own grab."""
        codes = {
            code
            for name in _LOCKS
            for code, _ in self._display.keysym_to_keycodes(keysym_of(name) or X.NoSymbol)
        }
        rows = enumerate(self._display.get_modifier_mapping())
        locks = {1 << bit for bit, row in rows if codes.intersection(row)} | {X.LockMask}
        free = (X.ShiftMask, *locks)
        some = chain.from_iterable(combinations(free, n) for n in range(len(free) + 1))
        return [sum(masks) for masks in some]

    def _switch_repeat_off(self, codes: Iterable[int]) -> None:
        repeats = self._display.get_keyboard_control().auto_repeats
        self._without_repeat = frozenset(
            code for code in codes if repeats[code >> 3] >> (code & 7) & 1
        )
        self._set_repeat(X.AutoRepeatModeOff)

    def _restore_repeat(self) -> None:
        self._set_repeat(X.AutoRepeatModeOn)
        self._without_repeat = frozenset()

    def _set_repeat(self, mode: int) -> None:
        for code in self._without_repeat:
            self._display.change_keyboard_control(key=code, auto_repeat_mode=mode)
        self._display.sync()
