"""Hand one form of a selection over to a program that asked for it, in pieces if it is large."""

from collections.abc import Callable
from typing import Final

from Xlib import X
from Xlib.protocol.event import DestroyNotify, PropertyNotify
from Xlib.protocol.rq import Event
from Xlib.xobject.drawable import Window

from maxwhisper_desktop.typist.clipboard_forms import Form, cards
from maxwhisper_desktop.typist.x11_link import XLink

_REQUEST_HEAD: Final = 1024
"""Bytes left for the rest of the request that carries a piece, with ample room."""


class SelectionTransfer:
    """One form on its way into a property of the requestor's window.

    The requestor deletes the property once it has read it, which asks for the next piece, and
    after the last one is the proof that it has all.
    """

    def __init__(
        self,
        link: XLink,
        requestor: Window,
        into: int,
        form: Form,
        on_read: Callable[[], None],
    ) -> None:
        """Write the first piece."""
        self._link = link
        self.requestor = requestor
        self._property = into
        self._form = form
        self._on_read = on_read
        self._n_sent = 0
        self._piece_size = int(link.display.display.info.max_request_length) * 4 - _REQUEST_HEAD
        self._is_last_out = len(form.data) <= self._piece_size
        self.reader = link.client_of(requestor.id)
        self.is_over = False
        requestor.change_attributes(event_mask=X.PropertyChangeMask | X.StructureNotifyMask)
        if self._is_last_out:
            self._write(form.data)
        else:
            requestor.change_property(into, link.atom("INCR"), 32, cards([len(form.data)]))

    def let_go(self) -> None:
        """Hear of the requestor's window no more, whose later changes would wake us for nothing."""
        self.requestor.change_attributes(event_mask=X.NoEventMask)

    def is_into(self, requestor: Window, into: int | None = None) -> bool:
        """Return whether it goes into this window, and if one is given, into this property."""
        return self.requestor == requestor and into in {None, self._property}

    def notice(self, event: Event) -> bool:
        """Go on if the requestor has read a piece, or end if it is gone.

        Returns:
            Whether it was this transfer's event.
        """
        if isinstance(event, DestroyNotify) and event.window == self.requestor:
            self.is_over = True
            return True
        is_read = (
            isinstance(event, PropertyNotify)
            and event.state == X.PropertyDelete
            and event.window == self.requestor
            and event.atom == self._property
        )
        if is_read and not self.is_over:
            self._go_on()
        return is_read

    def _go_on(self) -> None:
        if self._is_last_out:
            self.is_over = True
            self._on_read()
            return
        piece = self._form.data[self._n_sent : self._n_sent + self._piece_size]
        self._n_sent += len(piece)
        self._is_last_out = not piece  # An empty piece is the sign that there are no more.
        self._write(piece)

    def _write(self, data: bytes) -> None:
        self.requestor.change_property(self._property, self._form.type, self._form.width, data)
