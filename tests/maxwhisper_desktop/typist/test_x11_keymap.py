"""The key strokes for characters, on made-up keyboards."""

import pytest

from maxwhisper_desktop.typist.keysyms import (
    FIRST_UNICODE,
    ISO_LEVEL3_SHIFT,
    RETURN,
    TAB,
    keysyms,
)
from maxwhisper_desktop.typist.x11_keymap import (
    LEVEL3,
    SHIFT,
    TypedStroke,
    TypingKeymap,
    batches,
)

DEAD_ACUTE = 0xFE51
LEVEL_KEY = [ISO_LEVEL3_SHIFT]
FIRST = 8


def keymap(
    *rows: list[int], group: int = 0, is_caps_locked: bool = False, width: int = 6
) -> TypingKeymap:
    filled = [(row + [0] * width)[:width] for row in rows]
    return TypingKeymap(filled, FIRST, group, is_caps_locked=is_caps_locked)


def row(text: str) -> list[int]:
    return [0 if char == " " else keysyms(char)[0] for char in text]


@pytest.mark.parametrize(
    ("char", "level"), [("a", 0), ("A", SHIFT), ("@", LEVEL3), ("Ä", LEVEL3 | SHIFT)]
)
def test_a_key_has_four_levels(char: str, level: int) -> None:
    keys = keymap(row("aAaA@Ä"), LEVEL_KEY)

    assert keys.stroke_for(char) == TypedStroke(FIRST, level)
    assert keys.level3_keycode == FIRST + 1


def test_without_altgr_its_characters_are_missing() -> None:
    assert keymap(row("aAaA@Ä")).stroke_for("@") is None


def test_the_lowest_level_is_preferred() -> None:
    assert keymap(row("1!"), row("!1")).stroke_for("!") == TypedStroke(FIRST + 1)


def test_a_dead_key_is_not_its_accent() -> None:
    assert keymap([DEAD_ACUTE, DEAD_ACUTE]).stroke_for("\u00b4") is None


def test_line_ends_and_tabs_are_keys() -> None:
    keys = keymap([TAB], [RETURN])

    assert keys.stroke_for("\t") == TypedStroke(FIRST)
    assert keys.stroke_for("\n") == TypedStroke(FIRST + 1)


def test_the_current_layout_is_used() -> None:
    keys = [row("aAжЖ"), [RETURN], row("1!")]

    assert keymap(*keys).stroke_for("ж") is None
    assert keymap(*keys, group=1).stroke_for("Ж") == TypedStroke(FIRST, SHIFT)
    assert keymap(*keys, group=1).stroke_for("a") is None
    assert keymap(*keys, group=1).stroke_for("\n") == TypedStroke(FIRST + 1)
    assert keymap(*keys, group=1).stroke_for("!") == TypedStroke(FIRST + 2, SHIFT)


def test_of_a_third_layout_only_common_keys_are_used() -> None:
    keys = [row("aAжЖ"), [RETURN]]

    assert keymap(*keys, group=2).stroke_for("a") is None
    assert keymap(*keys, group=2).stroke_for("\n") == TypedStroke(FIRST + 1)


def test_with_two_layouts_altgr_is_not_used() -> None:
    assert keymap(row("xXжЖ»«"), LEVEL_KEY).stroke_for("»") is None


def test_layouts_older_than_unicode_are_supported() -> None:
    cyrillic_zhe = 0x06D6

    assert keymap([cyrillic_zhe]).stroke_for("ж") == TypedStroke(FIRST)


def test_a_shortcuts_key_is_found_in_any_layout() -> None:
    keys = keymap(row("vVжЖ"), group=1)

    assert keys.keycode_of(ord("v")) == FIRST
    assert keys.keycode_of(ord("x")) is None


def test_shift_cancels_caps_lock() -> None:
    keys = keymap(row("aA"), row("1!"), is_caps_locked=True)

    assert keys.stroke_for("a") == TypedStroke(FIRST, SHIFT)
    assert keys.stroke_for("A") == TypedStroke(FIRST)
    assert keys.stroke_for("!") == TypedStroke(FIRST + 1, SHIFT)


def test_with_caps_lock_a_letter_with_only_one_case_on_its_key_needs_a_spare_key() -> None:
    keys = keymap(row("é2"), [], is_caps_locked=True)

    assert keys.stroke_for("é") is None
    assert keys.stroke_for("2") == TypedStroke(FIRST, SHIFT)
    assert keys.can_lend("é")
    assert keys.spare_stroke("é", FIRST + 1) == TypedStroke(FIRST + 1, SHIFT)
    assert keys.spare_stroke("É", FIRST + 1) == TypedStroke(FIRST + 1)


def test_with_caps_lock_letters_unknown_to_the_server_cannot_be_typed() -> None:
    assert keymap([]).can_lend("ǆ")
    assert not keymap([], is_caps_locked=True).can_lend("ǆ")
    assert keymap([], is_caps_locked=True).can_lend("ж")
    assert keymap([], is_caps_locked=True).can_lend("日")


def test_a_lent_key_types_both_cases() -> None:
    keys = keymap([])

    assert keys.spare_row("ä")[:2] == [0xE4, 0xC4]
    assert keys.spare_stroke("Ä", FIRST) == TypedStroke(FIRST, SHIFT)
    assert keys.spare_row("😀") == [FIRST_UNICODE | 0x1F600] * 6


def test_a_letter_without_a_second_case_is_not_shifted() -> None:
    assert keymap([]).spare_stroke("ß", FIRST) == TypedStroke(FIRST)


def test_a_full_keyboard_has_no_key_to_lend() -> None:
    assert not keymap(row("aA")).can_lend("b")


def test_a_text_is_split_where_the_spare_keys_are_used_up() -> None:
    keys = keymap(row("aA"), [], [])

    parts = list(batches("axayaxzzxa", keys))

    assert parts == [("axayax", ["x", "y"]), ("zzxa", ["z", "x"])]


def test_a_text_that_needs_no_spare_keys_is_one_batch() -> None:
    assert list(batches("aAa", keymap(row("aA")))) == [("aAa", [])]
