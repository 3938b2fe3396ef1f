"""A notification server that only tells whether it holds back, as Plasma's does."""

from collections.abc import Coroutine
from typing import TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from patience import PATIENCE_S

from maxwhisper_desktop.portal.loop_thread import LoopThread

T = TypeVar("T")

NAME = "org.freedesktop.Notifications"


class FakeNotifications:
    """On a test's session bus, until it leaves."""

    def __init__(self, address: str, is_inhibited: bool | None) -> None:  # noqa: FBT001
        """Take the name.

        Args:
            address: The bus.
            is_inhibited: What it tells; None if it answers nothing.
        """
        self._is_inhibited = is_inhibited
        self._thread = LoopThread("notifications")
        self._bus = self._wait_for(self._connect(address))

    def leave(self) -> None:
        """Leave the bus."""
        self._wait_for(self._disconnect())
        self._thread.shut_down()

    def _wait_for(self, coroutine: Coroutine[object, object, T]) -> T:
        return self._thread.begin(coroutine).result(PATIENCE_S)

    async def _connect(self, address: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.add_message_handler(self._answer)
        await bus.request_name(NAME)
        return bus

    async def _disconnect(self) -> None:
        self._bus.disconnect()

    def _answer(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL or message.member != "Get":
            return False
        if self._is_inhibited is None:
            return True
        if message.body == [NAME, "Inhibited"]:
            return Message.new_method_return(message, "v", [Variant("b", self._is_inhibited)])
        return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownProperty", "?")
