"""The port to a Wayland session's clipboard and paste keys, and the transfer of its content."""

import contextlib
import os
import select
import time
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from engine.sentence import Sentence
from maxwhisper_desktop.settings.settings import PasteChord

_STALL_S: Final = 2.0
"""Seconds without a byte after which a transfer of the clipboard is aborted."""
_MOST_BYTES: Final = 64_000_000
"""Maximum size of one format of the user's clipboard; larger ones are not saved."""

PASTE_KEYS: Final[Mapping[PasteChord, tuple[int, ...]]] = {
    PasteChord.SHIFT_INSERT: (42, 110),
    PasteChord.CTRL_SHIFT_V: (29, 42, 47),
    PasteChord.CTRL_V: (29, 47),
}
"""The kernel's keycodes; Shift and Insert are the same in every layout."""


class PasteKeys(Protocol):
    """A keyboard. On one loop's thread; ``press`` raises an error once it has ended."""

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        ...

    async def press(self, chord: PasteChord) -> None:
        """Press and release the keys that paste."""
        ...

    async def close(self) -> None:
        """Unplug it."""
        ...


class ClipboardSession(PasteKeys, Protocol):
    """A session. On one loop's thread; all methods raise ``PortError`` once it has ended."""

    @property
    def is_ours(self) -> bool:
        """Whether the clipboard's content is what was offered last."""
        ...

    @property
    def window(self) -> int | None:
        """The active window's number in this session; None if the desktop does not tell."""
        ...

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        """Offer content in the clipboard, in several formats."""
        ...

    async def read(self) -> dict[str, bytes] | None:
        """Return the content that another program has put in the clipboard, in all formats.

        None if it is unknown, so that it cannot be restored.
        """
        ...

    async def rest(self) -> None:
        """End the access to the keyboard, but serve the clipboard on, if that is possible."""
        ...

    def abandon(self) -> None:
        """Free what it holds, without telling the desktop, which may not respond."""
        ...


class SessionSource(Protocol):
    """Opens sessions."""

    mechanism: str
    strength: Sentence
    asks: bool
    """Whether the desktop asks the user before it gives access."""
    reads_at_once: bool
    """Whether the desktop itself reads each new content once."""
    keys_end_a_hold: bool
    """Whether the desktop takes any other key for the end of a held shortcut."""
    keeps_plain_text: bool
    """Whether plain text stays in the clipboard after the session."""

    async def open(
        self, on_read: Callable[[str], None], on_lost: Callable[[], None]
    ) -> ClipboardSession:
        """Open a session, asking the user if necessary.

        Args:
            on_read: Called with the format in which a program has read the whole content.
            on_lost: Called once another program owns the clipboard, or the session has ended.

        Raises:
            PortError: It cannot be opened.
        """
        ...

    def drop(self) -> None:
        """Connect again for the next session."""
        ...


def read_all(file: int) -> bytes:
    """Read to the end; raises ``OSError`` if it does not come in time."""
    pieces: list[bytes] = []
    n_bytes = 0
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, file)
        os.set_blocking(file, False)
        while True:
            if not select.select([file], [], [], _STALL_S)[0]:
                raise TimeoutError("its owner does not respond")
            piece = os.read(file, 65536)
            if not piece:
                return b"".join(pieces)
            n_bytes += len(piece)
            if n_bytes > _MOST_BYTES:
                raise OSError("it is too large to be saved")
            pieces.append(piece)


def write_all(file: int, content: bytes) -> bool:
    """Write all content; return whether the reader accepted it."""
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
            except OSError:  # The reader is gone.
                return False
            stalled_s = time.monotonic() + _STALL_S
    return True
