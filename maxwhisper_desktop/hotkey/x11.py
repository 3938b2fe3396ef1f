"""The hotkey in an X11 session.

It uses XInput 2 raw events: one event down, one up, in any window, even while another program
has grabbed the keyboard. At a press, the keyboard is queried for other keys that are down, so a
lost key-up cannot affect the next press.
"""

import threading
from collections.abc import Callable

from Xlib.display import Display
from Xlib.ext import xinput

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import HotkeyEvent
from maxwhisper_desktop.hotkey.key_names import label, require_allowed, x11_name
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.x11_connection import connect, disconnect, server_expected
from maxwhisper_desktop.hotkey.x11_keymap import HotkeyKeymap
from maxwhisper_desktop.hotkey.x11_listener import X11Listener, roles_of
from maxwhisper_desktop.hotkey.x11_strokes import keys_down
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.system.x11_server import LOST, silence_logged


class X11Hotkey:
    """A ``ports.Hotkey``: a key or a mouse side button."""

    def __init__(self, key: str, injected: InjectedKeys) -> None:
        """Check that ``key`` can be used here.

        Args:
            key: Its name in the settings.
            injected: The app's own key strokes.

        Raises:
            HotkeyError: It cannot.
        """
        require_allowed(key)
        self._key = x11_name(key)
        self._injected = injected
        self._listener: X11Listener | None = None
        # Guards a connection for queries, which may come from any thread.
        self._asking = threading.Lock()
        with server_expected():
            self._display = connect()
            self._roles = roles_of(self._key, HotkeyKeymap.of(self._display))
        if not self._roles.hotkeys:
            disconnect(self._display)
            raise HotkeyError(
                Sentence(
                    "Your keyboard has no {key} key. Choose another one.",
                    key=key_sentence(label(key)),
                )
            )

    @property
    def name(self) -> str:
        """The mechanism's name."""
        return "X11"

    @property
    def n_other_strokes(self) -> int | None:
        """The number of other keys and buttons pressed so far, without the wheel."""
        return self._listener.n_other_strokes if self._listener else None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Start reporting; called once.

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
        """Query the keyboard or mouse; None if the server no longer answers."""
        roles = self._listener.roles if self._listener else self._roles
        with self._asking:
            try:
                # Discard the events that the server sends to every client.
                while self._display.pending_events():
                    self._display.next_event()
                ask = buttons_down if roles.is_button else keys_down
                with silence_logged():
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
    """Query the mouse buttons that are currently down."""
    return frozenset(
        number
        for device in display.xinput_query_device(xinput.AllMasterDevices).devices
        for part in device.classes
        if part.type == xinput.ButtonClass
        # Counted from zero here, but from one everywhere else.
        for number in range(1, len(part.state) + 1)
        if part.state[number - 1]
    )
