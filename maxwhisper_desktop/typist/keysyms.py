"""The X server's numbers for characters."""

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
    """Return the keysyms that mean a character, the one to map a key to first.

    Layouts older than Unicode have numbers of their own for letters such as Cyrillic ones;
    libxkbcommon, which comes with Qt, knows them.
    """
    if char in _KEYS:
        return (_KEYS[char],)
    code = ord(char)
    own = code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else FIRST_UNICODE | code
    legacy = _legacy_keysym(code)
    return (own,) if legacy in {0, own} else (own, legacy)


def _legacy_keysym(code: int) -> int:
    try:
        # The loader keeps a library that is loaded, so this is cheap from the second time on.
        return int(ctypes.CDLL("libxkbcommon.so.0").xkb_utf32_to_keysym(ctypes.c_uint32(code)))
    except (OSError, AttributeError):  # Not installed, or from before 1.0.
        return 0
