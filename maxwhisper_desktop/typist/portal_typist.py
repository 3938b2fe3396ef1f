"""Text through the desktop portal (RemoteDesktop), on GNOME and Plasma.

The clipboard is the portal's (Clipboard) on GNOME, the compositor's on Plasma: there the portal has none
before 6.4, and since then only the plain text of what another program copied.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Standing, Tell, Verdict
from maxwhisper_desktop.portal.agreement import (
    ASKING,
    SHORTCUTS,
    desktops,
    lacks,
    require_agreement,
    require_portal_session,
)
from maxwhisper_desktop.portal.connection import (
    PortalConnection,
    PortalLacksError,
    PortalRefusedError,
)
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.ports import TypistError, raised_as
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.paths import remote_desktop_token_file
from maxwhisper_desktop.typist import data_control
from maxwhisper_desktop.typist.clipboard_session import ClipboardSession
from maxwhisper_desktop.typist.data_control import DataControlSession
from maxwhisper_desktop.typist.portal_keyboard import REMOTE, PortalKeyboard
from maxwhisper_desktop.typist.portal_session import PortalSession
from maxwhisper_desktop.typist.wayland_typist import IsDown, WaylandTypist

log = logging.getLogger(__name__)

MECHANISM: Final = "Desktop portal"
STRENGTH: Final = Sentence(
    "Text is pasted, and the desktop tells whether a window has taken it."
)
_NO_PERMISSION: Final = Sentence(
    "You did not allow MaxWhisper to paste text into windows. To be asked again, restart "
    "MaxWhisper."
)


def open_portal_typist(delivery: Delivery, is_down: IsDown, tell: Tell) -> WaylandTypist:
    """Return a typist; if there is no token yet, the desktop asks the user now.

    Args:
        delivery: The user's choices.
        is_down: Returns whether the hotkey is down; None if unknown.
        tell: Called at once, since nothing works before the answer, and later with the result.

    Raises:
        TypistError: This session's desktop does not support it.
    """
    _require_usable()
    tell(Verdict(MECHANISM, Standing.LACKING, ASKING))
    return WaylandTypist(PortalSource(), delivery, is_down, tell)


class PortalSource:
    """Opens sessions, each with the previous one's token (a ``SessionSource``)."""

    mechanism = MECHANISM
    strength = STRENGTH
    asks = True

    def __init__(self) -> None:
        self._is_on_gnome = self.reads_at_once = self.keeps_plain_text = "GNOME" in desktops()
        # On an older GNOME they end the repeats of a key that is bound to a command.
        self.keys_end_a_hold = "KDE" in desktops() or lacks(SHORTCUTS)
        self._connection: PortalConnection | None = None
        self._is_refused = False

    async def open(
        self, on_read: Callable[[str], None], on_lost: Callable[[], None]
    ) -> ClipboardSession:
        """Open a session; without a valid token the desktop asks the user, but not twice.

        Raises:
            PortalRefusedError: The user denied it, now or before.
            PortalError: It cannot be opened.
        """
        if self._is_refused:
            # A dialog at each text would take the focus from somebody who has said no.
            raise PortalRefusedError(_NO_PERMISSION)
        if self._connection is not None and self._connection.gone.done():
            self.drop()
        if self._connection is None:
            self._connection = await PortalConnection.open(APP_ID)
        try:
            return await self._open_on(self._connection, on_read, on_lost)
        except PortalRefusedError as error:
            self._is_refused = True
            raise PortalRefusedError(_NO_PERMISSION) from error

    async def _open_on(
        self,
        connection: PortalConnection,
        on_read: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> ClipboardSession:
        if self._is_on_gnome:
            session = PortalSession(connection, on_read, on_lost)
            try:
                await _use_token(session)
            except PortalLacksError:  # GNOME before 45: nor does its compositor give access.
                await session.close()
            else:
                return session
        return await _open_with_compositor(connection, on_read, on_lost)

    def drop(self) -> None:
        """Connect again for the next session."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def probe_portal() -> None:
    """Check that the portal responds, without asking the user.

    Raises:
        TypistError: It does not.
    """
    _require_usable()
    with raised_as(TypistError):
        asyncio.run(_probe())


async def _probe() -> None:
    connection = await PortalConnection.open(APP_ID)
    try:
        await connection.create_session(REMOTE)
    finally:
        connection.close()


async def _open_with_compositor(
    connection: PortalConnection,
    on_read: Callable[[str], None],
    on_lost: Callable[[], None],
) -> DataControlSession:
    """Open a session with the compositor's clipboard and the portal's keys.

    Raises:
        TypistError: The compositor does not give access, or does not respond.
        PortalError: As in ``PortalSource.open``.
    """
    compositor = data_control.connect()
    keyboard = PortalKeyboard(connection, on_lost)
    try:
        await _use_token(keyboard)
    except BaseException:
        compositor.close()
        raise
    return DataControlSession(compositor, keyboard, on_read, on_lost)


async def _use_token(keyboard: PortalKeyboard) -> None:
    """Open a session with the last token, and store the next one."""
    file = remote_desktop_token_file()
    await keyboard.open(_read_token(file))
    _write_token(file, keyboard.token)


def _require_usable() -> None:
    with raised_as(TypistError):
        require_portal_session()
        require_agreement()


def _read_token(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None


def _write_token(file: Path, token: str | None) -> None:
    """Store the token, readable only by the user, since it allows typing into any window."""
    if token is None:
        return
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            os.fchmod(handle, 0o600)
            stream.write(token)
    except OSError as error:
        log.warning("the desktop will ask again: %s: %s", file, error.strerror)
