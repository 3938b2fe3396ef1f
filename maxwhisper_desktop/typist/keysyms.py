"""The keysyms of characters."""

import ctypes
from functools import cache
from typing import Final

RETURN: Final = 0xFF0D
TAB: Final = 0xFF09
INSERT: Final = 0xFF63
ISO_LEVEL3_SHIFT: Final = 0xFE03
"""AltGr."""

FIRST_UNICODE: Final = 0x01000000
"""From here on keysyms are code points."""
_KEYS: Final = {"\n": RETURN, "\t": TAB}


@cache
def keysyms(char: str) -> tuple[int, ...]:
    """Return the keysyms of a character, the one to map a key to first.

    Layouts older than Unicode have special keysyms for letters such as Cyrillic ones, which
    libxkbcommon, a dependency of Qt, knows.
    """
    if char in _KEYS:
        return (_KEYS[char],)
    code = ord(char)
    own = code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else FIRST_UNICODE | code
    legacy = _legacy_keysym(code)
    return (own,) if legacy in {0, own} else (own, legacy)


def _legacy_keysym(code: int) -> int:
    try:
        # Loading a library again is cheap.
        return int(ctypes.CDLL("libxkbcommon.so.0").xkb_utf32_to_keysym(ctypes.c_uint32(code)))
    except (OSError, AttributeError):  # Not installed, or older than 1.0.
        return 0
