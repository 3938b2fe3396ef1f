"""The hotkey in an X11 session.

Keys are heard through XInput 2 raw events: one event down, one up, in any window, also while
another program has grabbed the keyboard. What else is down at a press is asked of the keyboard
itself, so no key-up that got lost can spoil the next press.
"""

import threading
from collections.abc import Callable

from Xlib.display import Display
from Xlib.ext import xinput

from maxwhisper_desktop.dictation.events import HotkeyEvent
from maxwhisper_desktop.hotkey.key_names import label, refusal, x11_name
from maxwhisper_desktop.hotkey.x11_connection import LOST, connect, disconnect, server_expected
from maxwhisper_desktop.hotkey.x11_keymap import HotkeyKeymap
from maxwhisper_desktop.hotkey.x11_listener import X11Listener, roles_of
from maxwhisper_desktop.hotkey.x11_strokes import keys_down
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys


class X11Hotkey:
    """One key or side button of the mouse; a ``ports.Hotkey``."""

    def __init__(self, key: str, injected: InjectedKeys) -> None:
        """Make sure that ``key`` can be listened for here.

        Args:
            key: As the settings call it.
            injected: The strokes that the app makes itself.

        Raises:
            HotkeyError: It cannot.
        """
        reason = refusal(key)
        if reason is not None:
            raise HotkeyError(reason)
        self._key = x11_name(key)
        self._injected = injected
        self._listener: X11Listener | None = None
        # A connection for questions, which may come from any thread: one at a time.
        self._asking = threading.Lock()
        with server_expected():
            self._display = connect()
            self._roles = roles_of(self._key, HotkeyKeymap.of(self._display))
        if not self._roles.hotkeys:
            disconnect(self._display)
            raise HotkeyError(
                f"The keyboard has no key {label(key)} in its layout. Choose another key."
            )

    @property
    def name(self) -> str:
        """The mechanism."""
        return "X11"

    @property
    def n_other_strokes(self) -> int | None:
        """How many other keys and buttons the user has pressed; the wheel does not count."""
        return self._listener.n_other_strokes if self._listener else None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Begin to report; called once.

        Raises:
            HotkeyError: The key is taken by another program.
        """
        self._injected.watch()
        try:
            with server_expected():
                self._listener = X11Listener(self._key, self._injected, report)
        except HotkeyError:
            disconnect(self._display)
            raise

    def is_down(self) -> bool | None:
        """Ask the keyboard or mouse; None if it no longer answers."""
        roles = self._listener.roles if self._listener else self._roles
        with self._asking:
            try:
                # What the server tells every client is of no interest here.
                while self._display.pending_events():
                    self._display.next_event()
                ask = buttons_down if roles.is_button else keys_down
                return not roles.hotkeys.isdisjoint(ask(self._display))
            except LOST:
                return None

    def shut_down(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.shut_down()
        with self._asking:
            disconnect(self._display)


def buttons_down(display: Display) -> frozenset[int]:
    """Ask the server of a connection which buttons of the mouse are down now."""
    return frozenset(
        number
        for device in display.xinput_query_device(xinput.AllMasterDevices).devices
        for part in device.classes
        if part.type == xinput.ButtonClass
        # Counted from zero here, and from one everywhere else.
        for number in range(1, len(part.state) + 1)
        if part.state[number - 1]
    )
