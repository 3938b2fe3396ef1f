"""Interprets the key strokes of the whole keyboard for the hotkey."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from maxwhisper_desktop.dictation.events import (
    EscapePressed,
    HotkeyEvent,
    KeyPressed,
    KeyReleased,
    OtherKeyPressed,
)
from maxwhisper_desktop.ports import PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys

_WHEEL: Final = frozenset((4, 5, 6, 7))


@dataclass(frozen=True, slots=True)
class ObservedStroke:
    """A key or button that went down or came up.

    Attributes:
        code: The keycode, or the number of the button.
        is_press: Whether it went down.
        is_button: Whether it is a mouse button.
        is_from_program: Whether a program sent it through XTEST.
        at_ms: The time, by the monotonic clock.
    """

    code: int
    is_press: bool
    is_button: bool = False
    is_from_program: bool = False
    at_ms: int = 0


class Latch(enum.Enum):
    """The modifiers that sticky keys hold for the next key."""

    NONE = "none"
    SHIFT = "shift"
    OTHER = "other"
    """Modifiers other than, or besides, Shift."""


@dataclass(frozen=True, slots=True)
class KeyRoles:
    """The relevant keys and buttons, by their codes.

    Attributes:
        hotkeys: The hotkey; several if several keys have its name.
        is_button: Whether these are mouse buttons.
        escapes: The Escape keys.
        shifts: The Shift keys.
        modifiers: All modifier keys, including Shift.
    """

    hotkeys: frozenset[int]
    is_button: bool = False
    escapes: frozenset[int] = frozenset()
    shifts: frozenset[int] = frozenset()
    modifiers: frozenset[int] = frozenset()


class Keyboard(Protocol):
    """Queries about the time of the stroke that is being judged."""

    def down_before(self, stroke: ObservedStroke) -> frozenset[int]:
        """Return the keys that were down before ``stroke``."""
        ...

    def latched_after(self, stroke: ObservedStroke) -> Latch:
        """Return which modifiers apply to the next key although ``stroke`` released them."""
        ...

    def is_locked(self) -> bool:
        """Return whether the screen is locked: nobody may be recorded unasked."""
        ...


class StrokeJudge:
    """Reports the hotkey's events. For one thread.

    A click while the hotkey is down is no combination: the user may click where the text should
    go.
    """

    def __init__(
        self,
        roles: KeyRoles,
        keyboard: Keyboard,
        injected: InjectedKeys,
        report: Callable[[HotkeyEvent | PasteAgainPressed], None],
    ) -> None:
        self.roles = roles
        """Replaced when the keyboard layout changes."""
        self.n_other_strokes = 0
        self._keyboard = keyboard
        self._injected = injected
        self._report = report
        self._held: ObservedStroke | None = None
        self._ours: set[int] = set()
        self._latch = Latch.NONE

    def hear(self, stroke: ObservedStroke) -> None:
        """Judge the next stroke; strokes must come in order."""
        if self._is_ours(stroke):
            return
        if not stroke.is_press:
            self._release(stroke)
        elif stroke.is_button == self.roles.is_button and stroke.code in self.roles.hotkeys:
            self._press(stroke)
        else:
            self._note_other(stroke)
        self._note_latch(stroke)

    def _is_ours(self, stroke: ObservedStroke) -> bool:
        # Other programs type through the same virtual device, so the ledger decides. Strokes of
        # a real keyboard are never ours, even if the ledger expects some.
        if stroke.is_button or not stroke.is_from_program:
            return False
        is_ours = self._injected.cross_out(stroke.code, is_press=stroke.is_press)
        if is_ours and stroke.is_press:
            self._ours.add(stroke.code)
        elif is_ours:
            self._ours.discard(stroke.code)
        return is_ours

    def _press(self, stroke: ObservedStroke) -> None:
        if self._keyboard.is_locked():
            return
        down = self._keyboard.down_before(stroke) - self._ours
        chord = down & self.roles.modifiers
        if not chord and self._latch is Latch.NONE:
            # Even if no release was seen: then the release was lost.
            self._held = stroke
            self._report(KeyPressed(stroke.at_ms))
        elif chord <= self.roles.shifts and self._latch is not Latch.OTHER:
            self._report(PasteAgainPressed())

    def _release(self, stroke: ObservedStroke) -> None:
        held = self._held
        if held and (held.code, held.is_button) == (stroke.code, stroke.is_button):
            self._held = None
            self._report(KeyReleased(stroke.at_ms))

    def _note_other(self, stroke: ObservedStroke) -> None:
        if stroke.is_button:
            # The wheel does not move the cursor.
            self.n_other_strokes += stroke.code not in _WHEEL
            return
        self.n_other_strokes += 1
        if stroke.code in self.roles.escapes:
            self._report(EscapePressed())
        elif self._held is not None:
            self._report(OtherKeyPressed())

    def _note_latch(self, stroke: ObservedStroke) -> None:
        is_modifier = not stroke.is_button and stroke.code in self.roles.modifiers
        if is_modifier and not stroke.is_press and not self._ours:
            self._latch = self._keyboard.latched_after(stroke)
        elif stroke.is_press and not is_modifier:
            self._latch = Latch.NONE


def down_before(down_now: frozenset[int], strokes: Iterable[ObservedStroke]) -> frozenset[int]:
    """Return the keys that were down before the first of ``strokes``, the most recent ones.

    The keyboard can only be queried for its current state, while some strokes are still
    unjudged.
    """
    down = set(down_now)
    for stroke in reversed(list(strokes)):
        if stroke.is_press and not stroke.is_button:
            down.discard(stroke.code)
        elif not stroke.is_button:
            down.add(stroke.code)
    return frozenset(down)
