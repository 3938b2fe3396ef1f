"""The numbers of X11's key names, both ways.

Names are those that ``xev`` shows. Keys that no table has are named by their character, such as
``U20AC``, or by their number, such as ``0x1008ffb2``.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from Xlib.keysymdef import (
    arabic,
    cyrillic,
    greek,
    hebrew,
    katakana,
    korean,
    latin1,
    latin2,
    latin3,
    latin4,
    miscellany,
    publishing,
    special,
    technical,
    thai,
    xf86,
    xkb,
)

# In this order, since several names may stand for one number: the first one is the usual one.
_TABLES: Final = (
    *(miscellany, xkb, latin1, latin2, latin3, latin4, greek, cyrillic, arabic, hebrew),
    *(katakana, korean, thai, technical, special, publishing, xf86),
)
_CHARACTERS: Final = 0x01000000
"""Added to the code point of a character that had no number of its own before Unicode."""
_NUMBERED: Final = re.compile("U([0-9A-Fa-f]{4,6})|0x([0-9A-Fa-f]{1,8})")


def keysym_of(name: str) -> int | None:
    """Return the number of a key's name, or None where there is no such key."""
    number = _NUMBERED.fullmatch(name)
    if number is None:
        return _numbers().get(name)
    character, keysym = number.groups()
    return _CHARACTERS + int(character, 16) if character else int(keysym, 16)


def all_names() -> Iterable[str]:
    """Return the names of all keys that a table has, the usual ones first."""
    return _names().values()


def name_of(keysym: int) -> str:
    """Return the usual name of a key's number."""
    name = _names().get(keysym)
    if name is not None:
        return name
    is_character = keysym >> 24 == _CHARACTERS >> 24
    return f"U{keysym - _CHARACTERS:04X}" if is_character else f"{keysym:#x}"


@cache
def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for table in _TABLES:
        for name, value in vars(table).items():
            if name.startswith("XK_"):
                # The tables write XF86_AudioMute for what X11 calls XF86AudioMute.
                numbers.setdefault(re.sub("^XK_(XF86_)?", _prefix, name), value)
    return numbers


@cache
def _names() -> dict[int, str]:
    names: dict[int, str] = {}
    for name, keysym in _numbers().items():
        names.setdefault(keysym, name)
    return names


def _prefix(match: re.Match[str]) -> str:
    return "XF86" if match[1] else ""
