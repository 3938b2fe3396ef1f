"""Which way to bring text into windows is taken."""

import pytest
from desktop.desk import Desk

from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.candidates import CANDIDATES, examine_typists, open_typist


def test_without_a_session_nothing_is_typed_and_each_way_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    choice = open_typist(Delivery(), InjectedKeys(), lambda: None, lambda _: None)
    assert choice.chosen is None
    assert "Log in to your desktop" in (choice.problem or "")
    verdicts = examine_typists()
    assert [each.mechanism for each in verdicts] == [each.mechanism for each in CANDIDATES]
    assert all(each.standing is not Standing.USABLE for each in verdicts)


@pytest.mark.desktop
def test_in_an_x11_session_text_is_pasted_through_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk() as desk:
        desk.x11().move_in(monkeypatch)
        standings = {each.mechanism: each.standing for each in examine_typists()}
        assert standings["X11"] is Standing.USABLE
        assert standings["Desktop portal"] is Standing.ELSEWHERE
        choice = open_typist(Delivery(), InjectedKeys(), lambda: None, lambda _: None)
        assert choice.chosen is not None
        assert choice.chosen.name.startswith("X11")
        choice.chosen.shut_down()
