"""Whether the user wants quiet: "do not disturb" of the desktop, which our tones respect.

Notifications need nothing of this: the desktop itself holds them back, unless they are urgent.

- Plasma, and what follows it: the property ``Inhibited`` of the notification server.
- dunst: its own property ``paused``.
- GNOME: the setting ``show-banners``, of which neither the server nor the desktop portal tells; so
  GNOME's own command is asked.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from maxwhisper_desktop.portal.agreement import desktops
from maxwhisper_desktop.portal.bus_calls import ask_property
from maxwhisper_desktop.portal.connection import connect_to_session_bus
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.ports import PortError

_ANSWER_S: Final = 0.2
"""Seconds after which a tone is played without an answer: later it would say nothing any more."""

_SERVER: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_PROPERTIES: Final = ((_SERVER, "Inhibited"), ("org.dunstproject.cmd0", "paused"))
"""Interfaces and properties of notification servers that are true while they hold back."""

_GNOME_ASKS: Final = ("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")


class DoNotDisturb:
    """Asks the desktop, on a thread of its own."""

    def __init__(self) -> None:
        self._thread: LoopThread | None = None

    def unless_on(self, act: Callable[[], None]) -> Future[bool]:
        """Call ``act`` on the thread, unless the user wants quiet.

        Returns:
            At once; later tells whether ``act`` was called.
        """
        if self._thread is None:
            self._thread = LoopThread("do not disturb")
        return self._thread.begin(_unless_on(act))

    def shut_down(self) -> None:
        """End the thread."""
        if self._thread is not None:
            self._thread.shut_down()


async def _unless_on(act: Callable[[], None]) -> bool:
    try:
        async with asyncio.timeout(_ANSWER_S):
            is_on = await _is_on()
    except TimeoutError:
        is_on = False
    if not is_on:
        act()
    return not is_on


async def _is_on() -> bool:
    answers = await asyncio.gather(_is_server_quiet(), _is_gnome_quiet())
    return any(answers)


async def _is_server_quiet() -> bool:
    try:
        bus = await connect_to_session_bus()
    except PortError:
        return False
    try:
        told = [await ask_property(bus, _SERVER, _PATH, *asked) for asked in _PROPERTIES]
    finally:
        bus.disconnect()
    return any(one is True for one in told)


async def _is_gnome_quiet() -> bool:
    if "GNOME" not in desktops():
        return False
    try:
        asking = await asyncio.create_subprocess_exec(
            *_GNOME_ASKS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
    except OSError:
        return False
    told, _ = await asking.communicate()
    return told.strip() == b"false"
