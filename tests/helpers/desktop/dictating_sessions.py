"""The app on each kind of desktop, allowed to hear the key and to type, and its user.

The desktop's own dialogs are answered once, by key presses.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

import pytest

from desktop.desk_targets import QtField
from desktop.dictating_desk import SETTINGS, DictatingDesk
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_targets import QtWaylandField, WaylandTarget
from desktop.wlroots_desk import WlrootsDesk
from maxwhisper_desktop.portal.agreement import agree
from maxwhisper_desktop.portal.identity import APP_ID, BUS_PATH

CALL: Final = f"dbus-send --session --print-reply --dest={APP_ID} {BUS_PATH} {APP_ID}.Toggle"
LABWC_BINDING: Final = f"""
<keyboard><default/><keybind key="F9">
  <action name="Execute" command="{CALL}"/>
</keybind></keyboard>
"""
APP: Final = ("-m", "maxwhisper_desktop")
"""The program with the time limits that users have."""
AGAIN_S: Final = 1.0
"""Seconds after a recording in which a key bound to a command may still count as held."""


@contextmanager
def with_portal(
    begin: Callable[[WaylandDesk], WaylandDesk], program: Sequence[str] = ()
) -> Iterator[DictatingDesk]:
    """Start the app on GNOME or Plasma, and allow all that it asks for.

    Args:
        begin: Starts the desktop.
        program: As in ``DictatingDesk.start``.
    """
    with WaylandDesk() as desk, pytest.MonkeyPatch.context() as patch:
        begin(desk).move_in(patch)
        agree()
        place = DictatingDesk(desk, hands=desk.person)
        place.start(SETTINGS, program, is_asked=desk.asks)
        desk.person.allow_all(lambda: place.status()["state"] == "ready")
        yield place
        desk.person.leave()


@contextmanager
def on_older_gnome(program: Sequence[str] = ()) -> Iterator[DictatingDesk]:
    """Start the app on a GNOME whose shortcut calls it, repeatedly while the key is down."""
    with WaylandDesk() as desk, pytest.MonkeyPatch.context() as patch:
        desk.gnome_without_shortcuts().move_in(patch)
        agree()
        place = DictatingDesk(desk, hands=desk.person)
        place.again_s = AGAIN_S
        place.start(SETTINGS, program, is_asked=True)
        desk.person.allow_remote_desktop(lambda: place.status()["state"] == "ready")
        yield place
        desk.person.leave()


@contextmanager
def on_sway(program: Sequence[str] = (), config: str = "") -> Iterator[DictatingDesk]:
    """Start the app on sway."""
    with WlrootsDesk() as desk:
        desk.sway(config)
        place = DictatingDesk(desk, hands=desk.keyboard_person)
        place.start(SETTINGS, program)
        yield place


@contextmanager
def on_labwc(program: Sequence[str] = ()) -> Iterator[DictatingDesk]:
    """Start the app on labwc, whose binding calls it, repeatedly while the key is down."""
    with WlrootsDesk() as desk:
        desk.labwc(LABWC_BINDING)
        place = DictatingDesk(desk, hands=desk.keyboard_person)
        place.again_s = AGAIN_S
        place.start(SETTINGS, program)
        yield place


@contextmanager
def on_x11(program: Sequence[str] = ()) -> Iterator[DictatingDesk]:
    """Start the app on X11, with the sound server of the other desktops."""
    with WaylandDesk() as desk:
        desk.dbus().pipewire().x11()
        place = DictatingDesk(desk)
        place.start(SETTINGS, program)
        yield place
        place.person.leave()


@dataclass(frozen=True, slots=True)
class Session:
    """A kind of desktop.

    Attributes:
        begin: Starts the app on it.
        field: Opens a text field of Qt.
    """

    begin: Callable[[Sequence[str]], AbstractContextManager[DictatingDesk]]
    field: Callable[[WaylandDesk], WaylandTarget] = QtWaylandField


SESSIONS: Final = {
    "gnome": Session(partial(with_portal, WaylandDesk.gnome)),
    "older gnome": Session(on_older_gnome),
    "plasma": Session(partial(with_portal, WaylandDesk.plasma)),
    "sway": Session(on_sway),
    "labwc": Session(on_labwc),
    "x11": Session(on_x11, QtField),
}
