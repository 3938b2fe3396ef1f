"""Pastes texts one by one through a Wayland session's clipboard, and confirms their arrival.

A text must never appear twice, and never be reported as arrived if it is not. So there is no
second attempt: text that was not read after the paste keys stays in the clipboard.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from typing import Final

from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.dictation.events import Receipt
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import Delivery, PasteChord
from maxwhisper_desktop.system.clipboard_hint import HINT, SECRET
from maxwhisper_desktop.typist.clipboard_session import ClipboardSession, SessionSource

log = logging.getLogger(__name__)

PLAIN: Final = "text/plain;charset=utf-8"
_TEXT_FORMS: Final = (PLAIN, "UTF8_STRING", "text/plain")
_SECRET: Final = {HINT: SECRET}

_SHELL_S: Final = 1.0
"""Seconds within which GNOME's shell reads each new content once; 0.11 s at most was seen."""
_MANAGER_S: Final = 0.03
"""Seconds within which a program that watches the clipboard starts to read new content."""
_RECEIPT_S: Final = 2.0
"""Seconds within which a window that supports the shortcut has read; 0.14 s at most was
seen."""
_HELD_S: Final = 0.02
"""Seconds between two looks at whether the hotkey is down."""
_QUIET_S: Final = 0.4
"""Seconds to wait after the last read, since programs such as Chromium read twice."""

HOW_TO_PASTE: Final = Sentence("The text is in the clipboard: paste it where you want it.")


class UnconfirmedError(TypistError):
    """No window took the text, and the clipboard no longer has it."""


class PasteDelivery:
    """Borrows a session's clipboard for texts. On the loop's thread."""

    def __init__(
        self,
        session: ClipboardSession,
        source: SessionSource,
        is_down: Callable[[], bool | None],
        saved: Mapping[str, bytes] | None = None,
    ) -> None:
        """Borrow nothing yet.

        Args:
            session: The session.
            source: What opened it.
            is_down: Returns whether the hotkey is down; None if unknown.
            saved: The user's clipboard, if only an earlier session had it.
        """
        self._session = session
        self._source = source
        self._is_down = is_down
        self._saved = saved
        self._is_asked = saved is not None
        """Whether its owner was asked for it, which may take seconds without an answer."""
        self._reads: asyncio.Queue[str | None] = asyncio.Queue()
        """The formats that were read; None once the session may have ended."""
        self._is_lent = False
        self._read_at = 0.0
        self._served: Mapping[str, bytes] = {}

    @property
    def due_back_s(self) -> float | None:
        """Return the seconds until the clipboard can be restored; None if not borrowed."""
        if not self._is_lent:
            return None
        return max(self._read_at + _QUIET_S - time.monotonic(), 0.0)

    @property
    def has_to_stay(self) -> bool:
        """Return whether the clipboard's content would be lost with the session."""
        is_kept = self._source.keeps_plain_text and {*self._served} <= {*_TEXT_FORMS, *_SECRET}
        return self._session.is_ours and not is_kept

    @property
    def users_content(self) -> Mapping[str, bytes] | None:
        """Return the user's clipboard, if only this session has it."""
        if not self._session.is_ours:
            return None
        return self._saved if self._is_lent else self._served

    def note_read(self, form: str) -> None:
        """Process that a program has read the whole content in a format."""
        self._read_at = time.monotonic()
        self._reads.put_nowait(form)

    def note_lost(self) -> None:
        """Process that the clipboard has another owner, or that the session has ended."""
        self._reads.put_nowait(None)

    async def save(self) -> None:
        """Save the user's clipboard, unless that was tried for this text."""
        if self._is_asked:
            return
        self._is_asked = True
        # Content that we offer while nothing is borrowed was restored, or left for the user.
        is_ours = self._session.is_ours
        self._saved = self._served if is_ours else await self._session.read()

    async def paste(self, text: str, wishes: Delivery) -> tuple[Receipt, Sentence]:
        """Paste ``text`` into the active window.

        Returns:
            Where it arrived and, if not in the window, why, as a sentence.

        Raises:
            UnconfirmedError: Another program has filled the clipboard, or the session has ended.
            PortError: The session had ended before.
        """
        await self.save()
        await self._offer_text(text)
        # What the desktop and clipboard managers read confirms nothing.
        await self._let_others_read(_MANAGER_S)
        await self._wait_for_hotkey()
        # Windows are unknown here, so only a rule for all of them applies.
        await self._session.press(wishes.chord_for("") or PasteChord.SHIFT_INSERT)
        if await self._next_read(_RECEIPT_S):
            self._is_lent = True
            return Receipt.ARRIVED, NOTHING
        self._forget()
        if self._session.is_closed or not self._session.is_ours:
            raise UnconfirmedError(Sentence("The window did not confirm the text."))
        return Receipt.IN_CLIPBOARD, Sentence(
            "The window did not confirm the text. {how_to_paste}", how_to_paste=HOW_TO_PASTE
        )

    async def keep(self, text: str) -> None:
        """Put ``text`` in the clipboard permanently.

        Raises:
            PortError: The session has ended.
        """
        self._forget()
        await self._offer_text(text)

    async def forget(self) -> None:
        """Restore a borrowed clipboard, and empty one in which a text waits.

        Raises:
            PortError: The session has ended.
        """
        if self._is_lent:
            await self.give_back()
        elif self._session.is_ours and self._served.keys() >= _SECRET.keys():
            await self._offer({PLAIN: b""})

    async def give_back(self) -> None:
        """Restore the user's clipboard, unless its content has changed.

        Raises:
            PortError: The session has ended.
        """
        saved = self._saved
        self._forget()
        if saved is not None and self._session.is_ours:
            # It cannot be cleared: the shell would restore its copy of the text.
            await self._offer(saved or {PLAIN: b""})
            if self._source.reads_at_once:
                # What the desktop has not read is lost with the session; the first to read may
                # have been the user, who pastes.
                await self._let_others_read(_QUIET_S)

    async def _wait_for_hotkey(self) -> None:
        """Wait until the hotkey is up, where our keys would end its hold and cut off speech."""
        while self._source.keys_end_a_hold and not self._session.is_closed and self._is_down():
            await self._next_read(_HELD_S)

    async def _let_others_read(self, quiet_s: float) -> None:
        """Wait for the desktop to read, if it does so at once, and until nobody has for a while."""
        if self._source.reads_at_once:
            await self._next_read(_SHELL_S)
        while await self._next_read(quiet_s):
            pass

    def _forget(self) -> None:
        self._saved = None
        self._is_asked = False
        self._is_lent = False

    async def _offer_text(self, text: str) -> None:
        await self._offer(dict.fromkeys(_TEXT_FORMS, text.encode()) | _SECRET)

    async def _offer(self, forms: Mapping[str, bytes]) -> None:
        while not self._reads.empty():
            self._reads.get_nowait()
        self._served = forms
        await self._session.offer(forms)

    async def _next_read(self, patience_s: float) -> bool:
        """Return whether a program reads the text in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                while not self._session.is_closed:
                    form = await self._reads.get()
                    if form is not None and form not in _SECRET:
                        return True
        return False
