"""The hotkey through the desktop portal (GlobalShortcuts), on GNOME and Plasma.

The desktop asks the user once, remembers the answer, and from then on reports press and release
of the key in any window. The window does not see the key.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from dbus_fast import Variant

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    HotkeyEvent,
    HotkeyLost,
    KeyPressed,
    KeyReleased,
)
from maxwhisper_desktop.hotkey.key_names import button_number, label, require_allowed, x11_name
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.press_stream import REPEAT_MS, PressStream
from maxwhisper_desktop.hotkey.x11_keymap import is_modifier
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal.agreement import (
    ASKING,
    SHORTCUTS,
    desktops,
    lacks,
    require_agreement,
    require_portal_session,
)
from maxwhisper_desktop.portal.connection import (
    ENDED,
    PortalConnection,
    PortalError,
    PortalGoneError,
    PortalRefusedError,
    PortalSignal,
)
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.portal.retries import Retries
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed, raised_as

log = logging.getLogger(__name__)

MECHANISM: Final = "Desktop portal"
STRENGTH: Final = Sentence("The desktop tells MaxWhisper when the key goes down and up.")
_SILENT_S: Final = 1.5
"""Seconds; a desktop that takes longer to pass the key is asking the user."""


class PortalHotkey:
    """A key (the port ``Hotkey``). Only its loop's thread uses the connection and the stream.

    Except ``is_down``, which reads single attributes of the stream, each replaced as a whole.
    """

    def __init__(self, key: str, tell: Callable[[Verdict], None]) -> None:
        """Check that the desktop may be asked for ``key``.

        Args:
            key: Its name in the settings.
            tell: Called while the desktop may be asking the user, and with the result: whether
                it passes the key.

        Raises:
            HotkeyError: It may not be asked.
        """
        require_usable(key)
        with raised_as(HotkeyError):
            require_agreement()
        self._key = key
        self._shortcut = f"dictate-{x11_name(key)}"
        self._tell = tell
        self._stream = PressStream()
        self._repeats = "GNOME" in desktops()
        """Whether the desktop repeats a press while the key is down, and may miss its release."""
        self._was_bound = False
        self._retries = Retries()
        self._thread: LoopThread | None = None

    @property
    def name(self) -> str:
        """The mechanism's name."""
        return MECHANISM

    @property
    def n_other_strokes(self) -> int | None:
        """Unknown: the desktop reports no other keys."""
        return None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Start reporting; called once."""
        self._report = report
        self._lack(ASKING)
        self._thread = LoopThread("hotkey")
        self._thread.begin(self._serve())

    def is_down(self) -> bool | None:
        """Return whether the key is down according to the signals; None if unknown."""
        if self._repeats:
            return self._stream.is_down(_now_ms())
        return self._stream.is_held

    def shut_down(self) -> None:
        """Stop listening."""
        if self._thread is not None:
            self._thread.shut_down()

    async def _serve(self) -> None:
        while True:
            try:
                await self._serve_one_portal()
            except PortalGoneError as error:
                if not self._retries.may_ask:
                    self._fail(
                        Sentence(
                            "The desktop ended each time it asked you about {key}. To be asked "
                            "again, choose the key again in the settings.",
                            key=key_sentence(label(self._key)),
                        )
                    )
                    return
                self._lack(self._retries.reason(error))
            except PortalRefusedError:
                self._fail(
                    Sentence(
                        "You did not allow the desktop to pass {key} to MaxWhisper. To be asked "
                        "again, choose the key again in the settings.",
                        key=key_sentence(label(self._key)),
                    )
                )
                return
            except PortalError as error:
                if not self._was_bound:
                    self._fail(error.sentence)
                    return
            await asyncio.sleep(self._retries.next_pause_s())

    async def _serve_one_portal(self) -> None:
        connection = await PortalConnection.open(APP_ID)
        connection.listen(self._hear)
        try:
            await self._bind_or_ask(connection)
            self._was_bound = True
            self._retries = Retries()
            self._tell(Verdict(MECHANISM, Standing.USABLE, STRENGTH))
            await connection.gone
        finally:
            connection.close()
        if self._stream.deactivated():
            self._report(HotkeyLost(ENDED))
        raise PortalGoneError(ENDED)

    async def _bind_or_ask(self, connection: PortalConnection) -> None:
        """Let the desktop pass the key; tell the user if it is asking them."""
        binding = asyncio.ensure_future(self._bind(connection))
        if await self._retries.is_asking(binding, _SILENT_S):
            self._lack(ASKING)
        await binding

    async def _bind(self, connection: PortalConnection) -> None:
        wanted = {
            "description": Variant("s", f"Hold {label(self._key)} to dictate"),
            "preferred_trigger": Variant("s", x11_name(self._key)),
        }
        shortcuts: list[list[object]] = [[self._shortcut, wanted]]
        session = await _create_session(connection, shortcuts)
        try:
            bound = await connection.request(
                SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", session, shortcuts, ""
            )
        except PortalRefusedError as error:
            # GNOME 48 answers that it has failed although it has bound the key.
            bound = error.results
            if not bound.get("shortcuts"):
                raise
        found = bound.get("shortcuts")
        triggers = {
            each[0]: each[1]["trigger_description"].value
            for each in (found if isinstance(found, list) else [])
            if "trigger_description" in each[1]
        }
        if not triggers.get(self._shortcut):
            raise PortalError(
                Sentence(
                    "The desktop does not pass {key} to programs. Choose another key, such as F9 "
                    "or Pause.",
                    key=key_sentence(label(self._key)),
                )
            )
        log.info("the desktop passes %s", triggers[self._shortcut])

    def _hear(self, signal: PortalSignal) -> None:
        if signal.interface != SHORTCUTS or self._shortcut not in signal.body:
            return
        now_ms = _now_ms()
        if signal.member == "Activated":
            if self._stream.activated(now_ms):
                self._report(KeyPressed(now_ms))
            else:
                loop = asyncio.get_running_loop()
                loop.call_later(REPEAT_MS / 1000, self._resolve_doubt, now_ms)
        elif signal.member == "Deactivated" and self._stream.deactivated():
            self._report(KeyReleased(now_ms))

    def _resolve_doubt(self, heard_ms: int) -> None:
        if self._stream.is_in_doubt(_now_ms()):
            self._stream.deactivated()
            self._report(KeyReleased(heard_ms))

    def _lack(self, sentence: Sentence) -> None:
        self._tell(Verdict(MECHANISM, Standing.LACKING, sentence))

    def _fail(self, sentence: Sentence) -> None:
        self._lack(sentence)
        self._report(HotkeyLost(sentence))


def require_usable(key: str) -> None:
    """Check that this session's portal could pass a key.

    Raises:
        HotkeyError: It could not; the message suggests other keys.
    """
    with raised_as(HotkeyError):
        require_portal_session()
    if lacks(SHORTCUTS):
        raise HotkeyError(
            Sentence("This version of the desktop passes no keys to programs."),
            fits_session=False,
        )
    require_single_key(key)


def require_single_key(key: str) -> None:
    """Check that a desktop could tell of a key.

    Raises:
        HotkeyError: It could not; the message suggests other keys.
    """
    require_allowed(key)
    if button_number(key) is not None:
        raise HotkeyError(
            Sentence(
                "The desktop does not pass {key} to programs. Choose another key, such as F9 "
                "or Pause.",
                key=key_sentence(label(key)),
            )
        )
    if is_modifier(x11_name(key)):
        raise HotkeyError(
            Sentence(
                "The desktop does not tell when {key} is let go. Choose a key such as F9 or Pause.",
                key=key_sentence(label(key)),
            )
        )


def probe_portal(key: str) -> None:
    """Check that the portal responds and accepts shortcuts, without asking the user.

    Raises:
        HotkeyError: It does not.
    """
    require_usable(key)
    with raised_as(HotkeyError):
        require_agreement()
        asyncio.run(_probe())


async def _probe() -> None:
    connection = await PortalConnection.open(APP_ID)
    try:
        await _create_session(connection, [])
    finally:
        connection.close()


async def _create_session(connection: PortalConnection, shortcuts: list[list[object]]) -> str:
    # Plasma 5.27 reads the shortcuts here, and not in ``BindShortcuts``.
    return await connection.create_session(SHORTCUTS, shortcuts=Variant("a(sa{sv})", shortcuts))


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
