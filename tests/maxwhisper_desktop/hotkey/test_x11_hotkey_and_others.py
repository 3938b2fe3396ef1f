"""The hotkey together with the focused window, other programs, and sessions without X11."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import GtkField, QtField, Xterm
from desktop.screen_locker import covered_screen
from patience import wait_for
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.ext import xinput

from maxwhisper_desktop.dictation.events import (
    EscapePressed,
    HotkeyLost,
    KeyPressed,
)
from maxwhisper_desktop.hotkey.x11 import X11Hotkey
from maxwhisper_desktop.hotkey.x11_connection import server_expected
from maxwhisper_desktop.ports import HotkeyError
from maxwhisper_desktop.system.injected_keys import InjectedKeys

if TYPE_CHECKING:
    from maxwhisper_desktop.dictation.events import HotkeyEvent
    from maxwhisper_desktop.ports import PasteAgainPressed
from desktop.hotkey_ear import HOLD, Ear

pytestmark = pytest.mark.desktop


def test_the_focused_window_does_not_see_the_hotkey(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    n_losses = field.n_focus_losses
    ear = listening("a")
    with person.holding("a"):
        desk.wait_for(lambda: ear.reports)
        # Keys typed meanwhile reach the window.
        person.tap("x")
        desk.wait_for(lambda: field.text() == "x")
    with person.holding("Shift_L"):
        person.tap("a")
    person.tap("y")
    desk.wait_for(lambda: field.text() == "xy")
    assert field.n_focus_losses == n_losses


def test_while_the_screen_is_locked_nothing_is_reported(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("F9")
    with covered_screen(desk):
        person.tap("F9")
        person.tap("Escape")
        desk.wait_for(lambda: ear.reports)
        assert [type(report) for report in ear.reports] == [EscapePressed]


def test_a_window_that_only_covers_the_screen_is_no_lock(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("F9")
    with covered_screen(desk, is_locked=False):
        person.tap("F9")
        desk.wait_for(lambda: len(ear.reports) == 2)


@pytest.mark.parametrize("kind", [Xterm, GtkField])
def test_windows_of_other_toolkits_do_not_see_the_hotkey(
    desk: Desk,
    listening: Callable[..., Ear],
    person: Person,
    kind: Callable[[Desk], Xterm | GtkField],
) -> None:
    window = kind(desk).focus()
    listening("a")
    person.tap("a", "x", "a", "y")
    desk.wait_for(lambda: window.text() == "xy")


def test_a_chord_with_the_hotkey_reaches_the_focused_window(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    terminal = Xterm(desk).focus()
    listening("a")
    with person.holding("Control_L"):
        person.tap("a")
    desk.wait_for(lambda: terminal.text() == "\x01")


def test_a_side_button_does_not_reach_the_window_under_the_pointer(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    person.click(*field.middle, button=9)
    desk.wait_for(lambda: field.side_buttons == ["forward"])
    listening("Button9")
    person.click(*field.middle, button=9)
    person.click(*field.middle, button=8)
    desk.wait_for(lambda: field.side_buttons == ["forward", "back"])


def test_a_modifier_as_hotkey_still_works_as_a_modifier(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    terminal = Xterm(desk).focus()
    listening("Control_R")
    with person.holding("Control_R"):
        person.tap("a")
    desk.wait_for(lambda: terminal.text() == "\x01")


def test_a_key_grabbed_by_another_program_is_refused(desk: Desk, person: Person) -> None:
    other = Display()
    other.screen().root.grab_key(
        person.keycode("F9"),
        modifiers=0,
        owner_events=False,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
    )
    other.sync()
    with pytest.raises(HotkeyError, match="F9 is already used"):
        X11Hotkey("F9", InjectedKeys()).listen(lambda _: None)
    other.close()


@pytest.mark.parametrize("device", [xinput.AllMasterDevices, 3])
def test_a_key_grabbed_through_xinput_is_refused(
    desk: Desk, person: Person, device: int
) -> None:
    other = Display()
    other.xinput_query_version()
    mode, code = xinput.GrabModeAsync, person.keycode("F9")
    other.screen().root.xinput_grab_keycode(
        device,
        X.CurrentTime,
        code,
        mode,
        mode,
        owner_events=False,
        event_mask=[],
        modifiers=[0],
    )
    with pytest.raises(HotkeyError, match="F9 is already used"):
        X11Hotkey("F9", InjectedKeys()).listen(lambda _: None)
    other.close()


@pytest.mark.parametrize("key", ["Nonsense", "Escape", "Button1", "Cyrillic_a", "F35"])
def test_an_unsuitable_key_is_refused_with_advice(desk: Desk, key: str) -> None:
    with pytest.raises(HotkeyError, match=r"\. Choose .*\."):
        X11Hotkey(key, InjectedKeys())


def test_without_a_display_there_is_no_hotkey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(HotkeyError, match="Log in to your desktop"):
        X11Hotkey("F9", InjectedKeys())


def test_a_lost_server_is_reported_as_unreachable() -> None:
    with (
        pytest.raises(HotkeyError, match="Log in to your desktop"),
        server_expected(),
    ):
        raise ConnectionClosedError("server")


def test_a_wayland_session_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(HotkeyError, match="On a Wayland desktop"):
        X11Hotkey("F9", InjectedKeys())


def test_shut_down_ends_the_thread_and_releases_the_key(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    hotkey = X11Hotkey("a", InjectedKeys())
    reports: list[object] = []
    hotkey.listen(reports.append)
    hotkey.shut_down()
    assert "hotkey" not in {thread.name for thread in threading.enumerate()}
    with person.holding("a"):
        # Key repeat is on again, too.
        desk.wait_for(lambda: len(field.text()) > 3)
    assert not reports


def test_a_missed_release_does_not_affect_the_next_press(
    listening: Callable[..., Ear], person: Person
) -> None:
    injected = InjectedKeys()
    ear = listening("F9", injected)
    person.down("F9")
    # A stroke recorded as injected is ignored, as if it had been lost.
    injected.enter(person.keycode("F9"), is_press=False)
    person.up("F9")
    person.tap("F9")
    assert ear.kinds() == [KeyPressed, *HOLD]


def test_the_hotkey_works_while_another_program_grabs_the_keyboard(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    other = Display()
    other.screen().root.grab_keyboard(
        owner_events=False,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
        time=X.CurrentTime,
    )
    ear = listening("F9")
    person.tap("F9")
    assert ear.kinds() == HOLD
    other.close()


def test_a_lost_server_is_reported_once(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with Desk() as desk:
        desk.x11().move_in(monkeypatch)
        reports: list[HotkeyEvent | PasteAgainPressed] = []
        hotkey = X11Hotkey("F9", InjectedKeys())
        hotkey.listen(reports.append)
        desk.stop("Xvfb", crash=True)
        wait_for(lambda: reports)  # The desk's programs end too.
        assert hotkey.is_down() is None
        hotkey.shut_down()
    assert [type(report) for report in reports] == [HotkeyLost]
    assert capfd.readouterr() == ("", "")
