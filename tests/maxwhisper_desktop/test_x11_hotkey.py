"""The hotkey on a screen of its own, with a person who presses real keys."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from desk import Desk
from desk_person import Person
from desk_targets import GtkField, QtField, Xterm
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.ext import xinput

from maxwhisper_desktop.dictation_events import (
    EscapePressed,
    HotkeyLost,
    KeyPressed,
    KeyReleased,
    OtherKeyPressed,
)
from maxwhisper_desktop.hotkey.stroke_judge import Latch
from maxwhisper_desktop.hotkey.x11 import X11Hotkey
from maxwhisper_desktop.hotkey.x11_connection import server_expected
from maxwhisper_desktop.injected_keys import InjectedKeys
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed

if TYPE_CHECKING:
    from maxwhisper_desktop.dictation_events import HotkeyEvent

pytestmark = pytest.mark.desktop

HOLD = [KeyPressed, KeyReleased]


class Ear:
    """What a hotkey reported, from its thread; a list's ``append`` is safe."""

    def __init__(self, hotkey: X11Hotkey, person: Person) -> None:
        self.hotkey = hotkey
        self.reports: list[HotkeyEvent | PasteAgainPressed] = []
        self._person = person
        hotkey.listen(self.reports.append)

    def kinds(self) -> list[type]:
        """All that was reported until now: until the Escape that is pressed for it."""
        n_before = self._n_escapes()
        self._person.tap("Escape")
        Desk.wait_for(lambda: self._n_escapes() > n_before)
        assert isinstance(self.reports.pop(), EscapePressed)
        return [type(report) for report in self.reports]

    def _n_escapes(self) -> int:
        return sum(isinstance(report, EscapePressed) for report in self.reports)


