"""A media player on a test's session bus."""

from collections.abc import Coroutine
from typing import TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from patience import PATIENCE_S

from maxwhisper_desktop.portal.bus_calls import PROPERTIES
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.sound.media_players import PATH, PLAYER, PLAYERS

T = TypeVar("T")


class FakePlayer:
    """Plays nothing.

    Attributes:
        status: What it says that it does.
        calls: The methods that were called.
        is_silent: Whether it answers nothing.
        is_reticent: Whether it does what it is told, but does not say what it does.
    """

    def __init__(
        self, address: str, name: str, status: str = "Playing", *, is_silent: bool = False
    ) -> None:
        self.status = status
        self.calls: list[str] = []
        self.is_silent = is_silent
        self.is_reticent = False
        self._thread = LoopThread(name)
        self._bus = self._wait_for(self._connect(address, f"{PLAYERS}{name}"))

    def change(self, status: str) -> None:
        """Do what its user wants."""
        self._wait_for(self._change(status))

    def leave(self) -> None:
        """Leave the bus."""
        self._wait_for(self._disconnect())
        self._thread.shut_down()

    def _wait_for(self, coroutine: Coroutine[object, object, T]) -> T:
        return self._thread.begin(coroutine).result(PATIENCE_S)

    async def _connect(self, address: str, name: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.add_message_handler(self._answer)
        await bus.request_name(name)
        return bus

    async def _change(self, status: str) -> None:
        self.status = status
        changed = {"PlaybackStatus": Variant("s", status)}
        await self._bus.send(
            Message.new_signal(
                PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", [PLAYER, changed, []]
            )
        )

    async def _disconnect(self) -> None:
        self._bus.disconnect()

    def _answer(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return False
        if self.is_silent:
            return True
        if message.member == "Get":
            if self.is_reticent:
                return True
            return Message.new_method_return(message, "v", [Variant("s", self.status)])
        self.calls.append(str(message.member))
        status = {"Pause": "Paused", "Play": "Playing"}[str(message.member)]
        self._thread.begin(self._change(status))
        return Message.new_method_return(message)
