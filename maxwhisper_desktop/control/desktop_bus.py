"""The app's D-Bus interface, for window managers, scripts and extensions of the desktop.

Methods without arguments stand for the commands of ``maxwhisper``: ``Start``, ``Stop``, ``Toggle``,
``Cancel`` and ``Show`` return nothing, ``Status`` the document of ``maxwhisper status --json``,
``LastText`` the last take's text. As on the socket, the command of a caller that has disconnected
is not executed. Where the service file is installed, a call starts the app.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from dbus_fast import Message, MessageFlag, MessageType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus
from PySide6.QtCore import QObject, Qt, Signal, Slot

from maxwhisper_desktop.control.server import Answer
from maxwhisper_desktop.portal.connection import BUS, connect_to_session_bus
from maxwhisper_desktop.portal.identity import APP_ID, BUS_PATH
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.ports import PortError

log = logging.getLogger(__name__)

INTROSPECTABLE: Final = f"{BUS}.Introspectable"

Document: TypeAlias = dict[str, object]

_WITHOUT_REPLY: Final = ("Start", "Stop", "Toggle", "Cancel", "Show")


def _last_text(document: Document) -> str:
    last = document["last"]
    return str(last["text"] or "") if isinstance(last, dict) else ""


_REPLIES: Final[dict[str, Callable[[Document], str]]] = {
    "Status": json.dumps,
    "LastText": _last_text,
}
"""What the methods that return a string make of the status document."""

_INTROSPECTION: Final = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
    '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'
    f'<node>\n  <interface name="{APP_ID}">\n'
    + "".join(f'    <method name="{name}"/>\n' for name in _WITHOUT_REPLY)
    + "".join(
        f'    <method name="{name}"><arg name="{name.lower()}" type="s" direction="out"/></method>\n'
        for name in _REPLIES
    )
    + f'  </interface>\n  <interface name="{INTROSPECTABLE}">\n'
    '    <method name="Introspect"><arg name="xml" type="s" direction="out"/></method>\n'
    "  </interface>\n</node>\n"
)


@dataclass(frozen=True, slots=True)
class _Call:
    """A command on its way to the main thread, and its answer on the way back."""

    command: str
    answer: Future[Document] = field(default_factory=Future)


class DesktopBus(QObject):
    """Answers on the app's main thread; the bus has a thread of its own."""

    _called = Signal(object)

    def __init__(self, answer: Answer, thread: LoopThread) -> None:
        """Take the app's name on the session bus, if there is one.

        Args:
            answer: Executes a command and returns the status document; fast.
            thread: Serves the bus, and ends with this.
        """
        super().__init__()
        self._answer = answer
        self._called.connect(self._execute, Qt.ConnectionType.QueuedConnection)
        self._replies: set[asyncio.Task[None]] = set()
        self._thread = thread
        self._thread.begin(self._serve())

    def shut_down(self) -> None:
        """Leave the bus, and end the thread."""
        self._thread.shut_down()

    @Slot(object)
    def _execute(self, call: _Call) -> None:
        if call.answer.set_running_or_notify_cancel():
            call.answer.set_result(self._answer(call.command))

    async def _serve(self) -> None:
        try:
            bus = await connect_to_session_bus()
        except PortError as error:
            log.info("no D-Bus interface, as there is no session bus: %s", error)
            return
        bus.add_message_handler(partial(self._hear, bus))
        try:
            taken = await bus.request_name(APP_ID, NameFlag.DO_NOT_QUEUE)
            if taken is not RequestNameReply.PRIMARY_OWNER:
                log.warning("no D-Bus interface: another program has the name %s", APP_ID)
                return
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        except (EOFError, OSError) as error:
            log.info("the session bus has ended: %s", error)
        finally:
            bus.disconnect()

    def _hear(self, bus: MessageBus, message: Message) -> Message | bool:
        """Return the reply, or whether the message is ours."""
        if message.message_type is not MessageType.METHOD_CALL or message.path != BUS_PATH:
            return False
        if message.interface == INTROSPECTABLE:
            return Message.new_method_return(message, "s", [_INTROSPECTION])
        if message.interface != APP_ID:
            return False
        if message.member not in {*_WITHOUT_REPLY, *_REPLIES} or message.body:
            return Message.new_error(
                message, f"{BUS}.Error.UnknownMethod", "MaxWhisper has no such method."
            )
        task = asyncio.ensure_future(self._answer_if_it_can(bus, message))
        self._replies.add(task)  # The loop itself keeps no reference to its tasks.
        task.add_done_callback(self._replies.discard)
        return True

    async def _answer_if_it_can(self, bus: MessageBus, message: Message) -> None:
        try:
            await self._reply(bus, message)
        except (EOFError, OSError) as error:
            log.info("the session bus ended before %s was answered: %s", message.member, error)

    async def _reply(self, bus: MessageBus, message: Message) -> None:
        member = str(message.member)
        if not await _is_waiting(bus, message):
            log.warning("the program that called %s has disconnected; call ignored", member)
            return
        call = _Call("status" if member in _REPLIES else member.lower())
        self._called.emit(call)
        document = await asyncio.wrap_future(call.answer)
        if MessageFlag.NO_REPLY_EXPECTED not in message.flags:
            body = [_REPLIES[member](document)] if member in _REPLIES else []
            await bus.send(Message.new_method_return(message, "s" * len(body), body))


async def _is_waiting(bus: MessageBus, message: Message) -> bool:
    """Return whether the caller is still on the bus."""
    question = Message(BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", signature="s")
    question.body = [message.sender]
    return bool((await bus.call(question)).body[0])
