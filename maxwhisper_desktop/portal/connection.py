"""A connection to the desktop portal: calls, requests that wait for the user, signals.

The portal knows a program by its app id, which must be registered before anything else on a
connection. All sessions end with the portal, and with the desktop's own part of it, whose ends show
only as changes of their names' owners.
"""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from dbus_fast import DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from engine.sentence import Sentence
from maxwhisper_desktop.portal.agreement import missing_part
from maxwhisper_desktop.ports import PortError

log = logging.getLogger(__name__)

BUS: Final = "org.freedesktop.DBus"
PORTAL: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
GNOME_PART: Final = "org.freedesktop.impl.portal.desktop.gnome"
PARTS: Final = (
    PORTAL,
    GNOME_PART,
    "org.freedesktop.impl.portal.desktop.kde",
)
"""The portal, and what it passes requests on to; only those of the current desktop are there."""
INTERFACES: Final = "org.freedesktop.portal."
_IMPLEMENTED: Final = "org.freedesktop.impl.portal."
_STORE: Final = f"{_IMPLEMENTED}PermissionStore"
REVOKED: Final = "Revoked"
"""The name given to the signal that a stored permission, its only argument, was taken back."""
CALL_S: Final = 25.0
"""Timeout in seconds: a portal that is starting may answer late."""
ENDED: Final = Sentence(
    "The part of the desktop that passes keys and text has ended. Both work again once it is back."
)

Options: TypeAlias = dict[str, Variant]
Results: TypeAlias = dict[str, object]


class PortalError(PortError):
    """The portal cannot fulfil the request; the message says what to do."""


class PortalRefusedError(PortalError):
    """The user, or the desktop on their behalf, denied the request.

    Attributes:
        results: What came with the answer.
    """

    def __init__(self, sentence: Sentence, results: "Results | None" = None) -> None:
        super().__init__(sentence)
        self.results = results or {}


class PortalLacksError(PortalError):
    """This desktop's portal lacks the method."""


class PortalGoneError(PortalError):
    """The portal has ended or does not respond; later it may."""


class PortalMissingError(PortalGoneError):
    """No portal is there."""


class _PortalKnowsError(PortalError):
    """The portal knows the app by itself: it runs in Flatpak, or was started by a program in a Snap."""


@dataclass(frozen=True, slots=True)
class PortalSignal:
    """A signal of the portal.

    Attributes:
        path: Its object: the portal itself, or a session.
        interface: Its interface, without the common prefix.
        member: Its name.
        body: Its arguments, unwrapped from variants.
    """

    path: str
    interface: str
    member: str
    body: tuple[object, ...]


