"""Presses keys like a keyboard (XTEST), and restores the keyboard afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from Xlib import X
from Xlib.ext import xtest

from engine.sentence import Sentence
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import PasteChord
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.keysyms import INSERT
from maxwhisper_desktop.typist.spare_keys import SpareKeys
from maxwhisper_desktop.typist.x11_keymap import LEVEL3, SHIFT, TypingKeymap, batches
from maxwhisper_desktop.typist.x11_link import XLink

_CHUNK: Final = 40
"""Characters typed between checks of whether to continue."""
_SPOILING: Final = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
_SHIFT_ROW: Final = 0
_CONTROL_ROW: Final = 2
_SPOILING_ROWS: Final = (_SHIFT_ROW, _CONTROL_ROW, 3, 5, 6, 7)
"""Rows of the modifier mapping, without Caps Lock and Num Lock, which may be on."""
_CHORDS: Final = {
    PasteChord.SHIFT_INSERT: (INSERT, (_SHIFT_ROW,)),
    PasteChord.CTRL_V: (ord("v"), (_CONTROL_ROW,)),
    PasteChord.CTRL_SHIFT_V: (ord("v"), (_CONTROL_ROW, _SHIFT_ROW)),
}


@dataclass(frozen=True, slots=True)
class ChordKeys:
    """The keycodes of a shortcut."""

    keycode: int
    modifiers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """How many characters were typed, and whether no key of the user's came between them."""

    n_chars: int
    is_undisturbed: bool


class X11Keyboard:
    """A virtual keyboard beside the user's. On the link's thread."""

    def __init__(self, link: XLink, injected: InjectedKeys) -> None:
        """Check that keys can be pressed.

        Raises:
            TypistError: The server does not allow it.
        """
        if not link.display.has_extension(xtest.extname):
            raise TypistError(
                Sentence(
                    "This desktop is too old: the XTEST extension, which is needed to press keys, is "
                    "missing."
                )
            )
        self._link = link
        self._injected = injected
        self._down: list[int] = []
        self._spare_keys = SpareKeys(link)

    def is_held(self) -> bool:
        """Return whether a modifier that would corrupt text is down or latched."""
        if self._link.root.query_pointer().mask & _SPOILING:
            return True
        down = self._link.display.query_keymap()
        rows = self._link.display.get_modifier_mapping()
        codes = (code for row in _SPOILING_ROWS for code in rows[row] if code)
        return any(down[code // 8] >> code % 8 & 1 for code in codes)

    def chord_keys(self, chord: PasteChord, window: int) -> ChordKeys:
        """Find the keys of the paste shortcut, and lend ``window`` one that it lacks."""
        keymap = self._keymap()
        keysym, rows = _CHORDS[chord]
        keycode = keymap.keycode_of(keysym)
        if keycode is None:
            keycode = keymap.spare_keycodes[0]
            self._spare_keys.lend({keycode: [keysym]}, window)
        return ChordKeys(keycode, tuple(self._modifier(row) for row in rows))

    def press_chord(self, keys: ChordKeys) -> bool:
        """Press the paste shortcut.

        Returns:
            Whether nothing came between: no key of the user's was down just afterwards.
        """
        self._press(keys.keycode, keys.modifiers)
        return not self._is_any_key_down()

    def can_type(self, text: str) -> bool:
        """Return whether there are keys for all of ``text``, including lent ones."""
        keymap = self._keymap()
        return all(keymap.stroke_for(char) or keymap.can_lend(char) for char in set(text))

    def type(self, text: str, may_go_on: Callable[[], bool], window: int) -> Typed:
        """Type ``text`` into ``window`` while ``may_go_on`` returns True."""
        keymap = self._keymap()
        n_typed = 0
        is_undisturbed = True
        for part, missing in batches(text, keymap):
            spare = dict(zip(missing, keymap.spare_keycodes, strict=False))
            rows = {code: keymap.spare_row(char) for char, code in spare.items()}
            self._spare_keys.lend(rows, window)
            for at in range(0, len(part), _CHUNK):
                if not may_go_on():
                    return Typed(n_typed, is_undisturbed)
                chunk = part[at : at + _CHUNK]
                self._type_chunk(chunk, keymap, spare)
                self._spare_keys.note_typed(len(chunk))
                n_typed += len(chunk)
                is_undisturbed &= not self._is_any_key_down()
        return Typed(n_typed, is_undisturbed)

    def give_back_keys(self, window: int, is_hurried: Callable[[], bool]) -> None:
        """Restore the keyboard, or postpone that if ``is_hurried`` returns True."""
        self._spare_keys.give_back(window, is_hurried)

    def leave(self) -> None:
        """Release all pressed and lent keys, finally."""
        self.release_all()
        self._spare_keys.leave()

    def release_all(self) -> None:
        """Release all keys that we hold."""
        if self._down:
            for code in reversed(self._down.copy()):
                self._fake(code, is_press=False)
            self._link.display.sync()

    def _is_any_key_down(self) -> bool:
        """Return whether a key of the user's is down right after ours, which it may have spoiled.

        A modifier turns the paste keys into another shortcut. A grabbed hotkey keeps all keys from the
        window until the grab is released. Our keys and this query leave in one write, so that hardly any
        time passes between them.
        """
        return any(self._link.display.query_keymap())

    def _keymap(self) -> TypingKeymap:
        info = self._link.display.display.info
        first, n_keys = info.min_keycode, info.max_keycode - info.min_keycode + 1
        state = int(self._link.root.query_pointer().mask)
        rows = [*self._link.display.get_keyboard_mapping(first, n_keys)]
        # Keys that are still lent from the previous text can be lent to this one.
        for code in self._spare_keys.lent:
            rows[code - first] = (X.NoSymbol,) * len(rows[code - first])
        return TypingKeymap(
            rows,
            first,
            group=state >> 13 & 3,
            is_caps_locked=bool(state & X.LockMask),
        )

    def _modifier(self, row: int) -> int:
        return next(code for code in self._link.display.get_modifier_mapping()[row] if code)

    def _type_chunk(self, chunk: str, keymap: TypingKeymap, spare: Mapping[str, int]) -> None:
        shift = self._modifier(_SHIFT_ROW)
        for char in chunk:
            stroke = keymap.stroke_for(char) or keymap.spare_stroke(char, spare[char])
            held = [shift] if stroke.level & SHIFT else []
            if stroke.level & LEVEL3 and keymap.level3_keycode:
                held.append(keymap.level3_keycode)
            self._press(stroke.keycode, held)

    def _press(self, keycode: int, held: Sequence[int]) -> None:
        for code in held:
            self._fake(code, is_press=True)
        self._fake(keycode, is_press=True)
        self._fake(keycode, is_press=False)
        for code in reversed(held):
            self._fake(code, is_press=False)

    def _fake(self, keycode: int, *, is_press: bool) -> None:
        self._injected.enter(keycode, is_press=is_press)
        xtest.fake_input(self._link.display, X.KeyPress if is_press else X.KeyRelease, keycode)
        if is_press:
            self._down.append(keycode)
        else:
            self._down.remove(keycode)
