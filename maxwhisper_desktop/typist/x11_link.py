"""A connection to the X server with an event loop that other threads can wake.

A thread that serves the clipboard must always process events, whatever it waits for: other
programs block while they wait for us. So all waiting is done by ``XLink.wait``, which keeps
dispatching events.
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

from engine.sentence import Sentence
from maxwhisper_desktop.ports import TypistError

Listener: TypeAlias = Callable[[Event], None]
ClientId: TypeAlias = int
"""The part that the ids of all windows of one connection share."""

_log = logging.getLogger(__name__)
_CLOCK_S: Final = 1.0
"""Timeout in seconds for the server's time, which arrives at once unless the server is
grabbed."""


class XLink:
    """A connection with one invisible window. For one thread, except ``ring``."""

    def __init__(self) -> None:
        """Connect to the display that the environment names.

        Raises:
            TypistError: There is none.
        """
        try:
            self.display = Display()
        except (DisplayError, OSError) as error:
            raise TypistError(
                Sentence(
                    "There is no connection to the screen, so no text can reach other windows. "
                    "Log in to your desktop and start MaxWhisper there."
                )
            ) from error
        self.display.set_error_handler(_note_error)
        self.root: Window = self.display.screen().root
        self.window = self.new_window()
        self._listeners: list[Listener] = [self._read_clock]
        self._server_time = 0
        # Safe to write to from any thread: the kernel adds up the values.
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def new_window(self) -> Window:
        """Return an invisible window that reports changes of its properties."""
        return self.root.create_window(
            -1, -1, 1, 1, 0, X.CopyFromParent, X.InputOnly, event_mask=X.PropertyChangeMask
        )

    def window_of(self, xid: int) -> Window:
        """Return the handle of any window."""
        return self.display.create_resource_object("window", xid)

    def client_of(self, xid: int) -> ClientId:
        """Return the connection that a window belongs to."""
        return xid & ~int(self.display.display.info.resource_id_mask)

    def atom(self, name: str) -> int:
        """Return the atom of ``name``, which is cached."""
        return self.display.get_atom(name)

    def owner_of(self, selection: int) -> int:
        """Return the window that owns a selection; 0 if none does."""
        owner = self.display.get_selection_owner(selection)
        return int(getattr(owner, "id", owner))

    def listen(self, listener: Listener) -> None:
        """Pass every event to ``listener`` from now on; it must not wait."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop passing events to it; must not be called by a listener."""
        self._listeners.remove(listener)

    def ring(self) -> None:
        """Make ``wait`` check its condition; from any thread."""
        os.eventfd_write(self._bell, 1)

    def wait(
        self,
        until: Callable[[], bool],
        timeout_s: float | None = None,
        ask_again_s: float | None = None,
    ) -> bool:
        """Dispatch events until a condition holds.

        Args:
            until: The condition; checked after every batch of events and every ``ring``.
            timeout_s: The timeout; None for none.
            ask_again_s: The interval of additional checks, for conditions that no event
                announces.

        Returns:
            Whether the condition holds.
        """
        ends_at = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            self._dispatch()
            if until():
                return True
            left_s = None if ends_at is None else ends_at - time.monotonic()
            if left_s is not None and left_s <= 0:
                return False
            # The condition, and flushing, may have read events along with answers, for which
            # select would not wake up.
            self.display.flush()
            if not self.display.pending_events():
                waits_s = [s for s in (left_s, ask_again_s) if s is not None]
                self._sleep(min(waits_s, default=None))

    def server_time(self) -> int:
        """Return the server's current time, which owners of a selection must give."""
        self._server_time = 0
        self.window.change_property(
            self.atom("_MAXWHISPER_CLOCK"), self.atom("STRING"), 8, b"", X.PropModeAppend
        )
        self.wait(lambda: self._server_time != 0, _CLOCK_S)
        return self._server_time or X.CurrentTime

    def forget_events(self) -> None:
        """Discard the events sent to every client, for connections without an event loop."""
        while self.display.pending_events():
            self.display.next_event()

    def close(self) -> None:
        """Close the connection; ``ring`` must not be called afterwards."""
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
    # Windows of other programs may disappear at any time; code that depends on one notices
    # anyway.
    _log.debug("the X server rejected a request: %s", type(error).__name__)
