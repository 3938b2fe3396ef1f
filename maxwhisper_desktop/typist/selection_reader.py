"""Reads another program's selection in all its formats, without trusting it."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from Xlib import X
from Xlib.protocol.event import PropertyNotify, SelectionNotify
from Xlib.protocol.rq import Event

from maxwhisper_desktop.typist.clipboard_forms import Contents, Form
from maxwhisper_desktop.typist.x11_link import XLink

_STALL_S: Final = 0.3
"""Seconds without an answer after which the owner counts as hung."""
_BUDGET_S: Final = 1.5
"""Seconds for all formats: some programs re-encode a picture for each of twenty."""
_MAX_BYTES: Final = 64 * 1024 * 1024
_MAX_UNITS: Final = _MAX_BYTES // 4

_NOT_CONTENTS: Final = frozenset(
    {
        "TARGETS",
        "MULTIPLE",
        "TIMESTAMP",
        "SAVE_TARGETS",
        # Have side effects in the owner.
        "DELETE",
        "INSERT_PROPERTY",
        "INSERT_SELECTION",
        # Ids of the owner's drawables and the like, which become invalid with the selection.
        "BACKGROUND",
        "BITMAP",
        "CLIENT_WINDOW",
        "COLORMAP",
        "DRAWABLE",
        "FOREGROUND",
        "PIXMAP",
        "WINDOW",
    }
)


class SelectionReader:
    """Reads selections one at a time. On the link's thread."""

    def __init__(self, link: XLink) -> None:
        self._link = link
        self._skipped = frozenset(link.atom(name) for name in _NOT_CONTENTS)

    def read(self, selection: int) -> Contents | None:
        """Return a selection's content, as far as it arrives in time.

        Returns:
            The formats, none if nobody owns it; None if the owner does not answer.
        """
        if not self._link.owner_of(selection):
            return {}
        ends_at = time.monotonic() + _BUDGET_S
        contents: dict[int, Form] = {}
        with _Conversion(self._link, selection, ends_at) as conversion:
            try:
                for target in self._wanted(conversion.convert(self._link.atom("TARGETS"))):
                    form = conversion.convert(target)
                    if form is not None:
                        contents[target] = form
                    if _size(contents) > _MAX_BYTES:
                        break
            except TimeoutError:
                return contents or None
        return contents

    def _wanted(self, targets: Form | None) -> Iterable[int]:
        if targets is None or targets.width != 32:
            # Owners must list their targets; one that does not has at least text.
            return (self._link.atom("UTF8_STRING"), self._link.atom("STRING"))
        offered = dict.fromkeys(memoryview(targets.data).cast("I"))
        # PNG first, in case time runs out: it is lossless, so other encodings are dispensable.
        png = self._link.atom("image/png")
        first = [png] if png in offered else []
        rest = [target for target in offered if target != png]
        return [target for target in first + rest if target not in self._skipped]


class _Conversion:
    """A conversion with its own window, so that a late answer is ignored."""

    def __init__(self, link: XLink, selection: int, ends_at: float) -> None:
        self._link = link
        self._selection = selection
        self._ends_at = ends_at
        self._property = link.atom("_MAXWHISPER_READ")
        self._answers: list[Event] = []
        self._is_answered = True
        self._has_piece = False
        self._window = link.new_window()

    def __enter__(self) -> "_Conversion":
        self._link.listen(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        self._link.unlisten(self._hear)
        # Some owners would be killed by an error if they answer late to a destroyed window.
        if self._is_answered:
            self._window.destroy()

    def convert(self, target: int) -> Form | None:
        """Return one format, or None if the owner refuses it.

        Raises:
            TimeoutError: The owner hangs, or the time is up.
        """
        self._answers.clear()
        self._window.convert_selection(self._selection, target, self._property, X.CurrentTime)
        self._expect(lambda: bool(self._answers))
        if self._answers[-1].property == X.NONE:
            return None
        form = self._take()
        if form is not None and form.type == self._link.atom("INCR"):
            return self._gather()
        return form

    def _gather(self) -> Form | None:
        """Join an incremental transfer, whose next piece is sent once the last was deleted."""
        pieces: list[bytes] = []
        while True:
            self._expect(lambda: self._has_piece)
            piece = self._take()
            if piece is None:
                return None
            if not piece.data:
                return Form(piece.type, piece.width, b"".join(pieces))
            pieces.append(piece.data)

    def _take(self) -> Form | None:
        self._has_piece = False
        found = self._window.get_property(
            self._property, X.AnyPropertyType, 0, _MAX_UNITS, delete=True
        )
        if found is None:
            return None
        data = found.value if isinstance(found.value, bytes) else found.value.tobytes()
        return Form(found.property_type, found.format, data)

    def _expect(self, until: Callable[[], bool]) -> None:
        self._is_answered = False
        left_s = self._ends_at - time.monotonic()
        if not self._link.wait(until, min(_STALL_S, max(left_s, 0.0))):
            raise TimeoutError
        self._is_answered = True

    def _hear(self, event: Event) -> None:
        if isinstance(event, SelectionNotify) and event.requestor == self._window:
            self._answers.append(event)
        elif isinstance(event, PropertyNotify) and event.window == self._window:
            self._has_piece = self._has_piece or event.state == X.PropertyNewValue


def _size(contents: Contents) -> int:
    return sum(len(form.data) for form in contents.values())