class PortalConnection:
    """A connection. For the thread of one asyncio loop."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._end = asyncio.ensure_future(self._wait_for_end())
        self._listeners: list[Callable[[PortalSignal], None]] = []
        self._tokens = itertools.count(1)
        self._answers: dict[str, asyncio.Future[tuple[int, Results]]] = {}
        self.gone = asyncio.get_running_loop().create_future()
        """Done once the portal, a part of it or the bus has ended."""

    @classmethod
    async def open(cls, app_id: str) -> Self:
        """Connect and register the app.

        Args:
            app_id: The name of an installed desktop entry.

        Raises:
            PortalError: There is no bus or no portal, or it rejects the app id.
        """
        try:
            return await cls._opened(app_id)
        except _PortalKnowsError:
            # On a new connection, since portals may refuse all that follows on this one.
            return await cls._opened(None)

    @classmethod
    async def _opened(cls, app_id: str | None) -> Self:
        connection = cls(await connect_to_session_bus())
        try:
            await connection._subscribe()
            if app_id is not None:
                await connection._introduce(app_id)
        except BaseException:
            connection.close()
            raise
        return connection

    def listen(self, listener: Callable[[PortalSignal], None]) -> None:
        """Pass the portal's signals to ``listener`` from now on, on the loop's thread."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[PortalSignal], None]) -> None:
        """Stop passing signals to ``listener``; harmless if it gets none."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def new_token(self) -> str:
        """Return a name for a session or request, unique on this connection."""
        return f"maxwhisper{next(self._tokens)}"

    def close(self) -> None:
        """Close the connection, which ends its sessions."""
        self._bus.disconnect()
        self._lose()

    async def call(
        self, interface: str, member: str, signature: str = "", *body: object
    ) -> tuple[object, ...]:
        """Call a method of the portal and return its reply.

        Raises:
            PortalError: The portal lacks the method, or it failed.
        """
        return tuple((await self._ask(interface, member, signature, *body)).body)

    async def catch_up(self, part: str, interface: str) -> bool:
        """Wait for what the desktop's part of the portal has told by now.

        Messages keep their order on each way, so that it comes before the replies of that part and
        then of the portal itself.

        Args:
            part: The name of that part on the bus.
            interface: One of the portal's interfaces that it implements.

        Returns:
            Whether it has come. In a sandbox that part does not answer.

        Raises:
            PortalError: The portal does not answer.
        """
        try:
            await self._ask_version(part, f"{_IMPLEMENTED}{interface}")
        except PortalError:
            return False
        await self._ask_version(PORTAL, f"{INTERFACES}{interface}")
        return True

    async def file(self, interface: str, member: str, signature: str, *body: object) -> int:
        """Call a method that returns an open file descriptor, which the caller must close.

        Raises:
            PortalError: It failed.
        """
        reply = await self._ask(interface, member, signature, *body)
        return int(reply.unix_fds[reply.body[0]])

    async def request(
        self, interface: str, member: str, signature: str, *body: object, **options: Variant
    ) -> Results:
        """Call a method that may ask the user, and wait for the answer without a timeout.

        Raises:
            PortalRefusedError: The user or the desktop denied it.
            PortalGoneError: The portal ended before the answer.
            PortalError: It failed.
        """
        token = self.new_token()
        sender = str(self._bus.unique_name)[1:].replace(".", "_")
        path = f"{PATH}/request/{sender}/{token}"
        answer: asyncio.Future[tuple[int, Results]]
        answer = asyncio.get_running_loop().create_future()
        # Before the call, since the response may arrive together with its reply.
        self._answers[path] = answer
        try:
            told = {**options, "handle_token": Variant("s", token)}
            await self.call(interface, member, signature, *body, told)
            await asyncio.wait({answer, self.gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._answers.pop(path, None)
        if not answer.done():
            raise PortalGoneError(ENDED)
        code, results = answer.result()
        if code:
            raise PortalRefusedError(Sentence("The desktop does not allow it."), results)
        return results

    async def create_session(self, interface: str, **options: Variant) -> str:
        """Create a session, without asking the user yet, and return its handle.

        Raises:
            PortalGoneError: The desktop's part of the portal is not there.
            PortalError: It cannot be created.
        """
        # Without a name for the session, xdg-desktop-portal 1.22 crashes.
        token = Variant("s", self.new_token())
        try:
            results = await self.request(
                interface, "CreateSession", "a{sv}", session_handle_token=token, **options
            )
        except PortalRefusedError as error:
            raise PortalGoneError(ENDED) from error
        return str(results["session_handle"])

    async def end_session(self, handle: str) -> None:
        """End a session.

        Raises:
            PortalError: It no longer exists.
        """
        await self._deliver(
            Message(PORTAL, handle, f"{INTERFACES}Session", "Close"), "Session.Close"
        )

    async def _subscribe(self) -> None:
        self._bus.add_message_handler(self._hear)
        ends = f"type='signal',sender='{BUS}',member='NameOwnerChanged'"
        for rule in (
            f"type='signal',sender='{PORTAL}'",
            f"type='signal',sender='{_STORE}',member='Changed'",
            *(f"{ends},arg0='{part}'" for part in PARTS),
        ):
            message = Message(BUS, "/org/freedesktop/DBus", BUS, "AddMatch", signature="s")
            message.body = [rule]
            await self._bus.call(message)

    async def _introduce(self, app_id: str) -> None:
        with contextlib.suppress(PortalLacksError):
            # Older portals use the name of the app's systemd scope instead.
            await self._send(
                "org.freedesktop.host.portal.Registry", "Register", "sa{sv}", app_id, {}
            )

    async def _ask_version(self, name: str, interface: str) -> None:
        question = Message(name, PATH, f"{BUS}.Properties", "Get", signature="ss")
        question.body = [interface, "version"]
        await self._deliver(question, "version")

    async def _ask(self, interface: str, member: str, signature: str, *body: object) -> Message:
        return await self._send(f"{INTERFACES}{interface}", member, signature, *body)

    async def _send(
        self, interface: str, member: str, signature: str, *body: object
    ) -> Message:
        message = Message(PORTAL, PATH, interface, member, signature=signature, body=[*body])
        return await self._deliver(message, member)

    async def _deliver(self, message: Message, member: str) -> Message:
        try:
            # Not ``wait_for``, which on Python 3.11 may swallow the end of the thread.
            async with asyncio.timeout(CALL_S):
                reply = await self._bus.call(message)
        except (DBusError, EOFError, OSError) as error:
            raise PortalGoneError(
                Sentence("The connection to the desktop was lost. Log out and in again.")
            ) from error
        except TimeoutError as error:
            raise PortalGoneError(
                Sentence("The desktop does not respond. Log out and in again.")
            ) from error
        if self.gone.done():
            # Another portal may have answered, which knows nothing of this connection's sessions.
            raise PortalGoneError(ENDED)
        if reply.message_type is MessageType.ERROR:
            raise _refusal(member, reply)
        return reply

    def _hear(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.member == "NameOwnerChanged":
            if not message.body[2]:
                self._lose()
        elif message.member == "Response" and message.path in self._answers:
            code, results = message.body
            answer = self._answers[message.path]
            if not answer.done():
                answer.set_result((code, plain(results)))
        elif (signal := _signal(message)) is not None:
            for listener in [*self._listeners]:
                listener(signal)

    async def _wait_for_end(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        self._lose()

    def _lose(self) -> None:
        if not self.gone.done():
            self.gone.set_result(None)


async def connect_to_session_bus() -> MessageBus:
    """Return a new connection, which may pass file descriptors.

    Raises:
        PortalError: There is no bus.
    """
    try:
        return await MessageBus(negotiate_unix_fd=True).connect()
    except (OSError, AuthError, InvalidAddressError, ValueError) as error:
        raise PortalError(
            Sentence(
                "There is no connection to the desktop. Start MaxWhisper from your desktop."
            )
        ) from error


def plain(values: dict[str, Variant]) -> Results:
    """Return the values, unwrapped from variants."""
    return {name: value.value for name, value in values.items()}


def _signal(message: Message) -> PortalSignal | None:
    """Return the message as one of the portal's signals; None if it is none."""
    interface, path = str(message.interface), str(message.path)
    if interface == _STORE:
        _, permission, is_deleted, *_ = message.body
        return PortalSignal(path, "", REVOKED, (permission,)) if is_deleted else None
    if not interface.startswith(INTERFACES):
        return None
    body = tuple(plain(each) if isinstance(each, dict) else each for each in message.body)
    return PortalSignal(path, interface.removeprefix(INTERFACES), str(message.member), body)


def _missing(package: str) -> Sentence:
    return Sentence(
        "A part of the desktop is missing. Install {package}, then log in again.",
        package=package,
    )


def _refusal(member: str, reply: Message) -> PortalError:
    name = reply.error_name
    if name in {f"{BUS}.Error.ServiceUnknown", f"{BUS}.Error.NameHasNoOwner"}:
        return PortalMissingError(_missing("xdg-desktop-portal"))
    if name in {f"{BUS}.Error.NoReply", f"{BUS}.Error.Disconnected"}:
        return PortalGoneError(ENDED)
    if name in {f"{BUS}.Error.UnknownMethod", f"{BUS}.Error.UnknownInterface"}:
        log.info("this desktop's portal lacks %s", member)
        part = missing_part()
        return PortalLacksError(
            _missing(part) if part else Sentence("This desktop does not support it.")
        )
    said = str(reply.body[0]) if reply.body else "no reason given"
    log.info("the desktop's portal failed (%s): %s", member, said)
    # Its error has no name of its own.
    kind = _PortalKnowsError if "manually register" in said else PortalError
    return kind(Sentence("The desktop could not do it; the log says why."))
