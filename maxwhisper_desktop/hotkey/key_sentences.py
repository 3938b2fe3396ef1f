"""The labels of keys as they are printed on keyboards of the user's language."""

import re
from typing import Final

from engine.sentence import Sentence, joined

_BUTTON: Final = re.compile(r"Mouse button (\d+)(?: \((.+)\))?")
_KEYPAD: Final = "Keypad "

_USES: Final = {
    "left": Sentence("left"),
    "middle": Sentence("middle"),
    "right": Sentence("right"),
    "wheel up": Sentence("wheel up"),
    "wheel down": Sentence("wheel down"),
    "wheel left": Sentence("wheel left"),
    "wheel right": Sentence("wheel right"),
    "back": Sentence("back"),
    "forward": Sentence("forward"),
}
_KEYS: Final = {
    str(key): key
    for key in (
        Sentence("Left Ctrl"),
        Sentence("Right Ctrl"),
        Sentence("Left Alt"),
        Sentence("Right Alt"),
        Sentence("Left Shift"),
        Sentence("Right Shift"),
        Sentence("Left Super"),
        Sentence("Right Super"),
        Sentence("Left Meta"),
        Sentence("Right Meta"),
        Sentence("Backspace"),
        Sentence("Delete"),
        Sentence("Down"),
        Sentence("End"),
        Sentence("Enter"),
        Sentence("Home"),
        Sentence("Insert"),
        Sentence("Left"),
        Sentence("Menu"),
        Sentence("Page Down"),
        Sentence("Page Up"),
        Sentence("Print Screen"),
        Sentence("Right"),
        Sentence("Scroll Lock"),
        Sentence("Space"),
        Sentence("Up"),
    )
}
"""All labels that are not the same everywhere."""


def key_sentence(label: str) -> Sentence:
    """Return what ``key_names.label`` gives, to be said in the user's language."""
    if (button := _BUTTON.fullmatch(label)) is not None:
        number, use = button.groups()
        if use is None:
            return Sentence("Mouse button {number}", number=number)
        return Sentence("Mouse button {number} ({use})", number=number, use=_USES.get(use, use))
    if label.startswith(_KEYPAD):
        return Sentence("Keypad {key}", key=key_sentence(label.removeprefix(_KEYPAD)))
    return _KEYS.get(label) or joined([label])
