"""Tones are not played while the user wants quiet, whichever way the desktop tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.desk import Desk
from fakes.fake_notifications import FakeNotifications
from patience import PATIENCE_S
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.sound.do_not_disturb import DoNotDisturb
from maxwhisper_desktop.ui.notifications import Notifier

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def session() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.dbus().x11()


@pytest.fixture
def quiet(session: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[DoNotDisturb]:
    session.move_in(monkeypatch)
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    quiet = DoNotDisturb()
    yield quiet
    quiet.shut_down()


def is_heard(quiet: DoNotDisturb) -> bool:
    """Return whether a tone is played."""
    tones: list[str] = []
    is_played = quiet.unless_on(lambda: tones.append("tone")).result(PATIENCE_S)
    assert is_played == bool(tones)
    return is_played


def test_a_desktop_without_notifications_wants_tones(quiet: DoNotDisturb) -> None:
    assert is_heard(quiet)


def test_without_a_session_bus_there_are_tones(
    quiet: DoNotDisturb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert is_heard(quiet)


@pytest.mark.parametrize("is_inhibited", [False, True])
def test_a_server_that_holds_back_notifications_wants_no_tones(
    quiet: DoNotDisturb, session: Desk, *, is_inhibited: bool
) -> None:
    server = FakeNotifications(session.session["DBUS_SESSION_BUS_ADDRESS"], is_inhibited)
    assert is_heard(quiet) is not is_inhibited
    server.leave()


@pytest.mark.own_limits("do_not_disturb")
def test_a_server_that_does_not_answer_keeps_no_tone_back(
    quiet: DoNotDisturb, session: Desk
) -> None:
    server = FakeNotifications(session.session["DBUS_SESSION_BUS_ADDRESS"], None)
    assert is_heard(quiet)
    server.leave()


@pytest.mark.parametrize(
    ("desktop", "shows_banners", "heard"),
    [("ubuntu:GNOME", "true", True), ("ubuntu:GNOME", "false", False), ("KDE", "false", True)],
)
def test_gnome_is_asked_for_its_setting(
    quiet: DoNotDisturb,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    desktop: str,
    shows_banners: str,
    *,
    heard: bool,
) -> None:
    command = tmp_path / "gsettings"
    asked = "get org.gnome.desktop.notifications show-banners"
    command.write_text(f'#!/bin/sh\n[ "$*" = "{asked}" ] && echo {shows_banners}\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert is_heard(quiet) is heard


def test_a_paused_server_wants_no_tones_and_holds_back_our_notification_by_itself(
    quiet: DoNotDisturb, session: Desk, qtbot: QtBot
) -> None:
    server = session.spawn("dunst")
    session.wait_for(lambda: session.run("dunstctl", "count"), server)
    assert is_heard(quiet)
    session.run("dunstctl", "set-paused", "true")
    assert not is_heard(quiet)
    address = session.session["DBUS_SESSION_BUS_ADDRESS"]
    notifier = Notifier(QDBusConnection.connectToBus(address, "while quiet"))
    notifier.notify("Not typed", "It is in the clipboard.")
    qtbot.waitUntil(lambda: notifier.is_done)
    counts = [
        session.run("dunstctl", "count", what).strip() for what in ("displayed", "waiting")
    ]
    assert counts == ["0", "1"]
    QDBusConnection.disconnectFromBus("while quiet")
    session.stop(server)
