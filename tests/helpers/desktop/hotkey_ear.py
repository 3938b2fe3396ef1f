"""Collects what a hotkey reports, and presses keys."""

import re
from typing import TYPE_CHECKING

from patience import wait_for
from Xlib.display import Display

from desktop.desk import Desk
from desktop.desk_person import Person
from maxwhisper_desktop.dictation.events import (
    EscapePressed,
    HotkeyLost,
    KeyPressed,
    KeyReleased,
)
from maxwhisper_desktop.hotkey.x11 import X11Hotkey

if TYPE_CHECKING:
    from maxwhisper_desktop.dictation.events import HotkeyEvent
    from maxwhisper_desktop.ports import PasteAgainPressed

HOLD = [KeyPressed, KeyReleased]


class Ear:
    """Collects a hotkey's reports; appending to a list from its thread is safe."""

    def __init__(self, hotkey: X11Hotkey, person: Person) -> None:
        self.hotkey = hotkey
        self.reports: list[HotkeyEvent | PasteAgainPressed] = []
        self._person = person
        hotkey.listen(self.reports.append)

    def kinds(self, n_escapes: int = 0) -> list[type]:
        """All reports so far: taps Escape and waits until that is reported.

        Args:
            n_escapes: How often the person has pressed Escape before.
        """
        self._person.tap("Escape")
        wait_for(lambda: self._n_escapes() > n_escapes, self._loss)
        assert isinstance(self.reports.pop(), EscapePressed)
        return [type(report) for report in self.reports]

    def _loss(self) -> str | None:
        lost = [report for report in self.reports if isinstance(report, HotkeyLost)]
        return lost[0].detail if lost else None

    def _n_escapes(self) -> int:
        return sum(isinstance(report, EscapePressed) for report in self.reports)


def make_shift_stick(desk: Desk) -> None:
    """Make the left Shift apply to the next key, like a desktop's sticky keys."""
    display = desk.session["DISPLAY"]
    keymap = desk.folder / "sticky.xkb"
    sticky = "key <LFSH> { [Shift_L], actions[Group1] = [LatchMods(modifiers=Shift)] };"
    said = desk.run("xkbcomp", "-xkb", display, "-")
    keymap.write_text(re.sub(r"key <LFSH> \{[^;]*\};", sticky, said), encoding="utf-8")
    desk.run("xkbcomp", "-w0", str(keymap), display)


def is_repeated(desk: Desk, keycode: int) -> bool:
    """Return whether the server repeats a key while it is held."""
    display = Display(desk.environment["DISPLAY"])
    bits = display.get_keyboard_control().auto_repeats
    display.close()
    return bool(bits[keycode >> 3] >> (keycode & 7) & 1)


def press(person: Person, key: str) -> None:
    """Tap a key or click a button by its name."""
    if key.startswith("Button"):
        person.button_down(int(key.removeprefix("Button")))
        person.button_up(int(key.removeprefix("Button")))
    else:
        person.tap(key)


def heard(ear: Ear, person: Person, key: str) -> bool:
    """Return whether the hotkey reports a tap of ``key`` as press and release."""
    ear.reports.clear()
    person.tap(key)
    return ear.kinds() == HOLD
