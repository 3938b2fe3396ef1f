"""Names of keys: what is printed on them, and X11's names.

Settings and status show ``Right Ctrl``, ``F9``, ``Page Up`` or ``Mouse button 8``, or the X11
name if a key has no unique label. Every X11 name is understood.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from engine.sentence import Sentence
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.keysyms import all_names, keysym_of, name_of
from maxwhisper_desktop.ports import HotkeyError

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeyEvent

_BUTTON: Final = re.compile("(?:Mouse b|B)utton ?([1-9][0-9]?)")
_FIRST_SIDE_BUTTON: Final = 8
"""X11's number: 1 to 3 are left, middle and right, 4 to 7 are the wheel."""
_BACK_BUTTON: Final = 0x8
"""Qt's bit for the first side button; the others follow."""


def name_of_key_event(event: "QKeyEvent") -> str | None:
    """Return the name of a pressed key, or None if the session does not tell.

    Except for punctuation, the name does not depend on Shift and Caps Lock.
    """
    keysym = event.nativeVirtualKey()
    if not keysym:
        return None
    return own_name(name_of(keysym))


def name_of_button(button: "Qt.MouseButton") -> str | None:
    """Return a side button's name; None for buttons that are needed to point and click."""
    bit = int(button.value)
    if bit < _BACK_BUTTON:
        return None
    return f"Mouse button {_FIRST_SIDE_BUTTON + (bit // _BACK_BUTTON).bit_length() - 1}"


def own_name(name: str) -> str:
    """Return a key's name in settings and status for any name of it.

    Unknown names are returned unchanged.
    """
    number = button_number(name)
    if number is not None:
        return f"Mouse button {number}"
    known = x11_name(name)
    if keysym_of(known) is None:
        return name
    printed = _label_of_key(known)
    return printed if keysym_of(x11_name(printed)) == keysym_of(known) else known


def x11_name(name: str) -> str:
    """Return a key's X11 name; unknown names are returned unchanged."""
    number = button_number(name)
    if number is not None:
        return f"Button{number}"
    if len(name) == 1:
        return _name_of_character(name) or name
    if keysym_of(name) is not None:
        return name
    return _names_by_label().get(name.casefold(), name)


def button_number(name: str) -> int | None:
    """Return X11's number of a mouse button, or None if ``name`` is a key's."""
    match = _BUTTON.fullmatch(name)
    return int(match[1]) if match else None


def refusal(name: str) -> Sentence | None:
    """Return why a key cannot be the hotkey, as a sentence, or None if it can."""
    number = button_number(name)
    if number is not None and number < _FIRST_SIDE_BUTTON:
        return Sentence(
            "{key} is needed to point and click. Choose a side button or a key.",
            key=key_sentence(label(name)),
        )
    if x11_name(name) == "Escape":
        return Sentence("Escape cancels a recording. Choose another key to hold.")
    if x11_name(name) in _LOCKS:
        return Sentence(
            "{key} would switch with each press. Choose another key to hold.",
            key=key_sentence(label(name)),
        )
    if number is None and keysym_of(x11_name(name)) is None:
        return Sentence(
            "There is no key “{key}”. Choose one by pressing it in the settings.", key=name
        )
    return None


def require_allowed(name: str) -> None:
    """Check that a key can be the hotkey.

    Raises:
        HotkeyError: It cannot; the message is ``refusal``'s.
    """
    reason = refusal(name)
    if reason is not None:
        raise HotkeyError(reason)


def label(name: str) -> str:
    """Return a key's label in plain English, as or nearly as printed on it."""
    number = button_number(name)
    if number is not None:
        use = _BUTTON_USES.get(number)
        return f"Mouse button {number} ({use})" if use else f"Mouse button {number}"
    return _label_of_key(x11_name(name))


def _label_of_key(name: str) -> str:
    stem, _, side = name.rpartition("_")
    if side in _SIDES and stem in _MODIFIERS:
        return f"{_SIDES[side]} {_MODIFIERS[stem]}"
    if name.startswith("KP_"):
        return f"Keypad {_label_of_key(name.removeprefix('KP_'))}"
    return _LABELS.get(name) or _printed(name)


def _name_of_character(character: str) -> str | None:
    """Return the name of the key for a character, the same for upper and lower case."""
    lower = character.lower() if len(character.lower()) == 1 else character
    names = (name_of(ord(lower)), f"U{ord(lower):04X}")
    return next((name for name in names if _printed(name).lower() == lower), None)


@cache
def _names_by_label() -> dict[str, str]:
    names: dict[str, str] = {}
    for name in all_names():
        names.setdefault(_label_of_key(name).casefold(), name)
    return names


def _printed(name: str) -> str:
    keysym = keysym_of(name) or 0
    if keysym >> 24 == 1:
        return chr(keysym & 0xFFFFFF).upper()
    # Keysyms of Latin-1 characters are their code points.
    if 0x20 < keysym < 0x100:
        return chr(keysym).upper() if len(name) == 1 else chr(keysym)
    words = re.sub("([a-z])([A-Z])", r"\1 \2", name.removeprefix("XF86"))
    return words.replace("_", " ")


_LOCKS: Final = frozenset(
    {"Caps_Lock", "Shift_Lock", "Num_Lock", "ISO_Next_Group", "ISO_Level3_Lock"}
)
"""Keys whose press stays in effect: nothing can keep that from the active window."""

_SIDES: Final = {"L": "Left", "R": "Right"}
_MODIFIERS: Final = {
    "Alt": "Alt",
    "Control": "Ctrl",
    "Hyper": "Hyper",
    "Meta": "Meta",
    "Shift": "Shift",
    "Super": "Super",
}
_BUTTON_USES: Final = {
    1: "left",
    2: "middle",
    3: "right",
    4: "wheel up",
    5: "wheel down",
    6: "wheel left",
    7: "wheel right",
    8: "back",
    9: "forward",
}
_LABELS: Final = {
    "BackSpace": "Backspace",
    "Add": "+",
    "Divide": "/",
    "ISO_Level3_Shift": "AltGr",
    "ISO_Level5_Shift": "Level 5",
    "Multi_key": "Compose",
    "Multiply": "*",
    "Next": "Page Down",
    "Print": "Print Screen",
    "Prior": "Page Up",
    "Return": "Enter",
    "Subtract": "-",
    "Decimal": ".",
    "space": "Space",
}
