"""The key strokes for characters in the current layout."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from maxwhisper_desktop.typist.keysyms import FIRST_UNICODE, ISO_LEVEL3_SHIFT, keysyms

_ONE_LAYOUT: Final = (0, 1, 4, 5)
"""Columns of the core keyboard mapping: key alone, with Shift, with AltGr, with both."""
_SEVERAL_LAYOUTS: Final = ((0, 1), (2, 3))
"""The same for two layouts (groups). The position of AltGr's columns depends on the widths of
all layouts, and a third layout is unreliable; spare keys replace what is left out."""

SHIFT: Final = 1
LEVEL3: Final = 2


@dataclass(frozen=True, slots=True)
class TypedStroke:
    """A key and the modifiers held with it.

    Attributes:
        keycode: The key.
        level: 0 for the key alone, plus ``SHIFT``, plus ``LEVEL3``.
    """

    keycode: int
    level: int = 0


class TypingKeymap:
    """A snapshot of the server's keyboard mapping.

    Args:
        rows: Keysyms of each keycode, from ``first_keycode`` on.
        first_keycode: The keycode of the first row.
        group: The active layout, from 0.
        is_caps_locked: Whether Caps Lock is on.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[int]],
        first_keycode: int,
        group: int,
        *,
        is_caps_locked: bool,
    ) -> None:
        self._rows = {first_keycode + n: row for n, row in enumerate(rows)}
        self._is_caps_locked = is_caps_locked
        self.spare_keycodes = [code for code, row in self._rows.items() if not any(row)]
        self._width = len(rows[0])
        self._strokes: dict[int, TypedStroke] = {}
        alone = [code for code, row in self._rows.items() if not any(row[2:4])]
        is_one_layout = all(row[2:4] in ((0, 0), row[:2]) for row in map(tuple, rows))
        if is_one_layout:
            self._enter(_ONE_LAYOUT, self._rows)
        elif group < len(_SEVERAL_LAYOUTS):
            self._enter(_SEVERAL_LAYOUTS[group], self._rows)
        # Keys without letters, such as Return, are only in the first group.
        self._enter(_ONE_LAYOUT[:2], alone)
        level3 = self._strokes.get(ISO_LEVEL3_SHIFT)
        self.level3_keycode = level3.keycode if level3 else None

    def stroke_for(self, char: str) -> TypedStroke | None:
        """Return the stroke for a character; None if the layout has no key for it."""
        stroke = self._find(char)
        if stroke is None or not self._is_at_risk(char):
            return stroke
        # Shift cancels Caps Lock only on keys that have both cases and nothing else.
        pair = _case_pair(char)
        other = pair and self._find(pair[1] if char == pair[0] else pair[0])
        undone = TypedStroke(stroke.keycode, stroke.level ^ SHIFT)
        return undone if other == undone and stroke.level < LEVEL3 else None

    def keycode_of(self, keysym: int) -> int | None:
        """Return the key that has a keysym in any layout, at any level."""
        stroke = self._strokes.get(keysym)
        if stroke:
            return stroke.keycode
        return next((code for code, row in self._rows.items() if keysym in row), None)

    def can_lend(self, char: str) -> bool:
        """Return whether a spare key could type a character."""
        if not self.spare_keycodes:
            return False
        # The server knows the case only of pre-Unicode keysyms. Others are capitalised by
        # programs while Caps Lock is on, which cannot be undone.
        known = (keysyms(each)[-1] < FIRST_UNICODE for each in _case_pair(char) or char)
        return not self._is_at_risk(char) or all(known)

    def spare_row(self, char: str) -> list[int]:
        """Return the keysyms to map a spare key to, so that it types a character.

        A letter is mapped with its other case, so that Caps Lock treats it as a letter.
        """
        number = -1 if self._is_at_risk(char) else 0
        row = [keysyms(each)[number] for each in _case_pair(char) or (char, char)]
        return (row * self._width)[: self._width]

    def spare_stroke(self, char: str, keycode: int) -> TypedStroke:
        """Return the stroke for a character on a key mapped by ``spare_row``."""
        pair = _case_pair(char)
        is_shifted = pair is not None and (char == pair[1]) != self._is_caps_locked
        return TypedStroke(keycode, SHIFT if is_shifted else 0)

    def _is_at_risk(self, char: str) -> bool:
        """Return whether Caps Lock is on and would change a character."""
        return self._is_caps_locked and (char.upper() != char or char.lower() != char)

    def _enter(self, columns: Sequence[int], keycodes: Iterable[int]) -> None:
        for level, column in enumerate(columns):
            if column < self._width:
                for code in keycodes:
                    keysym = self._rows[code][column]
                    if keysym:
                        self._strokes.setdefault(keysym, TypedStroke(code, level))

    def _find(self, char: str) -> TypedStroke | None:
        found = (self._strokes.get(keysym) for keysym in keysyms(char))
        stroke = next((stroke for stroke in found if stroke), None)
        if stroke and stroke.level & LEVEL3 and not self.level3_keycode:
            return None
        return stroke


def batches(text: str, keymap: TypingKeymap) -> Iterator[tuple[str, list[str]]]:
    """Split a text where the spare keys are used up, as each can be mapped once per batch.

    Yields:
        Each batch, with its characters for which the layout has no key.
    """
    start, missing = 0, dict[str, None]()
    for at, char in enumerate(text):
        if char in missing or keymap.stroke_for(char):
            continue
        if len(missing) == len(keymap.spare_keycodes):
            yield text[start:at], list(missing)
            start, missing = at, {}
        missing[char] = None
    if start < len(text):
        yield text[start:], list(missing)


def _case_pair(char: str) -> tuple[str, str] | None:
    """Return a letter's lower and upper case; None unless both are single characters."""
    small, capital = char.lower(), char.upper()
    is_pair = small != capital and small.upper() == capital and capital.lower() == small
    return (small, capital) if is_pair and len(small) == len(capital) == 1 else None
