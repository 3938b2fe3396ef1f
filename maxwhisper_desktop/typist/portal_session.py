"""GNOME's keyboard and clipboard through its portal (RemoteDesktop and Clipboard).

Each read of the offered content is a request, served on a thread that waits for the reader.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dbus_fast import Variant
from typing_extensions import override

from engine.sentence import Sentence
from maxwhisper_desktop.portal.connection import (
    GNOME_PART,
    PortalConnection,
    PortalError,
    PortalSignal,
)
from maxwhisper_desktop.typist.clipboard_session import read_all, write_all
from maxwhisper_desktop.typist.portal_keyboard import PortalKeyboard

log = logging.getLogger(__name__)

_CLIPBOARD: Final = "Clipboard"
_OWNER_S: Final = 1.0
"""Seconds within which GNOME tells the clipboard's owner, where only time shows that there is none:
0.2 s were not enough on a loaded machine."""


class PortalSession(PortalKeyboard):
    """A session (a ``ClipboardSession``), from ``open`` to ``close``. On the connection's thread."""

    def __init__(
        self,
        connection: PortalConnection,
        on_read: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> None:
        """Prepare a session.

        Args:
            connection: The connection to the portal.
            on_read: Called with the format in which a program has read the whole content.
            on_lost: Called once another program owns the clipboard, or the session has ended.
        """
        super().__init__(connection, on_lost)
        self._on_read = on_read
        self._owner_told = asyncio.Event()
        self._offered: Mapping[str, bytes] = {}
        self._owner_forms: tuple[str, ...] = ()
        self._is_ours = False

    @property
    def is_ours(self) -> bool:
        """Whether the clipboard's content is what we offered last."""
        return self._is_ours and not self.is_closed

    @property
    def window(self) -> None:
        """Unknown: GNOME does not tell which window is active."""
        return None

    async def rest(self) -> None:
        """Do nothing: the clipboard ends with the session."""

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        """Offer content in the clipboard, in several formats; none clears it.

        Raises:
            PortalError: The session has ended.
        """
        self._offered = forms
        options = {"mime_types": Variant("as", [*forms])} if forms else {}
        await self._ask(_CLIPBOARD, "SetSelection", "oa{sv}", options)
        self._is_ours = bool(forms)

    async def read(self) -> dict[str, bytes] | None:
        """Return the content that another program has put in the clipboard, in all formats.

        None if it is unknown.
        """
        # GNOME tells the owner right after the start, if there is one. Without one there is nothing
        # to read, and to try crashes the portal of GNOME 48.
        is_told = self._owner_told.is_set()
        if not is_told and not await self._connection.catch_up(GNOME_PART, _CLIPBOARD):
            try:
                async with asyncio.timeout(_OWNER_S):
                    await self._owner_told.wait()
            except TimeoutError:
                return None
        return await self._read_forms(self._owner_forms)

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

    @override
    async def _request_more(self) -> None:
        await self._connection.call(_CLIPBOARD, "RequestClipboard", "oa{sv}", self._handle, {})

    @override
    def _require_allowed(self, results: Mapping[str, object]) -> None:
        if not results.get("clipboard_enabled") or not results.get("devices"):
            raise PortalError(
                Sentence(
                    "MaxWhisper needs both the keyboard and the clipboard. Allow both when asked."
                )
            )

    @override
    def _hear_own(self, signal: PortalSignal) -> None:
        match signal.member:
            case "SelectionOwnerChanged":
                options = signal.body[1]
                assert isinstance(options, dict)
                self._note_owner(options)
            case "SelectionTransfer":
                _, form, serial = signal.body
                self._begin(self._serve(str(form), int(str(serial))))
            case _:
                super()._hear_own(signal)

    def _note_owner(self, told: Mapping[str, object]) -> None:
        was_ours, self._is_ours = self._is_ours, bool(told.get("session_is_owner"))
        if not self._is_ours:
            self._owner_forms = _forms(told.get("mime_types"))
            self._owner_told.set()
            if was_ours:
                self._on_lost()

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
