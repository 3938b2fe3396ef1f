"""The typist of a Wayland session: a thread that pastes through its clipboard.

A session is open only during a delivery, since GNOME shows an indicator for it: it opens in
about 20 ms, while the speech is still being recognised.
"""

import asyncio
import contextlib
import enum
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.sentence import Sentence, joined
from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    Receipt,
    TakeId,
)
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal.agreement import ASKING
from maxwhisper_desktop.portal.connection import PortalGoneError
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.portal.retries import Retries
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.typist.clipboard_session import SessionSource
from maxwhisper_desktop.typist.paste_delivery import (
    HOW_TO_PASTE,
    PasteDelivery,
    UnconfirmedError,
)

if TYPE_CHECKING:
    from maxwhisper_desktop.typist.clipboard_session import ClipboardSession

log = logging.getLogger(__name__)

_SILENT_S: Final = 1.0
"""Seconds; an opening that takes longer has shown a dialog, which took the focus."""
_END_S: Final = 5.0
_KEPT_S: Final = 5.0
"""Seconds without a text after which a session that was opened for a take is closed."""
_ELSEWHERE: Final = Sentence("Another window is active than the one you spoke to.")
_ASKED: Final = Sentence("The desktop asked for permission first.")
_IN_HISTORY: Final = Sentence("The text is in the history.")
_UNEXPECTED: Final = Sentence(
    "The text could not be delivered; the log says why. It is in the history."
)


IsDown: TypeAlias = Callable[[], bool | None]
"""Returns whether the hotkey is down, None if unknown; called on any thread."""


@dataclass(frozen=True, slots=True)
class _Text:
    take: TakeId
    text: str
    report: Callable[[DeliveryEvent], None]


@dataclass(frozen=True, slots=True)
class _Aim:
    """A take whose text will follow."""

    take: TakeId


class _Chore(enum.Enum):
    TIDY = "tidy"
    """Another program owns the clipboard."""
    FORGET = "forget"
    """No text of ours may stay in the clipboard."""
    LEAVE = "leave"


