"""The hotkey on a virtual screen, with simulated presses of real keys."""

import time
from collections.abc import Callable

import pytest
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import QtField
from desktop.hotkey_ear import HOLD, Ear, heard, is_repeated, make_shift_stick, press
from patience import wait_for

from maxwhisper_desktop.dictation.events import (
    EscapePressed,
    KeyPressed,
    KeyReleased,
    OtherKeyPressed,
)
from maxwhisper_desktop.hotkey.stroke_judge import Latch
from maxwhisper_desktop.ports import PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize(
    "key", ["Control_R", "Control_L", "Alt_R", "Super_R", "Shift_R", "F9", "Pause", "a", "Menu"]
)
def test_pressing_and_releasing_the_hotkey_is_reported(
    listening: Callable[..., Ear], person: Person, key: str
) -> None:
    ear = listening(key)
    person.down(key)
    wait_for(lambda: ear.reports)
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


def test_times_are_of_the_monotonic_clock(
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
    with person.holding("b"):
        # The repeated letter proves that key repeat is on.
        desk.wait_for(lambda: len(field.text()) > 3)
    person.tap("y")
    desk.wait_for(lambda: field.text().endswith("y"))  # All the letters have arrived.
    field.clear()
    ear = listening(key)
    with person.holding(key):
        wait_for(lambda: ear.reports)
        assert is_repeated(desk, person.keycode("b"))
        assert not is_repeated(desk, person.keycode(key))
    person.tap("x")
    desk.wait_for(field.text)
    assert ear.kinds() == HOLD
    assert field.text() == "x"


def test_a_hundred_taps_are_a_hundred_holds(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("F9")
    for _ in range(100):
        person.tap("F9")
    assert ear.kinds() == HOLD * 100


def test_another_key_while_the_hotkey_is_down_makes_a_chord(
    listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("Control_R")
    with person.holding("Control_R"):
        person.tap("t")
    assert ear.kinds() == [KeyPressed, OtherKeyPressed, KeyReleased]


def test_a_click_while_the_hotkey_is_down_is_no_chord(
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
    assert ear.kinds(n_escapes=1) == [KeyPressed, EscapePressed, KeyReleased]


@pytest.mark.parametrize("modifier", ["Control_L", "Alt_L", "Super_L"])
@pytest.mark.parametrize("key", ["F9", "Control_R", "Button8"])
def test_the_hotkey_with_another_modifier_is_ignored(
    listening: Callable[..., Ear], person: Person, modifier: str, key: str
) -> None:
    ear = listening(key)
    with person.holding(modifier):
        press(person, key)
    assert not ear.kinds()


@pytest.mark.parametrize("key", ["F9", "Control_R", "Button8"])
def test_the_hotkey_with_only_shift_asks_for_the_last_text(
    listening: Callable[..., Ear], person: Person, key: str
) -> None:
    ear = listening(key)
    with person.holding("Shift_L"):
        press(person, key)
    with person.holding("Control_L", "Shift_L"):
        press(person, key)
    assert ear.kinds() == [PasteAgainPressed]


@pytest.mark.parametrize("key", ["F9", "Control_R"])
def test_sticky_shift_asks_for_the_last_text(
    desk: Desk, listening: Callable[..., Ear], person: Person, key: str
) -> None:
    make_shift_stick(desk)
    ear = listening(key)
    person.tap("Shift_L")
    # Nothing reports that Shift's release was seen, and no user is as fast as this one.
    listener = ear.hotkey._listener
    desk.wait_for(lambda: listener and listener._judge._latch is Latch.SHIFT)
    person.tap(key, key)
    assert ear.kinds() == [PasteAgainPressed, *HOLD]


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_locks_and_held_letters_do_not_matter(
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
    wait_for(lambda: ear.reports)
    assert ear.hotkey.is_down()
    person.button_up(button)
    assert ear.kinds() == HOLD
    assert not ear.hotkey.is_down()


def test_injected_strokes_are_ignored_but_the_users_are_not(
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


def test_a_shift_held_by_the_typist_makes_no_chord(
    listening: Callable[..., Ear], person: Person
) -> None:
    injected = InjectedKeys()
    ear = listening("F9", injected)
    injected.enter(person.keycode("Shift_L"), is_press=True)
    injected.enter(person.keycode("Shift_L"), is_press=False)
    with person.holding("Shift_L"):
        person.tap("F9")
    assert ear.kinds() == HOLD


def test_the_hotkey_follows_a_change_of_layout(
    desk: Desk, listening: Callable[..., Ear], person: Person
) -> None:
    ear = listening("z")
    desk.keyboard("de")
    desk.wait_for(lambda: heard(ear, person, "z"))
    ear.reports.clear()
    person.tap("y")  # The key that was z before.
    assert not ear.kinds()


def test_the_hotkey_works_in_both_of_two_layouts(
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
