"""The labels of keys, in the user's language."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_BUTTON: Final = re.compile(r"Mouse button (\d+)(?: \((.+)\))?")
_KEYPAD: Final = "Keypad "


def key_words(label: str) -> str:
    """Return ``hotkey.key_names.label`` as it is printed on keyboards of the user's language."""
    if (button := _BUTTON.fullmatch(label)) is not None:
        number, use = button.groups()
        if use is None:
            return translate("Key", "Mouse button %1").replace("%1", number)
        words = translate("Key", "Mouse button %1 (%2)").replace("%1", number)
        return words.replace("%2", _uses().get(use, use))
    if label.startswith(_KEYPAD):
        key = key_words(label.removeprefix(_KEYPAD))
        return translate("Key", "Keypad %1").replace("%1", key)
    return _keys().get(label, label)


def _uses() -> dict[str, str]:
    return {
        "wheel left": translate("Key", "wheel left"),
        "wheel right": translate("Key", "wheel right"),
        "back": translate("Key", "back"),
        "forward": translate("Key", "forward"),
    }


def _keys() -> dict[str, str]:
    """Return the words for all labels that are not the same everywhere."""
    return {
        "Left Ctrl": translate("Key", "Left Ctrl"),
        "Right Ctrl": translate("Key", "Right Ctrl"),
        "Left Alt": translate("Key", "Left Alt"),
        "Right Alt": translate("Key", "Right Alt"),
        "Left Shift": translate("Key", "Left Shift"),
        "Right Shift": translate("Key", "Right Shift"),
        "Left Super": translate("Key", "Left Super"),
        "Right Super": translate("Key", "Right Super"),
        "Left Meta": translate("Key", "Left Meta"),
        "Right Meta": translate("Key", "Right Meta"),
        "Backspace": translate("Key", "Backspace"),
        "Delete": translate("Key", "Delete"),
        "Down": translate("Key", "Down"),
        "End": translate("Key", "End"),
        "Enter": translate("Key", "Enter"),
        "Home": translate("Key", "Home"),
        "Insert": translate("Key", "Insert"),
        "Left": translate("Key", "Left"),
        "Menu": translate("Key", "Menu"),
        "Page Down": translate("Key", "Page Down"),
        "Page Up": translate("Key", "Page Up"),
        "Print Screen": translate("Key", "Print Screen"),
        "Right": translate("Key", "Right"),
        "Scroll Lock": translate("Key", "Scroll Lock"),
        "Space": translate("Key", "Space"),
        "Up": translate("Key", "Up"),
    }
