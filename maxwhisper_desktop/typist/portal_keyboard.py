"""The desktop's keyboard through its portal (RemoteDesktop).

The user gives permission once; a token then opens the next session without a dialog, in about
20 ms.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Final

from dbus_fast import Variant

from engine.sentence import Sentence
from maxwhisper_desktop.portal.connection import (
    REVOKED,
    PortalConnection,
    PortalError,
    PortalGoneError,
    PortalSignal,
)
from maxwhisper_desktop.settings.settings import PasteChord
from maxwhisper_desktop.typist.clipboard_session import PASTE_KEYS

REMOTE: Final = "RemoteDesktop"
_KEYBOARD: Final = 1
_UNTIL_REVOKED: Final = 2
_PRESSED, _RELEASED = 1, 0
_STOPPED: Final = Sentence(
    "Pasting was stopped from the desktop, before the window had the text."
)


class PortalKeyboard:
    """A session with a keyboard, from ``open`` to ``close``. On the connection's thread."""

    def __init__(self, connection: PortalConnection, on_lost: Callable[[], None]) -> None:
        """Prepare a session.

        Args:
            connection: The connection to the portal.
            on_lost: Called once the session has ended, other than by ``close``.
        """
        self._connection = connection
        self._on_lost = on_lost
        self._handle = ""
        self._tasks: set[asyncio.Task[None]] = set()
        self.token: str | None = None
        """Opens the next session without a dialog."""
        self._has_ended = False

    @property
    def is_closed(self) -> bool:
        """Whether it has ended, by itself or with the portal."""
        return self._has_ended or self._connection.gone.done()

    async def open(self, token: str | None) -> None:
        """Open the session; without a valid token the desktop asks the user.

        Args:
            token: The previous session's.

        Raises:
            PortalLacksError: The desktop cannot do it; the user was not asked.
            PortalRefusedError: The user denied it.
            PortalError: It cannot be opened.
        """
        self._handle = await self._connection.create_session(REMOTE)
        self._connection.listen(self._hear)
        try:
            await self._request_more()
            known = {"restore_token": Variant("s", token)} if token else {}
            await self._connection.request(
                REMOTE,
                "SelectDevices",
                "oa{sv}",
                self._handle,
                types=Variant("u", _KEYBOARD),
                persist_mode=Variant("u", _UNTIL_REVOKED),
                **known,
            )
            results = await self._connection.request(
                REMOTE, "Start", "osa{sv}", self._handle, ""
            )
            self._require_allowed(results)
        except BaseException:
            self._connection.unlisten(self._hear)
            raise
        token = results.get("restore_token")  # type: ignore[assignment] # a string where it is there
        self.token = token

    async def close(self) -> None:
        """End the session."""
        self.abandon()
        if self.is_closed:
            return
        self._has_ended = True
        with contextlib.suppress(PortalError):
            await self._connection.end_session(self._handle)

    def abandon(self) -> None:
        """Hear no more of it; it ends with its connection."""
        self._connection.unlisten(self._hear)

    async def press(self, chord: PasteChord) -> None:
        """Press and release the keys that paste.

        Raises:
            PortalError: The session has ended.
        """
        down: list[int] = []
        try:
            for code in PASTE_KEYS[chord]:
                down.append(code)
                await self._key(code, _PRESSED)
        finally:
            for code in reversed(down):
                await self._key(code, _RELEASED)

    async def _request_more(self) -> None:
        """Request more than the keyboard.

        Comes first: the next step uses up the token, which must survive a ``PortalLacksError``.
        """

    def _require_allowed(self, results: Mapping[str, object]) -> None:
        """Check what the user has allowed.

        Raises:
            PortalError: It is not enough.
        """
        if not results.get("devices"):
            raise PortalError(
                Sentence("MaxWhisper needs the keyboard to paste. Allow it when asked.")
            )

    def _hear(self, signal: PortalSignal) -> None:
        if signal.member == REVOKED and signal.body == (self.token,):
            self._begin(self.close())
            self._on_lost()
        # Of a session's own signals, the first argument may be a dict, which no set can have.
        elif self._handle in (signal.path, *signal.body[:1]):
            self._hear_own(signal)

    def _hear_own(self, signal: PortalSignal) -> None:
        """Process a signal of this session."""
        if signal.member == "Closed":
            self._has_ended = True
            self._on_lost()

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _key(self, code: int, state: int) -> None:
        await self._ask(REMOTE, "NotifyKeyboardKeycode", "oa{sv}iu", {}, code, state)

    async def _ask(self, interface: str, member: str, signature: str, *body: object) -> None:
        """Call a method of this session."""
        try:
            await self._connection.call(interface, member, signature, self._handle, *body)
        except PortalGoneError:
            raise
        except PortalError as error:
            if self._has_ended:
                raise PortalError(_STOPPED) from error
            raise
