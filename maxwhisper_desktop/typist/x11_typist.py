"""The typist of an X11 session: a thread that pastes or types, and serves the clipboard."""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from Xlib import X
from Xlib.error import ConnectionClosedError
from Xlib.protocol.event import SelectionNotify
from Xlib.protocol.rq import Event

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    TakeId,
)
from maxwhisper_desktop.ports import PortError, TypistError
from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.borrowed_clipboard import BorrowedClipboard
from maxwhisper_desktop.typist.x11_delivery import X11Delivery
from maxwhisper_desktop.typist.x11_keyboard import X11Keyboard
from maxwhisper_desktop.typist.x11_link import XLink
from maxwhisper_desktop.typist.x11_windows import focused_window

_HAND_OVER_S: Final = 1.0

_log = logging.getLogger(__name__)
_END_S: Final = 5.0
_LOST: Final = Sentence(
    "The connection to the screen was lost, so the text is only in the history. Restart "
    "MaxWhisper."
)
_BROKEN: Final = Sentence(
    "Text no longer reaches other windows; the log says why. It is in the history. Restart "
    "MaxWhisper."
)
_UNEXPECTED: Final = Sentence(
    "The text could not be delivered; the log says why. It is in the history."
)


def _hand_over(link: XLink) -> None:
    """Ask the clipboard manager, if there is one, to take over what we own, and wait for it."""
    manager = link.atom("CLIPBOARD_MANAGER")
    if not link.owner_of(manager):
        return
    answers: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, SelectionNotify) and event.selection == manager:
            answers.append(event)

    link.listen(hear)
    link.window.convert_selection(
        manager, link.atom("SAVE_TARGETS"), X.NONE, link.server_time()
    )
    link.wait(lambda: bool(answers), _HAND_OVER_S)
    link.unlisten(hear)


@dataclass(frozen=True, slots=True)
class _Aimed:
    take: TakeId
    window: int


class _Forget:
    """No text of ours may stay in the clipboard."""


@dataclass(frozen=True, slots=True)
class _Job:
    take: TakeId
    text: str
    report: Callable[[DeliveryEvent], None]


