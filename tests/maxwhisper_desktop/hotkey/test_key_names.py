import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from maxwhisper_desktop.hotkey.key_names import (
    button_number,
    label,
    name_of_button,
    name_of_key_event,
    refusal,
)
from maxwhisper_desktop.hotkey.keysyms import keysym_of, name_of


def pressed(keysym: int) -> QKeyEvent:
    """A key event as X11 gives it; what Qt makes of the key does not matter."""
    unmodified = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, unmodified, 0, keysym, 0)


@pytest.mark.parametrize(
    ("keysym", "name"),
    [
        (0xFFE4, "Control_R"),
        (0xFFEC, "Super_R"),
        (0xFE03, "ISO_Level3_Shift"),
        (0xFFC6, "F9"),
        (0xFF13, "Pause"),
        (0xFF55, "Prior"),
        (0x61, "a"),
        (0x27, "apostrophe"),
        (0x1008FFB2, "XF86AudioMicMute"),
        (0x010020AC, "U20AC"),
        (0x1008FE99, "0x1008fe99"),
    ],
)
def test_a_pressed_key_has_the_name_that_x11_gives_it(keysym: int, name: str) -> None:
    assert name_of_key_event(pressed(keysym)) == name
    assert keysym_of(name) == keysym


def test_a_letter_is_the_same_key_with_caps_lock() -> None:
    assert name_of_key_event(pressed(0x41)) == "a"


def test_a_key_that_the_session_does_not_tell_has_no_name() -> None:
    assert name_of_key_event(pressed(0)) is None


@given(st.integers(1, 0x1FFFFFFF))
def test_every_key_is_found_again_by_its_name(keysym: int) -> None:
    assert keysym_of(name_of(keysym)) == keysym


@pytest.mark.parametrize("name", ["", "Nonsense", "u20ac", "0x", "F 9", "__doc__"])
def test_what_is_no_name_is_no_key(name: str) -> None:
    assert keysym_of(name) is None


@pytest.mark.parametrize(
    ("button", "name"),
    [
        (Qt.MouseButton.LeftButton, None),
        (Qt.MouseButton.MiddleButton, None),
        (Qt.MouseButton.BackButton, "Button8"),
        (Qt.MouseButton.ForwardButton, "Button9"),
        (Qt.MouseButton.ExtraButton3, "Button10"),
        (Qt.MouseButton.ExtraButton24, "Button31"),
    ],
)
def test_side_buttons_have_x11_numbers(button: Qt.MouseButton, name: str | None) -> None:
    assert name_of_button(button) == name


def test_a_button_is_told_from_a_key() -> None:
    assert button_number("Button8") == 8
    assert button_number("F8") is None
    assert button_number("Button0") is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Control_R", "Right Ctrl"),
        ("Alt_L", "Left Alt"),
        ("ISO_Level3_Shift", "AltGr"),
        ("F9", "F9"),
        ("a", "A"),
        ("adiaeresis", "ä"),
        ("U20AC", "€"),
        ("apostrophe", "'"),
        ("space", "Space"),
        ("Next", "Page Down"),
        ("KP_Enter", "Keypad Enter"),
        ("KP_Add", "Keypad +"),
        ("Scroll_Lock", "Scroll Lock"),
        ("XF86AudioMicMute", "Audio Mic Mute"),
        ("Button8", "Mouse button 8 (back)"),
        ("Button12", "Mouse button 12"),
        ("Nonsense", "Nonsense"),
    ],
)
def test_keys_are_labelled_as_they_are_printed(name: str, words: str) -> None:
    assert label(name) == words


@pytest.mark.parametrize("name", ["Control_R", "F13", "a", "Button8", "XF86AudioMicMute"])
def test_most_keys_can_be_held(name: str) -> None:
    assert refusal(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Button1", "Mouse button 1 (left) is needed to point and click."),
        ("Button5", "Mouse button 5 (wheel down) is needed to point and click."),
        ("Escape", "Escape cancels a recording."),
        ("Nonsense", 'There is no key named "Nonsense".'),
    ],
)
def test_some_keys_cannot_be_held_which_is_said_with_a_way_out(name: str, reason: str) -> None:
    told = refusal(name)
    assert told is not None
    assert told.startswith(reason)
    assert "Choose" in told.removeprefix(reason)
