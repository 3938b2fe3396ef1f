"""Pauses media players while the user speaks (MPRIS), and lets them go on afterwards.

Only those that are playing are paused. Each goes on once the user has spoken, unless somebody has changed
its state meanwhile: then it does what they wanted.
"""

import asyncio
import logging
from concurrent.futures import wait
from typing import TYPE_CHECKING, Final

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from maxwhisper_desktop.portal.bus_calls import PROPERTIES, ask, ask_property
from maxwhisper_desktop.portal.connection import BUS, connect_to_session_bus
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.ports import PortError

if TYPE_CHECKING:
    from concurrent.futures import Future

log = logging.getLogger(__name__)

PLAYERS: Final = "org.mpris.MediaPlayer2."
PATH: Final = "/org/mpris/MediaPlayer2"
PLAYER: Final = "org.mpris.MediaPlayer2.Player"

_STAND_INS: Final = frozenset({f"{PLAYERS}playerctld"})
"""Services that pass on everything to one of the others."""

_END_S: Final = 2.0
"""Seconds that the app's end waits for players to go on."""

_CHANGES: Final = (
    f"type='signal',interface='{PROPERTIES}',member='PropertiesChanged',path='{PATH}'"
)


class MediaPlayers:
    """The players on the session bus (the port ``Players``).

    Each call returns at once: the bus has a thread of its own, and each pause its own connection.
    """

    def __init__(self) -> None:
        self._thread: LoopThread | None = None
        self._is_over: asyncio.Event | None = None
        self._pauses: list[Future[None]] = []

    def pause(self) -> None:
        """Pause those that are playing, until ``go_on``."""
        self.go_on()
        if self._thread is None:
            self._thread = LoopThread("media players")
        self._is_over = asyncio.Event()
        going_on = [pause for pause in self._pauses if not pause.done()]
        self._pauses = [*going_on, self._thread.begin(_pause_all(self._is_over))]

    def go_on(self) -> None:
        """Let those go on that were paused and that nobody has touched since."""
        if self._thread is not None and self._is_over is not None:
            self._thread.call(asyncio.Event.set, self._is_over)
            self._is_over = None

    def shut_down(self) -> None:
        """Let players go on, and end the thread."""
        self.go_on()
        if self._thread is not None:
            wait(self._pauses, _END_S)
            self._thread.shut_down()


async def _pause_all(is_over: asyncio.Event) -> None:
    try:
        bus = await connect_to_session_bus()
    except PortError as error:
        log.info("no media players, as there is no session bus: %s", error)
        return
    try:
        await ask(bus, BUS, "/org/freedesktop/DBus", BUS, "AddMatch", "s", _CHANGES)
        (names,) = await ask(bus, BUS, "/org/freedesktop/DBus", BUS, "ListNames") or ([],)
        assert isinstance(names, list)
        players = [
            name for name in names if name.startswith(PLAYERS) and name not in _STAND_INS
        ]
        await asyncio.gather(*(_pause(bus, player, is_over) for player in players))
    finally:
        bus.disconnect()


async def _pause(bus: MessageBus, player: str, is_over: asyncio.Event) -> None:
    """Pause a player that is playing; once it is over, let it go on if nobody has touched it."""
    if await _status(bus, player) != "Playing" or is_over.is_set():
        return
    (owner,) = await ask(
        bus, BUS, "/org/freedesktop/DBus", BUS, "GetNameOwner", "s", player
    ) or (None,)
    await ask(bus, player, PATH, PLAYER, "Pause")
    is_touched = False

    def hear(message: Message) -> None:
        nonlocal is_touched
        if message.member == "PropertiesChanged" and message.sender == owner:
            status = message.body[1].get("PlaybackStatus")
            is_touched |= status is not None and status.value != "Paused"

    bus.add_message_handler(hear)
    await is_over.wait()
    # One that is too busy to say would stay silent otherwise.
    if await _status(bus, player) in {"Paused", None} and not is_touched:
        await ask(bus, player, PATH, PLAYER, "Play")


async def _status(bus: MessageBus, player: str) -> object:
    """Return whether a player is ``Playing``, ``Paused`` or ``Stopped``; None if it does not say."""
    return await ask_property(bus, player, PATH, PLAYER, "PlaybackStatus")
