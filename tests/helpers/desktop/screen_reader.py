"""A screen reader's view of a desktop: what programs announce, and the tree of their windows (AT-SPI)."""

from collections.abc import Iterator
from dataclasses import dataclass

from dbus_fast import Message, Variant

from desktop.bus_client import BusClient, value
from desktop.desk import Desk

_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_EVENTS = "org.a11y.atspi.Event.Object"
_FOCUSABLE, _SHOWING = 11, 25
"""Bits of a part's states."""
_ASSERTIVE = 2


@dataclass(frozen=True)
class Announcement:
    words: str
    is_urgent: bool


@dataclass(frozen=True)
class Part:
    """A window, or a part of one."""

    program: str
    path: str


class ScreenReader:
    """Listens on the accessibility bus of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.heard: list[Announcement] = []
        session = BusClient(desk.session["DBUS_SESSION_BUS_ADDRESS"])
        bus = "org.a11y.Bus"
        (address,) = session.call(bus, "/org/a11y/bus", bus, "GetAddress")
        session.close()
        self._bus = BusClient(str(address))
        self._bus.listen(f"type='signal',interface='{_EVENTS}'", self._hear)
        registry = "/org/a11y/atspi/registry"
        event = "object:announcement"
        self._bus.call(_REGISTRY, registry, _REGISTRY, "RegisterEvent", "s", event)

    def leave(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def programs(self) -> list[Part]:
        """Return all programs that tell screen readers of themselves."""
        return self._children(Part(_REGISTRY, _ROOT))

    def name(self, part: Part) -> str:
        """Return what a screen reader calls it."""
        properties = "org.freedesktop.DBus.Properties"
        asked = (part.program, part.path, properties, "Get", "ss", _ACCESSIBLE, "Name")
        (name,) = self._bus.call(*asked)
        return str(value(name))

    def role(self, part: Part) -> str:
        """Return what kind of thing it is."""
        (role,) = self._bus.call(part.program, part.path, _ACCESSIBLE, "GetRoleName")
        return str(role)

    def is_focusable(self, part: Part) -> bool:
        """Return whether it is shown and can have the keyboard's focus."""
        (states,) = self._bus.call(part.program, part.path, _ACCESSIBLE, "GetState")
        assert isinstance(states, list)
        return all(states[0] >> state & 1 for state in (_FOCUSABLE, _SHOWING))

    def all_parts(self, part: Part) -> Iterator[Part]:
        """Yield it and all its parts, depth first."""
        yield part
        for child in self._children(part):
            yield from self.all_parts(child)

    def _children(self, part: Part) -> list[Part]:
        (children,) = self._bus.call(part.program, part.path, _ACCESSIBLE, "GetChildren")
        assert isinstance(children, list)
        return [Part(program, path) for program, path in children]

    def _hear(self, message: Message) -> None:
        if message.interface == _EVENTS and message.member == "Announcement":
            _, politeness, _, words, *_ = message.body
            assert isinstance(words, Variant)
            self.heard.append(Announcement(str(words.value), politeness == _ASSERTIVE))
