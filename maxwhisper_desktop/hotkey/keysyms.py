"""Converts X11's key names to keysyms and back.

Names are those that ``xev`` shows. Keysyms without a name are named after their character, such
as ``U20AC``, or their number, such as ``0x1008ffb2``.
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

# In this order: if several names have the same keysym, the first one is the usual one.
_TABLES: Final = (
    *(miscellany, xkb, latin1, latin2, latin3, latin4, greek, cyrillic, arabic, hebrew),
    *(katakana, korean, thai, technical, special, publishing, xf86),
)
_CHARACTERS: Final = 0x01000000
"""Added to the code point of characters that had no keysym before Unicode."""
_NUMBERED: Final = re.compile("U([0-9A-Fa-f]{4,6})|0x([0-9A-Fa-f]{1,8})")


def keysym_of(name: str) -> int | None:
    """Return the keysym of a name, or None if there is none."""
    number = _NUMBERED.fullmatch(name)
    if number is None:
        return _numbers().get(name)
    character, keysym = number.groups()
    return _CHARACTERS + int(character, 16) if character else int(keysym, 16)


def all_names() -> Iterable[str]:
    """Return all names in the tables, the usual ones first."""
    return _names().values()


def name_of(keysym: int) -> str:
    """Return the usual name of a keysym."""
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
                # The tables have XF86_AudioMute for X11's XF86AudioMute.
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
