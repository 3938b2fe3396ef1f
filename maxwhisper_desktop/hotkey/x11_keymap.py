"""The names of keys in the current keyboard layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from Xlib.display import Display

from maxwhisper_desktop.hotkey.keysyms import keysym_of

_SHIFTS: Final = ("Shift_L", "Shift_R")
_MODIFIERS: Final = (
    *_SHIFTS,
    *("Control_L", "Control_R", "Alt_L", "Alt_R", "Meta_L", "Meta_R", "Super_L", "Super_R"),
    *("Hyper_L", "Hyper_R", "ISO_Level3_Shift", "ISO_Level5_Shift", "Mode_switch"),
)


@dataclass(frozen=True, slots=True)
class HotkeyKeymap:
    """A keyboard layout.

    Attributes:
        rows: The keysyms of each key, unshifted first, from keycode ``first`` on.
        first: The smallest keycode.
    """

    rows: Sequence[Sequence[int]]
    first: int

    @classmethod
    def of(cls, display: Display) -> Self:
        """Query the server's current layout."""
        info = display.display.info
        first = int(info.min_keycode)
        return cls(display.get_keyboard_mapping(first, info.max_keycode - first + 1), first)

    def keycodes(self, name: str) -> frozenset[int]:
        """Return the keys with a name, at the lowest shift level at which it occurs."""
        keysym = keysym_of(name)
        if keysym is None:
            return frozenset()
        columns = {
            code: list(row).index(keysym)
            for code, row in enumerate(self.rows, self.first)
            if keysym in row
        }
        lowest = min(columns.values(), default=0)
        return frozenset(code for code, column in columns.items() if column == lowest)

    @property
    def shifts(self) -> frozenset[int]:
        """The Shift keys."""
        return self._bearers(_SHIFTS)

    @property
    def modifiers(self) -> frozenset[int]:
        """The modifier keys, without locks."""
        return self._bearers(_MODIFIERS)

    def _bearers(self, names: Iterable[str]) -> frozenset[int]:
        keysyms = {keysym_of(name) for name in names}
        return frozenset(
            code for code, row in enumerate(self.rows, self.first) if keysyms.intersection(row)
        )


def is_modifier(name: str) -> bool:
    """Return whether a key is a modifier."""
    return name in _MODIFIERS