@pytest.fixture(scope="module")
def screen() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture
def desk(screen: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    screen.move_in(monkeypatch)
    screen.keyboard("us")
    return screen


@pytest.fixture
def person(desk: Desk) -> Iterator[Person]:
    person = Person(desk)
    yield person
    person.leave()


@pytest.fixture
def listening(desk: Desk, person: Person) -> Iterator[Callable[..., Ear]]:
    ears: list[Ear] = []

    def listen(key: str, injected: InjectedKeys | None = None) -> Ear:
        ears.append(Ear(X11Hotkey(key, injected or InjectedKeys()), person))
        return ears[-1]

    yield listen
    for ear in ears:
        ear.hotkey.shut_down()


@pytest.mark.parametrize(
    "key", ["Control_R", "Control_L", "Alt_R", "Super_R", "Shift_R", "F9", "Pause", "a", "Menu"]
)
def test_a_key_that_is_held_is_reported_down_and_up(
    listening: Callable[..., Ear], person: Person, key: str
) -> None:
    ear = listening(key)
    person.down(key)
    Desk.wait_for(lambda: ear.reports)
    assert ear.hotkey.is_down()
    person.up(key)
    assert ear.kinds() == HOLD
    assert not ear.hotkey.is_down()


def test_the_other_side_of_a_modifier_is_another_key(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("Control_R")
    person.tap("Control_L")
    assert not ear.kinds()


def test_times_are_those_of_the_monotonic_clock(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("F9")
    begins_ms = time.monotonic_ns() // 1_000_000
    person.down("F9")
    pressed_ms = time.monotonic_ns() // 1_000_000
    person.up("F9")
    released_ms = time.monotonic_ns() // 1_000_000
    assert ear.kinds() == HOLD
    down, up = (r.at_ms for r in ear.reports if isinstance(r, KeyPressed | KeyReleased))
    assert begins_ms <= down <= pressed_ms <= up <= released_ms


@pytest.mark.parametrize("key", ["Control_R", "F9", "a"])
def test_key_repeat_is_neither_reported_nor_typed(
    desk: Desk, listening: Callable[..., Ear], person: Person, key: str
) -> None:
    field = QtField(desk).focus()
    desk.run("xset", "r", "rate", "50", "100")
    ear = listening(key)
    with person.holding("b"):
        # Its repeat is proof that the server repeats keys by now.
        desk.wait_for(lambda: len(field.text()) > 3)
    field.clear()
    with person.holding(key), pytest.raises(TimeoutError):
        desk.wait_for(lambda: len(ear.reports) > 1 or field.text(), timeout_s=0.3)
    assert ear.kinds() == HOLD
    assert field.text() == ""


def test_a_hundred_taps_are_a_hundred_holds(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("F9")
    for _ in range(100):
        person.tap("F9")
    assert ear.kinds() == HOLD * 100


def test_another_key_while_it_is_down_makes_a_chord(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("Control_R")
    with person.holding("Control_R"):
        person.tap("t")
    assert ear.kinds() == [KeyPressed, OtherKeyPressed, KeyReleased]


def test_a_click_while_it_is_down_is_no_chord(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("Control_R")
    with person.holding("Control_R"):
        person.click(5, 5)
    assert ear.kinds() == HOLD
    assert ear.hotkey.n_other_strokes == 2  # The click, and the Escape that ``kinds`` presses.


def test_escape_is_reported_at_any_time(listening: Callable[..., Ear], person: Person) -> None:
    ear = listening("F9")
    with person.holding("F9"):
        person.tap("Escape")
    assert ear.kinds() == [KeyPressed, EscapePressed, KeyReleased]


@pytest.mark.parametrize("modifier", ["Control_L", "Alt_L", "Super_L"])
@pytest.mark.parametrize("key", ["F9", "Control_R", "Button8"])
def test_with_another_modifier_it_is_a_chord_of_another_program(
    listening: Callable[..., Ear], person: Person, modifier: str, key: str
) -> None:
    ear = listening(key)
    with person.holding(modifier):
        press(person, key)
    assert not ear.kinds()


@pytest.mark.parametrize("key", ["F9", "Control_R", "Button8"])
def test_with_shift_alone_the_last_text_is_asked_for(
    listening: Callable[..., Ear], person: Person, key: str
) -> None:
    ear = listening(key)
    with person.holding("Shift_L"):
        press(person, key)
    with person.holding("Control_L", "Shift_L"):
        press(person, key)
    assert ear.kinds() == [PasteAgainPressed]


@pytest.mark.parametrize("key", ["F9", "Control_R"])
def test_shift_sticks_for_who_presses_one_key_at_a_time(
    desk: Desk, listening: Callable[..., Ear], person: Person, key: str
) -> None:
    make_shift_stick(desk)
    ear = listening(key)
    person.tap("Shift_L")
    # Nothing tells that Shift's release was heard, and no person is as fast as this one.
    listener = ear.hotkey._listener
    desk.wait_for(lambda: listener and listener._judge._latch is Latch.SHIFT)
    person.tap(key, key)
    assert ear.kinds() == [PasteAgainPressed, *HOLD]


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_locks_and_letters_that_are_down_do_not_matter(
    listening: Callable[..., Ear], person: Person, lock: str
) -> None:
    ear = listening("F9")
    person.tap(lock)
    with person.holding("x", "y"):
        person.tap("F9")
    person.tap(lock)
    assert ear.kinds() == HOLD


@pytest.mark.parametrize("button", [8, 9])
def test_a_side_button_can_be_held(
    listening: Callable[..., Ear], person: Person, button: int
) -> None:
    ear = listening(f"Button{button}")
    person.button_down(button)
    Desk.wait_for(lambda: ear.reports)
    assert ear.hotkey.is_down()
    person.button_up(button)
    assert ear.kinds() == HOLD
    assert not ear.hotkey.is_down()


def test_our_own_strokes_are_not_heard_but_a_persons_same_ones_are(
    listening: Callable[..., Ear], person: Person
) -> None:
    injected = InjectedKeys()
    ear = listening("Control_R", injected)
    strokes = [(key, is_press) for key in ("Control_R", "x") for is_press in (True, False)]
    for key, is_press in strokes:
        injected.enter(person.keycode(key), is_press=is_press)
    person.tap("Control_R", "x")
    assert not ear.kinds()
    assert ear.hotkey.n_other_strokes == 1
    person.tap("Control_R", "x")
    assert ear.kinds() == HOLD
    assert ear.hotkey.n_other_strokes == 3


def test_a_shift_that_the_typist_holds_makes_no_chord(
    listening: Callable[..., Ear], person: Person
) -> None:
    injected = InjectedKeys()
    ear = listening("F9", injected)
    injected.enter(person.keycode("Shift_L"), is_press=True)
    injected.enter(person.keycode("Shift_L"), is_press=False)
    with person.holding("Shift_L"):
        person.tap("F9")
    assert ear.kinds() == HOLD


def test_the_key_is_found_again_after_the_layout_changed(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("z")
    desk.keyboard("de")
    desk.wait_for(lambda: heard(ear, person, "z"))
    ear.reports.clear()
    person.tap("y")  # Where z was before.
    assert not ear.kinds()


def test_the_key_is_heard_in_each_of_two_layouts(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    desk.run("setxkbmap", "-layout", "us,ru", "-option", "grp:menu_toggle")
    field = QtField(desk).focus()
    ear = listening("a")
    person.tap("ISO_Next_Group")
    person.tap("x", "a")
    assert ear.kinds() == HOLD
    desk.wait_for(lambda: field.text() == "ч")
    person.tap("ISO_Next_Group")
    desk.run("setxkbmap", "-option", "")


def test_the_window_in_use_gets_nothing_of_the_key_and_keeps_the_focus(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    n_losses = field.n_focus_losses
    ear = listening("a")
    with person.holding("a"):
        desk.wait_for(lambda: ear.reports)
        # What is typed meanwhile goes where it belongs.
        person.tap("x")
        desk.wait_for(lambda: field.text() == "x")
    with person.holding("Shift_L"):
        person.tap("a")
    person.tap("y")
    desk.wait_for(lambda: field.text() == "xy")
    assert field.n_focus_losses == n_losses


@pytest.mark.parametrize("kind", [Xterm, GtkField])
def test_other_kinds_of_windows_get_nothing_either(
    desk: Desk,
    listening: Callable[..., Ear],
    person: Person,
    kind: Callable[[Desk], Xterm | GtkField],
) -> None:
    window = kind(desk).focus()
    listening("a")
    person.tap("a", "x", "a", "y")
    desk.wait_for(lambda: window.text() == "xy")


def test_a_chord_with_the_key_still_reaches_the_window_in_use(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    terminal = Xterm(desk).focus()
    listening("a")
    with person.holding("Control_L"):
        person.tap("a")
    desk.wait_for(lambda: terminal.text() == "\x01")


def test_a_side_button_does_not_reach_the_window_it_points_to(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    person.click(*field.middle, button=9)
    desk.wait_for(lambda: field.side_buttons == ["forward"])
    listening("Button9")
    person.click(*field.middle, button=9)
    person.click(*field.middle, button=8)
    desk.wait_for(lambda: field.side_buttons == ["forward", "back"])


def test_a_modifier_still_works_as_one(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    terminal = Xterm(desk).focus()
    listening("Control_R")
    with person.holding("Control_R"):
        person.tap("a")
    desk.wait_for(lambda: terminal.text() == "\x01")


def test_a_key_that_another_program_took_is_refused(desk: Desk, person: Person) -> None:
    other = Display()
    other.screen().root.grab_key(
        person.keycode("F9"),
        modifiers=0,
        owner_events=False,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
    )
    other.sync()
    with pytest.raises(HotkeyError, match="F9 is already taken"):
        X11Hotkey("F9", InjectedKeys()).listen(lambda _: None)
    other.close()


@pytest.mark.parametrize("device", [xinput.AllMasterDevices, 3])
def test_a_key_that_a_desktop_took_by_xinput_is_refused(
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
    with pytest.raises(HotkeyError, match="F9 is already taken"):
        X11Hotkey("F9", InjectedKeys()).listen(lambda _: None)
    other.close()


@pytest.mark.parametrize("key", ["Nonsense", "Escape", "Button1", "Cyrillic_a", "F35"])
def test_a_key_that_cannot_be_held_is_refused_with_a_sentence(desk: Desk, key: str) -> None:
    with pytest.raises(HotkeyError, match=r"\. Choose .*\."):
        X11Hotkey(key, InjectedKeys())


def test_without_a_display_there_is_no_hotkey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(HotkeyError, match="Log in to a graphical session"):
        X11Hotkey("F9", InjectedKeys())


def test_a_server_that_goes_away_meanwhile_is_said_to_be_unreachable() -> None:
    with (
        pytest.raises(HotkeyError, match="Log in to a graphical session"),
        server_expected(),
    ):
        raise ConnectionClosedError("server")


def test_a_wayland_session_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(HotkeyError, match="maxwhisper toggle"):
        X11Hotkey("F9", InjectedKeys())


def test_shut_down_ends_the_thread_and_gives_the_key_back(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    field = QtField(desk).focus()
    hotkey = X11Hotkey("a", InjectedKeys())
    reports: list[object] = []
    hotkey.listen(reports.append)
    hotkey.shut_down()
    assert "hotkey" not in {thread.name for thread in threading.enumerate()}
    with person.holding("a"):
        # Its repeat as well.
        desk.wait_for(lambda: len(field.text()) > 3)
    assert not reports


def test_a_release_that_is_missed_does_not_spoil_the_next_press(
    listening: Callable[..., Ear], person: Person
) -> None:
    injected = InjectedKeys()
    ear = listening("F9", injected)
    person.down("F9")
    # A stroke that the ledger takes for ours is as good as one that got lost.
    injected.enter(person.keycode("F9"), is_press=False)
    person.up("F9")
    person.tap("F9")
    assert ear.kinds() == [KeyPressed, *HOLD]


def test_a_key_pressed_while_another_program_has_the_keyboard_is_heard(
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
        desk.wait_for(lambda: reports)
        assert hotkey.is_down() is None
        hotkey.shut_down()
    assert [type(report) for report in reports] == [HotkeyLost]
    assert capfd.readouterr() == ("", "")


def make_shift_stick(desk: Desk) -> None:
    """Let the left Shift hold for the next key, as the desktop's sticky keys do."""
    display = desk.session["DISPLAY"]
    keymap = desk.folder / "sticky.xkb"
    sticky = "key <LFSH> { [Shift_L], actions[Group1] = [LatchMods(modifiers=Shift)] };"
    said = desk.run("xkbcomp", "-xkb", display, "-")
    keymap.write_text(re.sub(r"key <LFSH> \{[^;]*\};", sticky, said), encoding="utf-8")
    desk.run("xkbcomp", "-w0", str(keymap), display)


def press(person: Person, key: str) -> None:
    """Tap a key or click a button by its name."""
    if key.startswith("Button"):
        person.button_down(int(key.removeprefix("Button")))
        person.button_up(int(key.removeprefix("Button")))
    else:
        person.tap(key)


def heard(ear: Ear, person: Person, key: str) -> bool:
    """Return whether a tap is a hold for the hotkey."""
    ear.reports.clear()
    person.tap(key)
    return ear.kinds() == HOLD
