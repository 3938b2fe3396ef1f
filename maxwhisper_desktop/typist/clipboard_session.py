"""A Wayland session's clipboard and paste keys, whoever lends them, and the pipes of its contents."""

import contextlib
import os
import select
import time
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from maxwhisper_desktop.settings.settings import PasteChord

_STALL_S: Final = 2.0
"""Without a byte, after which a reader or writer of the clipboard is given up."""
_MOST_BYTES: Final = 64_000_000
"""Of one form of the user's clipboard; what is larger is not kept."""

PASTE_KEYS: Final[Mapping[PasteChord, tuple[int, ...]]] = {
    PasteChord.SHIFT_INSERT: (42, 110),
    PasteChord.CTRL_SHIFT_V: (29, 42, 47),
    PasteChord.CTRL_V: (29, 47),
}
"""The kernel's keycodes: Shift and Insert are in one place in every layout."""


class ClipboardSession(Protocol):
    """Belongs to one loop. All raise ``PortError`` once the session has ended."""

    @property
    def is_ours(self) -> bool:
        """Whether what is in the clipboard is what was offered last."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        ...

    async def press(self, chord: PasteChord) -> None:
        """Press the keys that paste, and let go of them."""
        ...

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        """Put something into the clipboard, in several forms."""
        ...

    async def read(self) -> dict[str, bytes] | None:
        """Return what others have put into the clipboard, in all forms that its owner gives.

        None where that is not known, so that nothing can be given back.
        """
        ...

    async def close(self) -> None:
        """End the session."""
        ...


class SessionSource(Protocol):
    """Where sessions come from."""

    mechanism: str
    strength: str
    reads_at_once: bool
    """Whether the desktop itself reads each new content once."""
    keeps_plain_text: bool
    """Whether plain text stays in the clipboard after the session."""

    async def open(
        self, on_read: Callable[[str], None], on_lost: Callable[[], None]
    ) -> ClipboardSession:
        """Begin a session, asking the user if need be.

        Args:
            on_read: Takes the form in which a program has read all that was offered.
            on_lost: Called once another program has put something into the clipboard instead, or
                the session has ended.

        Raises:
            PortError: There can be none.
        """
        ...

    def drop(self) -> None:
        """Begin anew with the next session."""
        ...


def read_all(file: int) -> bytes:
    """Read to the end; raises ``OSError`` where that does not come."""
    pieces: list[bytes] = []
    n_bytes = 0
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, file)
        os.set_blocking(file, False)
        while True:
            if not select.select([file], [], [], _STALL_S)[0]:
                raise TimeoutError("the program that owns it gives nothing")
            piece = os.read(file, 65536)
            if not piece:
                return b"".join(pieces)
            n_bytes += len(piece)
            if n_bytes > _MOST_BYTES:
                raise OSError("it is too large to be kept")
            pieces.append(piece)


def write_all(file: int, content: bytes) -> bool:
    """Write all of it; return whether the reader took it."""
    view = memoryview(content)
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, file)
        os.set_blocking(file, False)
        stalled_s = time.monotonic() + _STALL_S
        while view:
            if not select.select([], [file], [], max(stalled_s - time.monotonic(), 0))[1]:
                return False
            try:
                view = view[os.write(file, view) :]
            except OSError:  # It has gone.
                return False
            stalled_s = time.monotonic() + _STALL_S
    return True
