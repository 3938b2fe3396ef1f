"""The desktop's keyboard and clipboard through its portal (RemoteDesktop and Clipboard).

The user gives permission once; a token then opens the next session without a dialog, in about
20 ms. Each read of the offered content is a request, served on a thread that waits for the
reader.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Final, Self

from dbus_fast import Variant

from engine.sentence import Sentence
from maxwhisper_desktop.portal.agreement import desktops
from maxwhisper_desktop.portal.connection import (
    REVOKED,
    PortalConnection,
    PortalError,
    PortalGoneError,
    PortalSignal,
)
from maxwhisper_desktop.settings.settings import PasteChord
from maxwhisper_desktop.typist.clipboard_session import PASTE_KEYS, read_all, write_all

log = logging.getLogger(__name__)

REMOTE: Final = "RemoteDesktop"
_CLIPBOARD: Final = "Clipboard"
_KEYBOARD: Final = 1
_UNTIL_REVOKED: Final = 2
_PRESSED, _RELEASED = 1, 0
_OWNER_S: Final = 1.0
"""Seconds within which GNOME reports the clipboard's owner: right after the start, but 0.2 s were
not enough on a loaded machine. Plasma 6.7 reports only changes after the start."""
_PLAIN: Final = "text/plain;charset=utf-8"
"""The format to read if the desktop does not report which ones exist."""
_UNTOLD_S: Final = 1.5
"""Timeout in seconds for that: Plasma does not reply at all if the format does not exist."""
_STOPPED: Final = Sentence(
    "Pasting was stopped from the desktop, before the window had the text."
)


class PortalSession:
    """A session, from ``open`` to ``close``. On the connection's thread."""

    def __init__(
        self,
        connection: PortalConnection,
        handle: str,
        on_read: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._handle = handle
        self._on_read = on_read
        self._on_lost = on_lost
        self._owner_told = asyncio.Event()
        self._offered: Mapping[str, bytes] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._owner_forms: tuple[str, ...] = ()
        self.is_ours = False
        """Whether the clipboard's content is what we offered last."""
        self.token: str | None = None
        """Opens the next session without a dialog."""
        self._has_ended = False

    @property
    def is_closed(self) -> bool:
        """Whether it has ended, by itself or with the portal."""
        return self._has_ended or self._connection.gone.done()

    @classmethod
    async def open(
        cls,
        connection: PortalConnection,
        token: str | None,
        on_read: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> Self:
        """Open a session; without a valid token the desktop asks the user.

        Args:
            connection: The connection to the portal.
            token: The previous session's token.
            on_read: Called with the format in which a program has read the whole content.
            on_lost: Called once another program owns the clipboard, or the session has ended.

        Raises:
            PortalRefusedError: The user denied it.
            PortalError: It cannot be opened.
        """
        session = cls(connection, await connection.create_session(REMOTE), on_read, on_lost)
        connection.listen(session._hear)
        try:
            await session._start(token)
        except BaseException:
            connection.unlisten(session._hear)
            raise
        return session

    async def close(self) -> None:
        """End the session."""
        self._connection.unlisten(self._hear)
        if self.is_closed:
            return
        self._has_ended = True
        with contextlib.suppress(PortalError):
            await self._connection.end_session(self._handle)

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

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        """Offer content in the clipboard, in several formats; none clears it.

        Raises:
            PortalError: The session has ended.
        """
        self._offered = forms
        options = {"mime_types": Variant("as", [*forms])} if forms else {}
        await self._ask(_CLIPBOARD, "SetSelection", "oa{sv}", options)
        self.is_ours = bool(forms)

    async def read(self) -> dict[str, bytes] | None:
        """Return the content that another program has put in the clipboard, in all formats.

        None if it is unknown.
        """
        if "GNOME" in desktops():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_OWNER_S):
                    await self._owner_told.wait()
        if self._owner_told.is_set():
            return await self._read_forms(self._owner_forms)
        try:
            async with asyncio.timeout(_UNTOLD_S):
                found = await self._read_forms((_PLAIN,))
        except TimeoutError:
            return None
        return found if found.get(_PLAIN) else None

    async def _read_forms(self, forms: Iterable[str]) -> dict[str, bytes]:
        found = {}
        for form in forms:
            try:
                file = await self._connection.file(
                    _CLIPBOARD, "SelectionRead", "os", self._handle, form
                )
                found[form] = await asyncio.to_thread(read_all, file)
            except (PortalError, OSError) as error:
                log.info("could not read the clipboard as %s: %s", form, error)
        return found

    def _hear(self, signal: PortalSignal) -> None:
        if signal.member == REVOKED and signal.body == (self.token,):
            self._begin(self.close())
            self.is_ours = False
            self._on_lost()
        # Of a session's own signals, the first argument may be a dict, which no set can have.
        if self._handle not in (signal.path, *signal.body[:1]):
            return
        match signal.member:
            case "SelectionOwnerChanged":
                options = signal.body[1]
                assert isinstance(options, dict)
                self._note_owner(options)
            case "SelectionTransfer":
                _, form, serial = signal.body
                self._begin(self._serve(str(form), int(str(serial))))
            case "Closed":
                self._has_ended = True
                self._on_lost()
            case _:
                pass

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _note_owner(self, told: Mapping[str, object]) -> None:
        was_ours, self.is_ours = self.is_ours, bool(told.get("session_is_owner"))
        if not self.is_ours:
            self._owner_forms = _forms(told.get("mime_types"))
            self._owner_told.set()
            if was_ours:
                self._on_lost()

    async def _start(self, token: str | None) -> None:
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
        # Must precede the start, which asks the user for both at once.
        await self._connection.call(_CLIPBOARD, "RequestClipboard", "oa{sv}", self._handle, {})
        results = await self._connection.request(REMOTE, "Start", "osa{sv}", self._handle, "")
        if not results.get("clipboard_enabled") or not results.get("devices"):
            raise PortalError(
                Sentence(
                    "MaxWhisper needs both the keyboard and the clipboard. Allow both when asked."
                )
            )
        token = results.get("restore_token")  # type: ignore[assignment] # a string where it is there
        self.token = token

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

    async def _serve(self, form: str, serial: int) -> None:
        content = self._offered.get(form)
        is_read = False
        try:
            file = await self._connection.file(
                _CLIPBOARD, "SelectionWrite", "ou", self._handle, serial
            )
            is_read = await asyncio.to_thread(write_all, file, content or b"")
            await self._connection.call(
                _CLIPBOARD, "SelectionWriteDone", "oub", self._handle, serial, is_read
            )
        except PortalError as error:
            log.info("the clipboard was not transferred: %s", error)
        if is_read and content is not None:
            self._on_read(form)


def _forms(told: object) -> tuple[str, ...]:
    # Some portals wrap the list in a structure.
    while isinstance(told, list | tuple) and len(told) == 1 and isinstance(told[0], list):
        told = told[0]
    return tuple(map(str, told)) if isinstance(told, list | tuple) else ()
