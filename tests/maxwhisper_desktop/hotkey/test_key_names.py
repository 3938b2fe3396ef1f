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
    own_name,
    refusal,
    x11_name,
)
from maxwhisper_desktop.hotkey.keysyms import all_names, keysym_of, name_of


def pressed(keysym: int) -> QKeyEvent:
    """Return a key event as X11 delivers it; Qt's own key code does not matter."""
    unmodified = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, unmodified, 0, keysym, 0)


@pytest.mark.parametrize(
    ("keysym", "name"),
    [
        (0xFFE4, "Right Ctrl"),
        (0xFFEC, "Right Super"),
        (0xFE03, "AltGr"),
        (0xFFC6, "F9"),
        (0xFF13, "Pause"),
        (0xFF55, "Page Up"),
        (0x61, "A"),
        (0xE4, "ä"),
        (0x27, "'"),
        (0x1008FFB2, "Audio Mic Mute"),
        (0x010020AC, "€"),
        (0x1008FE99, "0x1008fe99"),
    ],
)
def test_a_pressed_key_has_the_name_printed_on_it(keysym: int, name: str) -> None:
    assert name_of_key_event(pressed(keysym)) == name
    assert keysym_of(x11_name(name)) == keysym


def test_a_letter_is_the_same_key_with_caps_lock() -> None:
    assert name_of_key_event(pressed(0x41)) == "A"


def test_of_two_keys_with_one_label_the_rarer_keeps_its_x11_name() -> None:
    assert own_name("Clear") == "Clear"
    assert own_name("XF86Clear") == "XF86Clear"


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("Control_R", "Right Ctrl"),
        ("Prior", "Page Up"),
        ("a", "A"),
        ("Button8", "Mouse button 8"),
        ("right ctrl", "Right Ctrl"),
        ("Nonsense", "Nonsense"),
    ],
)
def test_old_settings_and_other_spellings_are_understood(old: str, name: str) -> None:
    assert own_name(old) == name
    assert own_name(name) == name


@given(st.sampled_from(sorted(all_names())))
def test_every_key_name_of_old_settings_means_the_same_key(name: str) -> None:
    letter = len(name) == 1
    assert keysym_of(x11_name(own_name(name))) == keysym_of(name.lower() if letter else name)


def test_a_key_without_a_keysym_has_no_name() -> None:
    assert name_of_key_event(pressed(0)) is None


@given(st.integers(1, 0x1FFFFFFF))
def test_every_key_is_found_by_its_name(keysym: int) -> None:
    assert keysym_of(name_of(keysym)) == keysym


@pytest.mark.parametrize("name", ["", "Nonsense", "u20ac", "0x", "F 9", "__doc__"])
def test_an_invalid_name_is_no_key(name: str) -> None:
    assert keysym_of(name) is None


@pytest.mark.parametrize(
    ("button", "name"),
    [
        (Qt.MouseButton.LeftButton, None),
        (Qt.MouseButton.MiddleButton, None),
        (Qt.MouseButton.BackButton, "Mouse button 8"),
        (Qt.MouseButton.ForwardButton, "Mouse button 9"),
        (Qt.MouseButton.ExtraButton3, "Mouse button 10"),
        (Qt.MouseButton.ExtraButton24, "Mouse button 31"),
    ],
)
def test_side_buttons_have_x11_numbers(button: Qt.MouseButton, name: str | None) -> None:
    assert name_of_button(button) == name


def test_buttons_are_distinguished_from_keys() -> None:
    assert button_number("Button8") == 8
    assert button_number("Mouse button 8") == 8
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
def test_key_labels_match_the_keyboard(name: str, words: str) -> None:
    assert label(name) == words


@pytest.mark.parametrize(
    "name", ["Right Ctrl", "F13", "A", "Mouse button 8", "Audio Mic Mute", "Control_R"]
)
def test_most_keys_can_be_held(name: str) -> None:
    assert refusal(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Button1", "Mouse button 1 (left) is needed to point and click."),
        ("Button5", "Mouse button 5 (wheel down) is needed to point and click."),
        ("Escape", "Escape cancels a recording."),
        ("Caps Lock", "Caps Lock would switch with each press."),
        ("Num_Lock", "Num Lock would switch with each press."),
        ("Nonsense", "There is no key “Nonsense”."),
    ],
)
def test_a_key_that_cannot_be_held_is_refused_with_advice(name: str, reason: str) -> None:
    told = refusal(name)
    assert told is not None
    assert told.startswith(reason)
    assert "Choose" in told.removeprefix(reason)
