"""The user's clipboard, borrowed while a window pastes our text from it.

Its content is saved beforehand, in all formats, and restored once the window has our text and
nobody requests it any more. Meanwhile only that window's program is told the text. If someone copies
something in between, the clipboard is theirs: newer content is never overwritten.
"""

import time
from typing import TYPE_CHECKING, Final

from Xlib.ext import xfixes
from Xlib.protocol.rq import Event

from engine.sentence import Sentence
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.typist.clipboard_audience import ClipboardAudience
from maxwhisper_desktop.typist.clipboard_forms import text_contents, text_targets
from maxwhisper_desktop.typist.selection_reader import SelectionReader
from maxwhisper_desktop.typist.selection_server import SelectionServer
from maxwhisper_desktop.typist.x11_link import ClientId, XLink

if TYPE_CHECKING:
    from maxwhisper_desktop.typist.clipboard_forms import Contents

_QUIET_S: Final = 0.2
"""Seconds without a request after which reading is over: some programs request the text
twice."""


class BorrowedClipboard:
    """The clipboard and the primary selection. On the link's thread."""

    def __init__(self, link: XLink) -> None:
        """Start watching their owners.

        Raises:
            TypistError: The server cannot report changes.
        """
        if not link.display.has_extension(xfixes.extname):
            raise TypistError(
                Sentence(
                    "This desktop is too old: the XFIXES extension, which is needed to restore the "
                    "clipboard, is missing."
                )
            )
        self._link = link
        self.clipboard = link.atom("CLIPBOARD")
        self.primary = link.atom("PRIMARY")
        self._server = SelectionServer(link, self._may_read, self._note_reader)
        self._reader = SelectionReader(link)
        self._text_targets = text_targets(link)
        self._saved: dict[int, Contents | None] = {}
        self._kept: Contents | None = None
        self._lent: set[int] = set()
        self._lent_at = 0.0
        self._audience = ClipboardAudience(link)
        self._takers: set[ClientId] = set()
        link.listen(self._notice)
        link.display.xfixes_query_version()
        for selection in (self.clipboard, self.primary):
            link.display.xfixes_select_selection_input(
                link.window, selection, xfixes.XFixesSetSelectionOwnerNotifyMask
            )

    def save(self) -> None:
        """Save the content of both, unless it is already known.

        An owner that did not answer is asked again: it may have recovered or ended.
        """
        for selection in (self.clipboard, self.primary):
            if selection in self._lent:
                continue
            ours = self._server.contents(selection)
            if ours is not None:
                self._saved[selection] = ours
            elif self._saved.get(selection) is None:
                self._saved[selection] = self._reader.read(selection)

    @property
    def is_saved(self) -> bool:
        """Whether the clipboard can be restored; its owner may not have answered."""
        return self._saved.get(self.clipboard) is not None

    def owner_of_primary(self) -> ClientId | None:
        """Return who owns the primary selection; None if nobody does."""
        owner = self._link.owner_of(self.primary)
        return self._link.client_of(owner) if owner else None

    def lend(self, text: str, to: frozenset[ClientId], *, with_primary: bool) -> bool:
        """Offer ``text`` to one program.

        Args:
            text: The text.
            to: The program's connections.
            with_primary: Whether to use the primary selection too.

        Returns:
            Whether that succeeded.
        """
        self._link.server_time()  # Reads all events: what was copied since is saved as well.
        self.save()
        self._audience = ClipboardAudience(self._link, to)
        contents = text_contents(self._link, text)
        selections = (self.primary, self.clipboard) if with_primary else (self.clipboard,)
        for selection in selections:
            if not self._server.own(selection, contents):
                return False
            self._lent.add(selection)
        self._takers.clear()
        self._lent_at = time.monotonic()
        return True

    @property
    def is_taken(self) -> bool:
        """Whether the program has read the whole text; others do not count."""
        return not self._takers.isdisjoint(self._audience.clients)

    @property
    def is_answered(self) -> bool:
        """Whether the program was given the whole text, which it need not have read yet."""
        return any(
            self._server.has_answered(selection, self._text_targets, self._audience.clients)
            for selection in self._lent
        )

    def confirm(self) -> None:
        """Note that the program has read the text, although it did not say so."""
        self._takers |= self._audience.clients
        self._server.finish(self._audience.clients)

    @property
    def due_back_at(self) -> float | None:
        """When the clipboard can be restored, if the program requests nothing until then."""
        if not self._lent:
            return None
        if self._server.is_reading(self._audience.clients):
            return time.monotonic() + _QUIET_S
        return max(self._lent_at, self._server.last_touch(self._audience.clients)) + _QUIET_S

    def give_back(self) -> None:
        """Restore the previous content, unless someone has copied something since."""
        for selection in tuple(self._lent):
            self._server.replace(selection, self._saved.get(selection) or {})
        self._lent.clear()

    def keep(self, text: str) -> bool:
        """Put ``text`` in the clipboard permanently, for the user to paste.

        The lent text stays too: a window that reads late must never get the previous content,
        which in a terminal could be a command.

        Returns:
            Whether that succeeded.
        """
        contents = self._kept = text_contents(self._link, text)
        for selection in self._lent - {self.clipboard}:
            self._server.replace(selection, contents)
        self._lent.clear()
        return self._server.own(self.clipboard, contents)

    def forget(self) -> None:
        """Restore a borrowed clipboard, and empty one in which a text waits."""
        self._saved = {
            selection: {} if contents is self._kept else contents
            for selection, contents in self._saved.items()
        }
        self.give_back()
        for selection in (self.clipboard, self.primary):
            if self._kept and self._server.contents(selection) is self._kept:
                self._server.replace(selection, {})
        self._kept = None

    def is_ours(self) -> bool:
        """Return whether the clipboard's content would be lost with this process."""
        return bool(self._server.contents(self.clipboard))

    def _notice(self, event: Event) -> None:
        if not isinstance(event, xfixes.SelectionNotify):
            return
        if event.owner != self._link.window:
            self._saved.pop(event.selection, None)
            self._lent.discard(event.selection)

    def _may_read(self, selection: int, reader: ClientId) -> bool:
        return selection not in self._lent or self._audience.has(reader)

    def _note_reader(self, selection: int, target: int, reader: ClientId) -> None:
        if selection in self._lent and target in self._text_targets:
            self._takers.add(reader)
