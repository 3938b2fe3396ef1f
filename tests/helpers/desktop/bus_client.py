"""Calls on a test's session bus, one at a time."""

from collections.abc import Callable, Coroutine
from typing import TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from patience import PATIENCE_S

from maxwhisper_desktop.portal.loop_thread import LoopThread

T = TypeVar("T")


class BusClient:
    """A connection with its own thread."""

    def __init__(self, address: str) -> None:
        self._thread = LoopThread("bus client")
        self._bus = self._wait_for(self._connect(address))

    def call(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
    ) -> tuple[object, ...]:
        """Call a method and return its reply, which must not be an error."""
        message = Message(service, path, interface, member, signature=signature, body=[*body])
        reply = self._wait_for(self._call(message))
        assert reply.message_type is MessageType.METHOD_RETURN, (member, reply.body)
        return tuple(reply.body)

    def listen(self, rule: str, hear: Callable[[Message], None]) -> None:
        """Call ``hear`` with all messages that match, on the connection's thread."""
        self._bus.add_message_handler(hear)
        bus = "org.freedesktop.DBus"
        self.call(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", rule)

    def has(self, name: str) -> bool:
        """Return whether a service exists."""
        bus = "org.freedesktop.DBus"
        (is_there,) = self.call(bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s", name)
        return bool(is_there)

    def close(self) -> None:
        """Close the connection."""
        self._wait_for(self._disconnect())
        self._thread.shut_down()

    def _wait_for(self, coroutine: Coroutine[object, object, T]) -> T:
        return self._thread.begin(coroutine).result(PATIENCE_S)

    async def _connect(self, address: str) -> MessageBus:
        return await MessageBus(bus_address=address).connect()

    async def _call(self, message: Message) -> Message:
        return await self._bus.call(message)

    async def _disconnect(self) -> None:
        self._bus.disconnect()


def value(variant: object) -> object:
    """Return a variant's value."""
    assert isinstance(variant, Variant)
    return variant.value
