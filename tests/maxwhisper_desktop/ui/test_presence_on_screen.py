"""Tray, overlay and notifications on a real screen, among windows of other programs."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import QtField
from project_files import HELPERS, ROOT
from PySide6.QtCore import QPoint
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.notifications import Notifier

pytestmark = pytest.mark.desktop


class State(TypedDict):
    """The program's state."""

    has_tray: bool
    icon: list[int] | None
    menu: bool
    asked: list[str]
    overlay: list[int]
    is_shown: bool


class Presence:
    """Tray and overlay in their own process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        paths = os.pathsep.join([str(HELPERS), str(ROOT)])
        command = ("env", f"PYTHONPATH={paths}", sys.executable)
        program = str(HELPERS / "desktop" / "presence_program.py")
        self._process = desk.spawn(*command, program, piped=True)

    def do(self, *command: object) -> State:
        """Execute a command; return the state afterwards."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(command)}\n".encode())
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"tray and overlay have ended: {self._desk.log('env')}"
        state: State = json.loads(line)
        return state

    def state(self) -> State:
        """Return the state."""
        return self.do("nothing")


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.dbus().x11(tray=True)


@pytest.fixture(scope="module")
def presence(desk: Desk) -> Presence:
    return Presence(desk)


@pytest.fixture
def person(desk: Desk) -> Iterator[Person]:
    person = Person(desk)
    yield person
    person.leave()


def test_the_overlay_never_takes_the_focus_from_the_user_s_window(
    desk: Desk, presence: Presence, person: Person
) -> None:
    field = QtField(desk).focus()
    n_losses = field.n_focus_losses
    steps: list[tuple[object, ...]] = [
        ("record",),
        ("level", -20.0),
        ("live", "Dear Anna,", " thank"),
        ("live", "Dear Anna, thank you for the plans you sent on Monday. " * 3, " The"),
        ("phase", "recognising"),
        ("phase", "delivering"),
        ("tell", "The text is in the clipboard; paste it where you want it. " * 2),
        ("vanish",),
        ("record",),
    ]
    for step, key in zip(steps, "abcdefghi", strict=True):
        assert presence.do(*step)["is_shown"] is (step[0] != "vanish")
        person.tap(key)
    desk.wait_for(lambda: field.text() == "abcdefghi")
    assert field.n_focus_losses == n_losses
    desk.wait_for(
        lambda: desk.run("xdotool", "search", "--onlyvisible", "--name", "^MaxWhisper overlay$")
    )
    presence.do("vanish")
    desk.stop(field.process)


def test_the_mouse_reaches_the_window_below_the_overlay(
    desk: Desk, presence: Presence, person: Person
) -> None:
    field = QtField(desk).focus()
    x, y = presence.do("record")["overlay"]
    place = (str(x - 300), str(y - 200))
    desk.run("xdotool", "windowmove", "--sync", str(field.window), *place)
    person.click(x, y, button=8)
    desk.wait_for(lambda: field.side_buttons == ["back"])
    presence.do("vanish")
    desk.stop(field.process)


def test_the_tray_icon_toggles_the_panel_and_opens_its_menu(
    desk: Desk, presence: Presence, person: Person
) -> None:
    assert presence.state()["has_tray"]
    places: list[list[int]] = []

    def is_asked() -> list[str]:
        state = presence.state()
        icon = state["icon"]
        # The tray may not have put it in its place yet.
        if not state["asked"] and icon is not None and icon not in places:
            places.append(icon)
            x, y = icon
            person.click(x, y)
        return state["asked"]

    desk.wait_for(is_asked)
    assert presence.state()["asked"] == ["panel_toggled"]
    x, y = places[-1]
    person.click(x, y, button=3)
    desk.wait_for(lambda: presence.state()["menu"])
    # Upwards: the last entry is reached first.
    person.tap("Up", "Return")
    desk.wait_for(lambda: presence.state()["asked"] == ["panel_toggled", "quit_requested"])


def test_the_tray_changes_its_icon_with_the_state(
    desk: Desk, presence: Presence, tmp_path: Path
) -> None:
    screen = tmp_path / "screen.png"

    def colour() -> str | None:
        # Asked for each time: the tray may not have put it in its place yet.
        if (icon := presence.state()["icon"]) is None:
            return None
        # Above the centre, where each icon shows its background.
        desk.screenshot(screen)
        return QImage(str(screen)).pixelColor(QPoint(*icon) - QPoint(0, 8)).name()

    presence.do("status", "ready")
    desk.wait_for(lambda: colour() == "#4a5f7a")
    presence.do("status", "recording")
    desk.wait_for(lambda: colour() == "#cf1f30")


def test_a_notification_replaces_the_last_and_can_be_clicked(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    config = tmp_path / "dunstrc"
    # However slow the machine is, what is shown stays until it is clicked.
    urgencies = "".join(f"[urgency_{name}]\ntimeout = 0\n" for name in ("low", "normal"))
    config.write_text(f"[global]\nhistory_length = 20\n{urgencies}", encoding="utf-8")
    desk.spawn("dunst", "-conf", str(config))
    desk.wait_for(lambda: desk.run("dunstctl", "count"))
    address = desk.session["DBUS_SESSION_BUS_ADDRESS"]
    notifier = Notifier(QDBusConnection.connectToBus(address, "notifications"))
    # Faster than the service can answer.
    for body in ("One.", "Two.", "<b>Three</b> & more."):
        notifier.notify("Not typed", body)
    qtbot.waitUntil(lambda: notifier.is_done and n_displayed(desk) == 1)
    with qtbot.waitSignal(notifier.clicked):
        desk.run("dunstctl", "action", "0")
    desk.run("dunstctl", "close-all")
    (shown,) = json.loads(desk.run("dunstctl", "history"))["data"][0]
    assert shown["appname"]["data"] == "MaxWhisper"
    assert shown["body"]["data"] == "&lt;b&gt;Three&lt;/b&gt; &amp; more."
    QDBusConnection.disconnectFromBus("notifications")


def n_displayed(desk: Desk) -> int:
    return int(desk.run("dunstctl", "count", "displayed"))


def test_no_notification_service_is_no_failure(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with Desk() as desk, caplog.at_level("INFO"):
        address = desk.dbus().session["DBUS_SESSION_BUS_ADDRESS"]
        notifier = Notifier(QDBusConnection.connectToBus(address, "nobody"))
        notifier.notify("Not typed")
        qtbot.waitUntil(lambda: "no notification shown" in caplog.text)
        QDBusConnection.disconnectFromBus("nobody")
