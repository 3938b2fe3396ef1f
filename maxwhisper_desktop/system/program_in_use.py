"""The name of the program that the user is typing in, as its windows tell it: their WM class.

Known on X11 alone. GNOME and Plasma on Wayland tell no program about the windows of others.
"""

import os
from contextlib import suppress

from Xlib import X
from Xlib.display import Display
from Xlib.error import DisplayError, XError
from Xlib.xobject.drawable import Window

from maxwhisper_desktop.system.x11_server import LOST, silence_logged


class ProgramInUse:
    """A connection of its own to the display. On one thread."""

    def __init__(self) -> None:
        """Connect, if there is an X11 session."""
        self._display: Display | None = None
        name = os.environ.get("DISPLAY")
        if name and not os.environ.get("WAYLAND_DISPLAY"):
            with suppress(DisplayError, *LOST):
                self._display = Display(name)

    def name(self) -> str | None:
        """Return its name; None if it has none, or is unknown."""
        if self._display is None:
            return None
        try:
            with silence_logged():
                found = _name_of(_in_use(self._display))
            # The events that the server sends to every client.
            while self._display.pending_events():
                self._display.next_event()
        except XError:  # The window was closed meanwhile.
            return None
        except LOST:
            self._display = None
            return None
        return found

    def shut_down(self) -> None:
        """Close the connection."""
        if self._display is not None:
            with suppress(*LOST):
                self._display.close()
            self._display = None


def _in_use(display: Display) -> Window | None:
    """Return the window that gets the keys; None if none does."""
    root = display.screen().root
    window: Window | int = display.get_input_focus().focus
    if window == X.PointerRoot:  # Without a window manager: the one at the pointer.
        window = root.query_pointer().child
    return None if isinstance(window, int) or window == root else window


def _name_of(window: Window | None) -> str | None:
    """Return the class of a window, or of the next one around it that has one."""
    while window is not None:
        names = window.get_wm_class()
        if names is not None and (name := names[1] or names[0]):
            return str(name)
        parent: Window | int = window.query_tree().parent
        window = None if isinstance(parent, int) else parent
    return None
