"""Which way to hear the key is taken, where there is a display and where there is none."""

import pytest
from desktop.desk import Desk

from maxwhisper_desktop.hotkey.candidates import (
    BOUND_KEY,
    CANDIDATES,
    examine_hotkeys,
    listen_for,
)
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.system.injected_keys import InjectedKeys


def test_without_a_session_no_key_is_heard_and_each_way_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    choice = listen_for("F9", InjectedKeys(), lambda _: None, lambda _: None)
    assert choice.chosen is None
    assert "Log in to your desktop" in (choice.problem or "")
    verdicts = examine_hotkeys("F9")
    assert [each.mechanism for each in verdicts] == [each.mechanism for each in CANDIDATES]
    assert all(each.standing is not Standing.USABLE for each in verdicts)
    assert all(each.reason.endswith(".") for each in verdicts)


def test_where_no_mechanism_is_meant_for_the_session_a_key_of_the_desktop_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "labwc:wlroots")
    monkeypatch.delenv("SWAYSOCK", raising=False)
    choice = listen_for("F9", InjectedKeys(), lambda _: None, lambda _: None)
    assert choice.chosen is None
    assert choice.problem is None
    assert choice.verdicts[-1] == examine_hotkeys("F9")[-1] == BOUND_KEY


@pytest.mark.desktop
def test_in_an_x11_session_the_key_is_heard_through_x11(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Desk() as desk:
        desk.x11().move_in(monkeypatch)
        standings = {each.mechanism: each.standing for each in examine_hotkeys("F9")}
        assert standings["X11"] is Standing.USABLE
        assert standings["Desktop portal"] is Standing.ELSEWHERE
        choice = listen_for("F9", InjectedKeys(), lambda _: None, lambda _: None)
        assert choice.chosen is not None
        assert choice.chosen.name == "X11"
        choice.chosen.shut_down()
