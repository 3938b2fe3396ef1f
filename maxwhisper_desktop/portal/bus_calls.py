"""Questions to other programs on the session bus, of which no answer is an answer too."""

import asyncio
import contextlib
import logging
from typing import Final

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError

from maxwhisper_desktop.portal.connection import BUS

log = logging.getLogger(__name__)

PROPERTIES: Final = f"{BUS}.Properties"

_ANSWER_S: Final = 2.0
"""Seconds after which a program counts as one that does not answer."""


async def ask(
    bus: MessageBus,
    service: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    *body: object,
) -> list[object] | None:
    """Call a method of a program that runs.

    Returns:
        The reply; None if there is none in time, or it is an error.
    """
    question = Message(service, path, interface, member, signature=signature, body=[*body])
    question.flags = MessageFlag.NO_AUTOSTART
    with contextlib.suppress(TimeoutError, DBusError, EOFError, OSError):
        async with asyncio.timeout(_ANSWER_S):
            reply = await bus.call(question)
            return None if reply.message_type is MessageType.ERROR else reply.body
    log.info("%s does not answer %s", service, member)
    return None


async def ask_property(
    bus: MessageBus, service: str, path: str, interface: str, name: str
) -> object:
    """Return a property of a program that runs; None if it does not tell."""
    (answer,) = await ask(bus, service, path, PROPERTIES, "Get", "ss", interface, name) or (
        None,
    )
    return answer.value if isinstance(answer, Variant) else None
