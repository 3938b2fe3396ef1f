"""A desktop portal that can end at any step of what it is asked."""

import threading
from collections.abc import Coroutine
from typing import Final, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from patience import PATIENCE_S

from maxwhisper_desktop.portal.connection import BUS, INTERFACES, PARTS, PATH, PORTAL
from maxwhisper_desktop.portal.loop_thread import LoopThread

T = TypeVar("T")

ANSWER: Final = "the answer to "
"""Before a member: the step after its call, at which the user may be asked."""
_SESSION: Final = f"{PATH}/session/fake"
_FOUND: Final = {
    "CreateSession": {"session_handle": Variant("s", _SESSION)},
    "SelectDevices": {},
    "RequestBackground": {"autostart": Variant("b", True)},  # noqa: FBT003 - a value of D-Bus
    "Start": {
        "devices": Variant("u", 1),
        "clipboard_enabled": Variant("b", True),  # noqa: FBT003 - a value of D-Bus
        "restore_token": Variant("s", "token"),
    },
}
"""What requests return."""


class FakePortal:
    """Allows all, on a test's session bus, until it ends."""

    def __init__(self, address: str, stops_at: str = "") -> None:
        """Take the names of the portal and of Plasma's part of it.

        Args:
            address: The bus.
            stops_at: The step from which on it answers nothing more, a member or its ``ANSWER``.
        """
        self.asked: list[str] = []
        """The members that were called."""
        self.is_without_desktop = False
        """Whether the desktop's part of it is not there."""
        self.denies_binding = False
        """Whether it says that it has failed once it has bound a key, as GNOME 48 does."""
        self.lacks = ""
        """The member that it does not know."""
        self.knows_the_app = False
        """Whether it knows the app by its sandbox, and refuses to register it."""
        self._refused: set[str | None] = set()
        """The connections on which it refuses all that follows, too."""
        self._is_session_over = False
        self._stops_at = stops_at
        self._has_stopped = threading.Event()
        self._shortcut = ""
        self._thread = LoopThread("portal")
        self._wait_for(self._begin(address))

    def wait_until_it_stops(self) -> None:
        """Wait for the step at which it stops."""
        assert self._has_stopped.wait(PATIENCE_S), self.asked

    def press(self) -> None:
        """Report that the key that was bound goes down."""
        interface = f"{INTERFACES}GlobalShortcuts"
        body = [_SESSION, self._shortcut, 0, {}]
        signal = Message.new_signal(PATH, interface, "Activated", "osta{sv}", body)
        self._wait_for(self._send(signal))

    def stop_session(self) -> None:
        """End the session, as a user may through the desktop."""
        self._is_session_over = True
        interface = f"{INTERFACES}Session"
        signal = Message.new_signal(_SESSION, interface, "Closed", "a{sv}", [{}])
        self._wait_for(self._send(signal))

    def end_desktops_part(self) -> None:
        """End Plasma's part of it alone."""
        self._wait_for(self._release(PARTS[-1]))

    def end(self) -> None:
        """Leave the bus, which answers for it what it has not answered; harmless if it has left."""
        if self._bus.connected:
            self._wait_for(self._disconnect())
            self._thread.shut_down()

    def _wait_for(self, coroutine: Coroutine[object, object, T]) -> T:
        return self._thread.begin(coroutine).result(PATIENCE_S)

    async def _begin(self, address: str) -> None:
        self._bus = MessageBus(bus_address=address)
        await self._bus.connect()
        self._bus.add_message_handler(self._answer)
        await self._bus.request_name(PARTS[-1])
        await self._bus.request_name(PORTAL)

    async def _send(self, message: Message) -> None:
        await self._bus.send(message)

    async def _release(self, name: str) -> None:
        await self._bus.release_name(name)

    async def _disconnect(self) -> None:
        self._bus.disconnect()

    def _answer(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        member = str(message.member)
        self.asked.append(member)
        if self._stops(member):
            return True
        error = self._error(message, member)
        if error is not None:
            return Message.new_error(message, f"{BUS}.Error.{error[0]}", error[1])
        if member == "BindShortcuts":
            self._shortcut = message.body[1][0][0]
        options = message.body[-1] if message.body else {}
        if "handle_token" not in options:
            return Message.new_method_return(message)
        self._begin_request(message, member, options["handle_token"].value)
        return True

    def _error(self, message: Message, member: str) -> tuple[str, str] | None:
        """Return the name and text of the error that it answers with, if it does."""
        if member == self.lacks:
            return "UnknownMethod", ""
        if member == "Register" and self.knows_the_app:
            self._refused.add(message.sender)
        if message.sender in self._refused:
            return "Failed", "Can't manually register a Flatpak application"
        return ("AccessDenied", "Invalid session") if self._is_session_over else None

    def _begin_request(self, message: Message, member: str, token: str) -> None:
        sender = str(message.sender)[1:].replace(".", "_")
        request = f"{PATH}/request/{sender}/{token}"
        self._bus.send(Message.new_method_return(message, "o", [request]))
        if not self._stops(ANSWER + member):
            found = self._bound() if member == "BindShortcuts" else _FOUND[member]
            denies = self.denies_binding and member == "BindShortcuts"
            code = 2 if self.is_without_desktop or denies else 0
            response = (f"{INTERFACES}Request", "Response", "ua{sv}", [code, found])
            self._bus.send(Message.new_signal(request, *response))

    def _bound(self) -> dict[str, Variant]:
        triggers = {"trigger_description": Variant("s", "F9")}
        return {"shortcuts": Variant("a(sa{sv})", [[self._shortcut, triggers]])}

    def _stops(self, step: str) -> bool:
        if step == self._stops_at:
            self._has_stopped.set()
        return self._has_stopped.is_set()
