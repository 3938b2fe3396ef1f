"""The user's clipboard, borrowed for the moment in which a window takes our text from it.

What stood in it is read beforehand, in all forms, and put back once the window has our text and
nobody asks any more. Whoever copies something in between owns the clipboard from then on: what
is newer is never overwritten.
"""

import time
from typing import TYPE_CHECKING, Final

from Xlib.ext import xfixes
from Xlib.protocol.rq import Event

from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.typist.clipboard_forms import text_contents, text_targets
from maxwhisper_desktop.typist.selection_reader import SelectionReader
from maxwhisper_desktop.typist.selection_server import SelectionServer
from maxwhisper_desktop.typist.x11_link import ClientId, XLink

if TYPE_CHECKING:
    from maxwhisper_desktop.typist.clipboard_forms import Contents

_QUIET_S: Final = 0.2
"""Without a request, after which the reader has what it wants: some ask for the text twice."""


class BorrowedClipboard:
    """The clipboard and the primary selection, in the link's thread."""

    def __init__(self, link: XLink) -> None:
        """Begin to watch who owns them.

        Raises:
            TypistError: The server cannot tell when they change.
        """
        if not link.display.has_extension(xfixes.extname):
            raise TypistError(
                "The X server lacks the XFIXES extension, without which the clipboard cannot be "
                "given back. Enable it, or use another X server."
            )
        self._link = link
        self.clipboard = link.atom("CLIPBOARD")
        self.primary = link.atom("PRIMARY")
        self._server = SelectionServer(link, self._note_reader)
        self._reader = SelectionReader(link)
        self._text_targets = text_targets(link)
        self._saved: dict[int, Contents | None] = {}
        self._lent: set[int] = set()
        self._lent_at = 0.0
        self._borrowers: frozenset[ClientId] = frozenset()
        self._takers: set[ClientId] = set()
        link.listen(self._notice)
        link.display.xfixes_query_version()
        for selection in (self.clipboard, self.primary):
            link.display.xfixes_select_selection_input(
                link.window, selection, xfixes.XFixesSetSelectionOwnerNotifyMask
            )

    def save(self) -> None:
        """Read what stands in both, unless that is known already."""
        for selection in (self.clipboard, self.primary):
            if selection in self._lent:
                continue
            ours = self._server.contents(selection)
            if ours is not None:
                self._saved[selection] = ours
            elif selection not in self._saved:
                self._saved[selection] = self._reader.read(selection)

    @property
    def is_saved(self) -> bool:
        """Whether the clipboard can be given back; its owner may not have answered."""
        return self._saved.get(self.clipboard) is not None

    def owner_of_primary(self) -> ClientId | None:
        """Return who has something selected; None if nobody has."""
        owner = self._link.owner_of(self.primary)
        return self._link.client_of(owner) if owner else None

    def lend(self, text: str, to: frozenset[ClientId], *, with_primary: bool) -> bool:
        """Put ``text`` in to be taken by one program.

        Args:
            text: The text.
            to: The connections of the program.
            with_primary: Whether it is to be the primary selection as well.

        Returns:
            Whether it is in.
        """
        contents = text_contents(self._link, text, is_passing=True)
        selections = (self.clipboard, self.primary) if with_primary else (self.clipboard,)
        for selection in selections:
            if not self._server.own(selection, contents):
                return False
            self._lent.add(selection)
        self._takers.clear()
        self._borrowers = to
        self._lent_at = time.monotonic()
        return True

    @property
    def is_taken(self) -> bool:
        """Whether the program has read the text to its end; others do not count."""
        return not self._takers.isdisjoint(self._borrowers)

    @property
    def due_back_at(self) -> float | None:
        """When what was borrowed can be given back, if the program does not ask until then."""
        if not self._lent:
            return None
        if self._server.is_reading(self._borrowers):
            return time.monotonic() + _QUIET_S
        return max(self._lent_at, self._server.last_touch(self._borrowers)) + _QUIET_S

    def give_back(self) -> None:
        """Put back what stood there, unless somebody has copied something since."""
        for selection in tuple(self._lent):
            self._server.replace(selection, self._saved.get(selection) or {})
        self._lent.clear()

    def keep(self, text: str) -> bool:
        """Put ``text`` in to stay, for the user to paste.

        What is lent stays as well: a window that is slow to read must never find, of all things,
        what was there before; in a terminal that could be a command.

        Returns:
            Whether it is in.
        """
        contents = text_contents(self._link, text, is_passing=False)
        for selection in self._lent - {self.clipboard}:
            self._server.replace(selection, contents)
        self._lent.clear()
        return self._server.own(self.clipboard, contents)

    def is_ours(self) -> bool:
        """Return whether what stands in the clipboard would be gone with us."""
        return bool(self._server.contents(self.clipboard))

    def _notice(self, event: Event) -> None:
        if not isinstance(event, xfixes.SelectionNotify):
            return
        if event.owner != self._link.window:
            self._saved.pop(event.selection, None)
            self._lent.discard(event.selection)

    def _note_reader(self, selection: int, target: int, reader: ClientId) -> None:
        if selection in self._lent and target in self._text_targets:
            self._takers.add(reader)
