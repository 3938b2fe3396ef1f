"""The hotkey on a real sway, through its bindings."""

from collections.abc import Iterator

import pytest
from desktop.wlroots_desk import WlrootsDesk
from patience import wait_for

from maxwhisper_desktop.dictation.events import HotkeyLost, KeyPressed, KeyReleased
from maxwhisper_desktop.hotkey.sway import SwayHotkey, require_free
from maxwhisper_desktop.ports import HotkeyError

pytestmark = pytest.mark.wayland

HELD = [KeyPressed, KeyReleased]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[WlrootsDesk]:
    with WlrootsDesk() as desk:
        desk.sway("bindsym Mod4+Return exec true\nbindsym --no-warn F8 nop").move_in(
            monkeypatch
        )
        yield desk


def _kinds_of_a_hold(desk: WlrootsDesk, reports: list[object]) -> list[type]:
    reports.clear()
    with desk.keyboard_person.holding("F9"):
        desk.wait_for(lambda: reports)
    desk.wait_for(lambda: len(reports) > 1)
    return [type(report) for report in reports]


def test_the_hotkey_survives_a_reload_of_sways_configuration(
    desk: WlrootsDesk,
) -> None:
    reports: list[object] = []
    hotkey = SwayHotkey("F9")
    hotkey.listen(reports.append)
    assert _kinds_of_a_hold(desk, reports) == HELD
    desk.run("swaymsg", "reload")
    desk.wait_for(lambda: _taps(desk, reports))
    assert _kinds_of_a_hold(desk, reports) == HELD
    hotkey.shut_down()
    require_free("F9")


def _taps(desk: WlrootsDesk, reports: list[object]) -> bool:
    reports.clear()
    desk.keyboard_person.tap("F9")
    return len(reports) == len(HELD)


def test_a_used_or_unsuitable_key_is_refused_on_sway(
    desk: WlrootsDesk,
) -> None:
    with pytest.raises(HotkeyError, match="already uses F8"):
        SwayHotkey("F8")
    with pytest.raises(HotkeyError, match="Choose a key such as F9"):
        SwayHotkey("Right Ctrl")
    SwayHotkey("F9").shut_down()


def test_the_end_of_sway_is_reported(desk: WlrootsDesk) -> None:
    reports: list[object] = []
    hotkey = SwayHotkey("F9")
    hotkey.listen(reports.append)
    desk.stop("sway")
    wait_for(lambda: reports)
    assert isinstance(reports[0], HotkeyLost)
    hotkey.shut_down()