class WaylandTypist:
    """Pastes through the clipboard of a Wayland session (the port ``Typist``).

    Everything but the public methods runs on the loop's thread, one job at a time. The settings
    are a frozen object that is replaced as a whole.
    """

    def __init__(
        self,
        source: SessionSource,
        delivery: Delivery,
        is_down: IsDown,
        tell: Callable[[Verdict], None],
    ) -> None:
        """Start; if the desktop must ask the user, it does so now.

        Args:
            source: Opens sessions.
            delivery: The user's choices.
            is_down: Returns whether the hotkey is down.
            tell: Called later with the result: whether the desktop passes text; and again while
                the desktop asks the user once more.
        """
        self._source = source
        self._wishes = delivery
        self._is_down = is_down
        self._tell = tell
        self._session: ClipboardSession | None = None
        self._delivery: PasteDelivery | None = None
        self._has_asked = False
        """Whether a dialog has taken the focus from the window that the next text is for."""
        self._retries = Retries()
        self._retry_s: float | None = None
        """Seconds after which to find out once more whether the desktop gives access."""
        self._aims: dict[TakeId, tuple[ClipboardSession, int]] = {}
        """The windows that were active when takes ended, as far as their sessions tell."""
        self._jobs: asyncio.Queue[_Text | _Aim | _Chore] = asyncio.Queue()
        self._thread = LoopThread("typist")
        self._working = self._thread.begin(self._work())

    @property
    def name(self) -> str:
        """The mechanism's name."""
        return self._source.mechanism

    def update(self, delivery: Delivery) -> None:
        """Apply new settings from the next text on."""
        self._wishes = delivery

    def aim(self, take: TakeId) -> str | None:
        """Open a session while the speech is being recognised; the window has no name here."""
        self._thread.call(self._jobs.put_nowait, _Aim(take))
        return None

    def deliver(self, take: TakeId, text: str, report: Callable[[DeliveryEvent], None]) -> None:
        """Deliver ``text`` at the cursor."""
        self._thread.call(self._jobs.put_nowait, _Text(take, text, report))

    def forget(self) -> None:
        """Remove our text from the clipboard, as far as its session is still open."""
        self._thread.call(self._jobs.put_nowait, _Chore.FORGET)

    def shut_down(self) -> None:
        """Restore a borrowed clipboard and end the thread."""
        self._thread.call(self._jobs.put_nowait, _Chore.LEAVE)
        with contextlib.suppress(TimeoutError, CancelledError):
            self._working.result(_END_S)
        self._thread.shut_down()

    async def _work(self) -> None:
        await self._try_out()
        while (job := await self._next()) is not _Chore.LEAVE:
            if isinstance(job, _Text):
                job.report(await self._deliver(job))
            elif isinstance(job, _Aim):
                await self._attempt(partial(self._prepare, job.take))
            elif job is _Chore.FORGET:
                if self._delivery is not None:
                    await self._attempt(self._delivery.forget)
            elif self._delivery is not None and not self._delivery.has_to_stay:
                await self._attempt(self._close)
        if self._delivery is not None and self._delivery.due_back_s is not None:
            await self._attempt(self._delivery.give_back)
        await self._attempt(self._close)
        self._drop()

    async def _try_out(self) -> None:
        """Find out whether the desktop gives access; it may ask the user."""
        try:
            session = await self._opened()
            await session.close()
        except PortalGoneError as error:
            self._tell_lacking(PortError(self._retries.reason(error)))
            if self._retries.may_ask:
                self._retry_s = self._retries.next_pause_s()
        except PortError as error:
            self._tell_lacking(error)
        self._has_asked = False

    async def _next(self) -> _Text | _Aim | _Chore:
        """Wait for a job; meanwhile restore the clipboard and close the session."""
        while True:
            wait_s, chore = self._next_chore()
            try:
                async with asyncio.timeout(wait_s):
                    return await self._jobs.get()
            except TimeoutError:
                await self._attempt(chore)

    def _next_chore(self) -> tuple[float | None, Callable[[], Coroutine[object, object, None]]]:
        """Return what to do if no job comes within the returned seconds."""
        delivery = self._delivery
        if delivery is None:
            return self._retry_s, self._try_out
        if delivery.due_back_s is not None:
            return delivery.due_back_s, self._give_back
        return (None if delivery.has_to_stay else _KEPT_S), self._close

    async def _give_back(self) -> None:
        session, delivery = self._session, self._delivery
        if session is not None and delivery is not None:
            await delivery.give_back()
            if delivery.has_to_stay:
                await session.rest()
            else:
                await self._close()

    async def _prepare(self, take: TakeId) -> None:
        delivery = await self._open()
        if self._session is not None and self._session.window is not None:
            self._aims[take] = self._session, self._session.window
        await delivery.save()

    async def _deliver(self, job: _Text) -> DeliveryEvent:
        try:
            receipt, detail = await self._bring(job)
        except UnconfirmedError as error:
            return DeliveryFailed(job.take, joined([error.sentence, _IN_HISTORY]))
        except PortError as error:
            self._drop()
            return DeliveryFailed(job.take, joined([error.sentence, _IN_HISTORY]))
        except Exception:
            log.exception("a delivery failed")
            self._drop()
            return DeliveryFailed(job.take, _UNEXPECTED)
        return Delivered(job.take, receipt, detail)

    async def _bring(self, job: _Text) -> tuple[Receipt, Sentence]:
        delivery = await self._open()
        reason = self._reason_to_keep(job.take)
        if reason is None:
            return await delivery.paste(job.text, self._wishes)
        await delivery.keep(job.text)
        return Receipt.IN_CLIPBOARD, joined([reason, HOW_TO_PASTE])

    def _reason_to_keep(self, take: TakeId) -> Sentence | None:
        """Return why a text must not be pasted, if it must not: the focus has changed."""
        session, window = self._aims.pop(take, (None, None))
        # Takes are delivered in order, so the windows of earlier ones are no longer needed.
        self._aims = {later: aim for later, aim in self._aims.items() if later > take}
        if self._has_asked:
            self._has_asked = False
            return _ASKED
        if session is not None and session is self._session and session.window != window:
            return _ELSEWHERE
        return None

    async def _attempt(self, chore: Callable[[], Coroutine[object, object, None]]) -> None:
        """Do something whose failure only concerns a later delivery, which reports it."""
        try:
            await chore()
        except PortError as error:
            log.info("the clipboard: %s", error)
            self._drop()

    async def _open(self) -> PasteDelivery:
        if self._session is None or self._session.is_closed or self._delivery is None:
            saved = None if self._delivery is None else self._delivery.users_content
            self._abandon()
            self._session = await self._opened()
            self._delivery = PasteDelivery(self._session, self._source, self._is_down, saved)
        return self._delivery

    async def _opened(self) -> "ClipboardSession":
        """Open a session; tell the user if the desktop is asking them."""
        self._retry_s = None
        opening = asyncio.ensure_future(self._source.open(self._note_read, self._note_lost))
        is_asked = self._source.asks and await self._retries.is_asking(opening, _SILENT_S)
        self._has_asked = is_asked
        if is_asked:
            self._tell(Verdict(self._source.mechanism, Standing.LACKING, ASKING))
        try:
            session = await opening
        except PortError as error:
            if is_asked:
                self._tell_lacking(error)
            raise
        self._tell_usable()
        return session

    async def _close(self) -> None:
        self._has_asked = False
        session, self._session, self._delivery = self._session, None, None
        if session is not None:
            await session.close()

    def _drop(self) -> None:
        """Connect again the next time."""
        self._abandon()
        self._source.drop()

    def _abandon(self) -> None:
        """Free the session, which has ended."""
        if self._session is not None:
            self._session.abandon()
        self._session = self._delivery = None

    def _tell_usable(self) -> None:
        usable = Standing.USABLE
        self._tell(Verdict(self._source.mechanism, usable, self._source.strength))

    def _tell_lacking(self, error: PortError) -> None:
        lacking = Standing.LACKING
        self._tell(Verdict(self._source.mechanism, lacking, error.sentence, error.mend))

    def _note_read(self, form: str) -> None:
        if self._delivery is not None:
            self._delivery.note_read(form)

    def _note_lost(self) -> None:
        if self._delivery is not None:
            self._delivery.note_lost()
        self._jobs.put_nowait(_Chore.TIDY)
