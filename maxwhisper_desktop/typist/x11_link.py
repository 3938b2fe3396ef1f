"""One connection to the X server: its events, and a bell that other threads ring.

A thread that serves the clipboard may never stop listening, whatever it waits for: other
programs stand still while they wait for us. So all waiting is done by ``XLink.wait``, which goes
on dispatching events.
"""

import logging
import os
import select
import time
from collections.abc import Callable
from typing import Final, TypeAlias

from Xlib import X
from Xlib.display import Display
from Xlib.error import DisplayError, XError
from Xlib.protocol.event import PropertyNotify
from Xlib.protocol.rq import Event, Request
from Xlib.xobject.drawable import Window

from maxwhisper_desktop.ports import TypistError

Listener: TypeAlias = Callable[[Event], None]
ClientId: TypeAlias = int
"""What the ids of all windows of one connection have in common."""

_log = logging.getLogger(__name__)
_CLOCK_S: Final = 1.0
"""Within which the server tells its time; it does so at once unless it is grabbed."""


class XLink:
    """A connection with one invisible window; all but ``ring`` belongs to one thread."""

    def __init__(self) -> None:
        """Connect to the display that the environment names.

        Raises:
            TypistError: There is none.
        """
        try:
            self.display = Display()
        except (DisplayError, OSError) as error:
            raise TypistError(
                "The X display cannot be reached, so no text can be brought into windows. "
                "Log in to a graphical session and start the app there."
            ) from error
        self.display.set_error_handler(_note_error)
        self.root: Window = self.display.screen().root
        self.window = self.new_window()
        self._listeners: list[Listener] = [self._read_clock]
        self._server_time = 0
        # Safe to write to from any thread: the kernel adds up what is written.
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def new_window(self) -> Window:
        """Return a window that is never shown, and tells when its properties change."""
        return self.root.create_window(
            -1, -1, 1, 1, 0, X.CopyFromParent, X.InputOnly, event_mask=X.PropertyChangeMask
        )

    def window_of(self, xid: int) -> Window:
        """Return the handle of any program's window."""
        return self.display.create_resource_object("window", xid)

    def client_of(self, xid: int) -> ClientId:
        """Return which connection to the server a window belongs to."""
        return xid & ~int(self.display.display.info.resource_id_mask)

    def atom(self, name: str) -> int:
        """Return the server's number for ``name``; asked for once."""
        return self.display.get_atom(name)

    def owner_of(self, selection: int) -> int:
        """Return the window that owns a selection; 0 if none does."""
        owner = self.display.get_selection_owner(selection)
        return int(getattr(owner, "id", owner))

    def listen(self, listener: Listener) -> None:
        """Hand every event to ``listener`` from now on; it must not wait."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Hand it no more events; not to be called by a listener."""
        self._listeners.remove(listener)

    def ring(self) -> None:
        """Make ``wait`` look again; from any thread."""
        os.eventfd_write(self._bell, 1)

    def wait(
        self,
        until: Callable[[], bool],
        timeout_s: float | None = None,
        ask_again_s: float | None = None,
    ) -> bool:
        """Dispatch events until a condition holds.

        Args:
            until: The condition; asked after every batch of events and ring of the bell.
            timeout_s: After which it is given up; None for never.
            ask_again_s: For a condition that no event announces: how often to ask besides.

        Returns:
            Whether it holds.
        """
        ends_at = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            self._dispatch()
            if until():
                return True
            left_s = None if ends_at is None else ends_at - time.monotonic()
            if left_s is not None and left_s <= 0:
                return False
            # The condition may have asked the server, and so may what is sent now: events are read
            # along with answers, after which select would not wake for them.
            self.display.flush()
            if not self.display.pending_events():
                waits_s = [s for s in (left_s, ask_again_s) if s is not None]
                self._sleep(min(waits_s, default=None))

    def server_time(self) -> int:
        """Return the server's time now, as owners of a selection have to give it."""
        self._server_time = 0
        self.window.change_property(
            self.atom("_MAXWHISPER_CLOCK"), self.atom("STRING"), 8, b"", X.PropModeAppend
        )
        self.wait(lambda: self._server_time != 0, _CLOCK_S)
        return self._server_time or X.CurrentTime

    def forget_events(self) -> None:
        """Drop what the server tells every client, where nobody waits for events."""
        while self.display.pending_events():
            self.display.next_event()

    def close(self) -> None:
        """End the connection; the bell must not be rung any more."""
        os.close(self._bell)
        self.display.close()

    def _dispatch(self) -> None:
        while self.display.pending_events():
            event = self.display.next_event()
            for listener in self._listeners:
                listener(event)

    def _sleep(self, timeout_s: float | None) -> None:
        ready, _, _ = select.select([self.display.fileno(), self._bell], [], [], timeout_s)
        if self._bell in ready:
            os.eventfd_read(self._bell)

    def _read_clock(self, event: Event) -> None:
        if isinstance(event, PropertyNotify) and event.window == self.window:
            self._server_time = event.time


def _note_error(error: XError, _request: Request | None) -> None:
    # Windows of other programs go away at any time; whoever depends on one notices otherwise.
    _log.debug("the X server refused a request: %s", type(error).__name__)
