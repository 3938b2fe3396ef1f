"""Owns selections and serves requests for their content (ICCCM, section 2)."""

import time
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from Xlib import X
from Xlib.error import XError
from Xlib.protocol.event import (
    DestroyNotify,
    PropertyNotify,
    SelectionClear,
    SelectionNotify,
    SelectionRequest,
)
from Xlib.protocol.request import SetSelectionOwner
from Xlib.protocol.rq import Event
from Xlib.xobject.drawable import Window

from maxwhisper_desktop.typist.clipboard_forms import Contents, Form, cards, without_text
from maxwhisper_desktop.typist.x11_link import ClientId, XLink

_REQUEST_HEAD: Final = 1024
"""Bytes reserved for the rest of a request that carries a piece, generously."""

MayRead: TypeAlias = Callable[[int, ClientId], bool]
"""Returns whether a client is told a selection's content; it must not wait."""
OnRead: TypeAlias = Callable[[int, int, ClientId], None]
"""Called for each completed transfer: selection, target, and who read it."""
_ABANDONED_S: Final = 5.0
"""Seconds without any request after which incomplete transfers are abandoned."""


class SelectionTransfer:
    """The transfer of one format to a property of the requestor's window.

    The requestor deletes the property once it has read it, which requests the next piece; after
    the last one, that confirms that it has everything.
    """

    def __init__(
        self,
        link: XLink,
        requestor: Window,
        into: int,
        contents: Contents,
        form: Form,
        on_read: Callable[[], None],
    ) -> None:
        """Write the first piece of ``form``, one of those of ``contents``."""
        self._link = link
        self.requestor = requestor
        self._property = into
        self.contents = contents
        self.form = form
        self._on_read = on_read
        self._n_sent = 0
        self._piece_size = int(link.display.display.info.max_request_length) * 4 - _REQUEST_HEAD
        self._is_last_out = len(form.data) <= self._piece_size
        self.reader = link.client_of(requestor.id)
        self.is_whole = self._is_last_out
        """Whether the first piece was all of it."""
        self.is_over = False
        requestor.change_attributes(event_mask=X.PropertyChangeMask | X.StructureNotifyMask)
        if self._is_last_out:
            self._write(form.data)
        else:
            requestor.change_property(into, link.atom("INCR"), 32, cards([len(form.data)]))

    def let_go(self) -> None:
        """Stop watching the requestor's window, whose later changes are irrelevant."""
        self.requestor.change_attributes(event_mask=X.NoEventMask)

    def is_into(self, requestor: Window, into: int | None = None) -> bool:
        """Return whether it goes to this window and, if given, to this property."""
        return self.requestor == requestor and into in {None, self._property}

    def notice(self, event: Event) -> bool:
        """Continue if the requestor has read a piece, or end if its window is gone.

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
        piece = self.form.data[self._n_sent : self._n_sent + self._piece_size]
        self._n_sent += len(piece)
        self._is_last_out = not piece  # An empty piece marks the end.
        self._write(piece)

    def _write(self, data: bytes) -> None:
        self.requestor.change_property(self._property, self.form.type, self.form.width, data)


class SelectionServer:
    """The selections that we own, served while the link waits."""

    def __init__(self, link: XLink, may_read: MayRead, on_read: OnRead) -> None:
        self._link = link
        self._may_read = may_read
        self._on_read = on_read
        self._owned: dict[int, tuple[Contents, int]] = {}
        self._transfers: list[SelectionTransfer] = []
        self._touched_at: dict[ClientId, float] = {}
        link.listen(self._notice)

    def own(self, selection: int, contents: Contents) -> bool:
        """Take ownership of a selection.

        Returns:
            Whether the server agrees.
        """
        now = self._link.server_time()
        self._link.window.set_selection_owner(selection, now)
        if self._link.owner_of(selection) != self._link.window.id:
            return False
        self._owned[selection] = contents, now
        return True

    def replace(self, selection: int, contents: Contents) -> None:
        """Change a selection's content, or empty it, unless we no longer own it."""
        # Getting the time reads all events up to now. Anyone who copies afterwards has a later
        # time, so the server rejects ours.
        now = self._link.server_time()
        if selection not in self._owned:
            return
        owner = self._link.window.id if contents else X.NONE
        SetSelectionOwner(
            display=self._link.display.display, window=owner, selection=selection, time=now
        )
        if contents:
            self._owned[selection] = contents, now
        else:
            del self._owned[selection]

    def contents(self, selection: int) -> Contents | None:
        """Return our content of a selection; None if we do not own it."""
        owned = self._owned.get(selection)
        return owned[0] if owned else None

    def last_touch(self, clients: frozenset[ClientId]) -> float:
        """Return when these programs last requested or read something; 0 for never."""
        return max((self._touched_at.get(client, 0.0) for client in clients), default=0.0)

    def is_reading(self, clients: frozenset[ClientId]) -> bool:
        """Return whether a transfer to these programs is in progress."""
        self._drop_abandoned()
        return any(transfer.reader in clients for transfer in self._transfers)

    def has_answered(
        self, selection: int, targets: frozenset[int], clients: frozenset[ClientId]
    ) -> bool:
        """Return whether these programs were given all of our present content in a format.

        They need not have read it yet, nor tell when they have: Tk keeps the property until its
        next request.
        """
        contents = self.contents(selection)
        if contents is None:
            return False
        forms = [contents[target] for target in targets & contents.keys()]
        return any(
            each.contents is contents and each.is_whole and each.form in forms
            for each in self._transfers
            if each.reader in clients
        )

    def finish(self, clients: frozenset[ClientId]) -> None:
        """End the transfers to these programs, which have read what they were given."""
        self._end([each for each in self._transfers if each.reader in clients])

    def _notice(self, event: Event) -> None:
        if isinstance(event, SelectionRequest):
            self._touch(self._link.client_of(event.requestor.id))
            self._serve(event)
        elif isinstance(event, SelectionClear):
            self._lose(int(event.atom))
        else:
            self._carry_on(event)

    def _lose(self, selection: int) -> None:
        # Events from before we took it again do not count.
        if self._link.owner_of(selection) != self._link.window.id:
            self._owned.pop(selection, None)

    def _carry_on(self, event: Event) -> None:
        for transfer in self._transfers:
            if transfer.notice(event):
                self._touch(transfer.reader)
        self._end([each for each in self._transfers if each.is_over])

    def _touch(self, reader: ClientId) -> None:
        self._touched_at[reader] = time.monotonic()

    def _drop_abandoned(self) -> None:
        oldest = time.monotonic() - _ABANDONED_S
        self._end([each for each in self._transfers if self._touched_at[each.reader] < oldest])

    def _end(self, transfers: Sequence[SelectionTransfer]) -> None:
        self._transfers = [each for each in self._transfers if each not in transfers]
        for ended in transfers:
            if not any(each.is_into(ended.requestor) for each in self._transfers):
                ended.let_go()

    def _serve(self, request: Event) -> None:
        # Pre-ICCCM clients name no property and mean the target's name.
        into = request.property or request.target
        try:
            is_served = self._convert(request, request.target, into)
        except XError:  # The requestor's window is gone.
            return
        answer = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=into if is_served else X.NONE,
        )
        request.requestor.send_event(answer)
        self._link.display.flush()

    def _convert(self, request: Event, target: int, into: int) -> bool:
        owned = self._owned.get(request.selection)
        if owned is None:
            return False
        contents, since = owned
        if target == self._link.atom("MULTIPLE"):
            return self._convert_each(request, into)
        if not self._may_read(request.selection, self._link.client_of(request.requestor.id)):
            contents = without_text(self._link, contents)
        form = self._own_form(target, contents, since) or contents.get(target)
        if form is None:
            return False
        self._send(request, target, into, form)
        return True

    def _own_form(self, target: int, contents: Contents, since: int) -> Form | None:
        """Return the formats that describe the owner itself."""
        if target == self._link.atom("TARGETS"):
            own = ("TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS")
            targets = [*(self._link.atom(name) for name in own), *contents]
            return Form(self._link.atom("ATOM"), 32, cards(targets))
        if target == self._link.atom("TIMESTAMP"):
            return Form(self._link.atom("INTEGER"), 32, cards([since]))
        if target == self._link.atom("SAVE_TARGETS"):
            return Form(self._link.atom("NULL"), 32, b"")
        return None

    def _convert_each(self, request: Event, into: int) -> bool:
        """Serve a list of target and property pairs, and mark those that cannot be served."""
        found = request.requestor.get_property(into, X.AnyPropertyType, 0, 1024)
        if found is None or found.format != 32 or len(found.value) % 2:
            return False
        pairs = list(found.value)
        for at in range(0, len(pairs), 2):
            is_nested = pairs[at] == self._link.atom("MULTIPLE")
            if is_nested or not self._convert(request, pairs[at], pairs[at + 1]):
                pairs[at + 1] = X.NONE
        form = Form(self._link.atom("ATOM_PAIR"), 32, cards(pairs))
        self._send(request, self._link.atom("MULTIPLE"), into, form)
        return True

    def _send(self, request: Event, target: int, into: int, form: Form) -> None:
        selection, requestor = int(request.selection), request.requestor
        reader = self._link.client_of(requestor.id)
        others = [each for each in self._transfers if not each.is_into(requestor, into)]
        contents, _ = self._owned[selection]

        def note_read() -> None:
            # Tk deletes what it has read before only with its next request.
            if self.contents(selection) is contents:
                self._on_read(selection, target, reader)

        transfer = SelectionTransfer(self._link, requestor, into, contents, form, note_read)
        self._transfers = [*others, transfer]
