"""Which window is active on a Wayland compositor that tells: sway, labwc and others of wlroots.

By the protocol wlr-foreign-toplevel-management. GNOME and Plasma tell programs nothing of it.
"""

from functools import partial
from typing import Final

from maxwhisper_desktop.typist.wayland_wire import Arguments, WaylandConnection

_MANAGER: Final = "zwlr_foreign_toplevel_manager_v1"
_TOPLEVEL: Final = 0
_STATE, _CLOSED = 4, 6
_ACTIVATED: Final = 2
_DESTROY: Final = 7


class ActiveWindow:
    """The active window. Up to date once the connection has handled its events."""

    def __init__(self, connection: WaylandConnection) -> None:
        """Ask for all windows' states, if the compositor tells them; the next roundtrip brings them."""
        self._connection = connection
        self._active: set[int] = set()
        if _MANAGER in connection.globals:
            connection.listen(connection.bind(_MANAGER), self._hear)

    @property
    def number(self) -> int | None:
        """Its number on this connection; None if there is none or the compositor does not tell."""
        return next(iter(self._active), None)

    def _hear(self, opcode: int, arguments: Arguments) -> None:
        if opcode == _TOPLEVEL:
            window = arguments.number()
            self._connection.listen(window, partial(self._hear_window, window))

    def _hear_window(self, window: int, opcode: int, arguments: Arguments) -> None:
        if opcode == _STATE:
            self._active.discard(window)
            if _ACTIVATED in arguments.numbers():
                self._active.add(window)
        elif opcode == _CLOSED:
            self._active.discard(window)
            self._connection.send(window, _DESTROY)