class X11Typist:
    """Pastes or types into X11 windows (the port ``Typist``).

    Its own thread does everything except ``aim``: it may have to wait for the user's keys and
    for other programs, which in turn wait for it while it owns the clipboard. The threads share
    a queue, an event, and the settings, a frozen object that is replaced as a whole. Each
    thread has its own connection to the display.
    """

    def __init__(
        self,
        delivery: Delivery,
        injected: InjectedKeys,
        hotkey_is_down: Callable[[], bool | None] = lambda: None,
    ) -> None:
        """Connect to the display.

        Args:
            delivery: The user's choices.
            injected: The ledger for all key strokes.
            hotkey_is_down: Called on the typist's thread.

        Raises:
            TypistError: There is no display, or it lacks something.
        """
        self._wishes = delivery
        self._jobs: queue.SimpleQueue[_Aimed | _Forget | _Job | None] = queue.SimpleQueue()
        self._is_stopping = threading.Event()
        self._aiming = XLink()
        self._link = XLink()
        try:
            self._clipboard = BorrowedClipboard(self._link)
            self._keyboard = X11Keyboard(self._link, injected)
        except TypistError:
            self._close()
            raise
        self._delivery = X11Delivery(
            self._link,
            self._clipboard,
            self._keyboard,
            hotkey_is_down,
            self._is_stopping.is_set,
        )
        self._aims: dict[TakeId, int] = {}
        self._thread = threading.Thread(target=self._run, name="typist", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The mechanism's name in status and panel."""
        method = self._wishes.method
        return "X11, typing" if method is DeliveryMethod.TYPE else "X11, pasting"

    def update(self, delivery: Delivery) -> None:
        """Apply changed settings from the next text on."""
        self._wishes = delivery

    def aim(self, take: TakeId) -> str | None:
        """Remember the active window as the target of ``take``'s text."""
        try:
            window = focused_window(self._aiming)
            self._aiming.forget_events()
        except ConnectionClosedError:
            return None
        if window is None:
            return None
        self._ask(_Aimed(take, window.xid))
        return f"{window.xid:#x}"

    def deliver(self, take: TakeId, text: str, report: Callable[[DeliveryEvent], None]) -> None:
        """Insert ``text`` at the cursor."""
        self._ask(_Job(take, text, report))

    def forget(self) -> None:
        """Remove our text from the clipboard."""
        self._ask(_Forget())

    def shut_down(self) -> None:
        """Release keys and clipboard, and end the thread."""
        self._is_stopping.set()
        self._ask(None)
        self._thread.join(_END_S)
        if not self._thread.is_alive():
            self._close()

    def _close(self) -> None:
        for link in (self._aiming, self._link):
            with contextlib.suppress(ConnectionClosedError):
                link.close()

    def _ask(self, what: _Aimed | _Forget | _Job | None) -> None:
        self._jobs.put(what)
        self._link.ring()

    def _run(self) -> None:
        try:
            self._work()
            self._leave()
        except ConnectionClosedError:
            _log.warning("the connection to the X server was lost")
            self._refuse(_LOST)
        except Exception:  # noqa: BLE001 - top of the thread, which must keep answering
            _log.exception("the typist failed")
            with contextlib.suppress(ConnectionClosedError):
                # So that nobody waits for a clipboard that no longer answers.
                self._link.display.close()
            self._refuse(_BROKEN)

    def _work(self) -> None:
        while True:
            asked = self._next()
            if asked is None or self._is_stopping.is_set():
                return
            if isinstance(asked, _Aimed):
                self._aims[asked.take] = asked.window
                if self._wishes.method is not DeliveryMethod.TYPE:
                    # While the speech is being recognised.
                    self._clipboard.save()
            elif isinstance(asked, _Forget):
                self._clipboard.forget()
            else:
                self._do(asked)

    def _next(self) -> _Aimed | _Forget | _Job | None:
        """Wait for the next request; meanwhile, restore the clipboard once nobody reads it."""
        while True:
            due_at = self._clipboard.due_back_at
            left_s = None if due_at is None else max(due_at - time.monotonic(), 0.0)
            if self._link.wait(lambda: not self._jobs.empty(), left_s):
                return self._jobs.get()
            due_at = self._clipboard.due_back_at
            if due_at is not None and time.monotonic() >= due_at:
                self._clipboard.give_back()

    def _do(self, job: _Job) -> None:
        event = self._deliver(job)
        if not self._is_stopping.is_set():
            job.report(event)
        self._delivery.tidy(lambda: not self._jobs.empty())

    def _deliver(self, job: _Job) -> DeliveryEvent:
        aimed_at = self._aims.pop(job.take, None)
        # Takes are delivered in order, so the targets of earlier ones are no longer needed.
        self._aims = {take: xid for take, xid in self._aims.items() if take > job.take}
        try:
            result = self._delivery.deliver(job.text, aimed_at, self._wishes)
        except ConnectionClosedError:
            if not self._is_stopping.is_set():
                job.report(DeliveryFailed(job.take, _LOST))
            raise
        except PortError as error:
            return DeliveryFailed(job.take, error.sentence)
        except Exception:  # noqa: BLE001 - top of a delivery: reported to the user
            _log.exception("a delivery failed")
            return DeliveryFailed(job.take, _UNEXPECTED)
        return Delivered(job.take, result.receipt, result.detail)

    def _leave(self) -> None:
        self._keyboard.leave()
        self._clipboard.give_back()
        if self._clipboard.is_ours():
            _hand_over(self._link)

    def _refuse(self, reason: Sentence) -> None:
        """Answer all further requests with a failure, until the app ends."""
        while asked := self._jobs.get():
            if isinstance(asked, _Job):
                asked.report(DeliveryFailed(asked.take, reason))
