"""A person at the keyboard and mouse of a test's screen."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from typing_extensions import override
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from desktop.desk import Desk

for _table in ("xf86", "xkb"):
    XK.load_keysym_group(_table)


STEPS = 20


class KeyHolder(ABC):
    """Presses and releases keys by name."""

    @abstractmethod
    def down(self, key: str) -> None:
        """Press and hold ``key``."""

    @abstractmethod
    def up(self, key: str) -> None:
        """Release ``key``."""

    @contextmanager
    def holding(self, *keys: str) -> Iterator[None]:
        """Hold keys during the ``with`` block."""
        for key in keys:
            self.down(key)
        try:
            yield
        finally:
            for key in reversed(keys):
                self.up(key)


class Person(KeyHolder):
    """Presses keys and buttons, and only those: no modifier is added.

    Keys are named by what the first layout has on them, such as ``F9``, ``Control_R``, ``a``.
    """

    def __init__(self, desk: Desk) -> None:
        self._display = Display(desk.environment["DISPLAY"])

    @override
    def down(self, key: str) -> None:
        """Press and hold ``key``."""
        self._stroke(X.KeyPress, self.keycode(key))

    @override
    def up(self, key: str) -> None:
        """Release ``key``."""
        self._stroke(X.KeyRelease, self.keycode(key))

    def tap(self, *keys: str) -> None:
        """Press and release one key after the other."""
        for key in keys:
            code = self.keycode(key)
            self._stroke(X.KeyPress, code, X.KeyRelease, code)

    def button_down(self, button: int) -> None:
        """Press a mouse button: 1 is the left one, 8 and 9 are the side buttons."""
        self._stroke(X.ButtonPress, button)

    def button_up(self, button: int) -> None:
        """Release a mouse button."""
        self._stroke(X.ButtonRelease, button)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a position on the screen."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self.button_down(button)
        self.button_up(button)

    def move(self, x: int, y: int) -> None:
        """Move the pointer to a position, step by step."""
        here = self._display.screen().root.query_pointer()
        for step in range(1, STEPS + 1):
            xtest.fake_input(
                self._display,
                X.MotionNotify,
                x=here.root_x + (x - here.root_x) * step // STEPS,
                y=here.root_y + (y - here.root_y) * step // STEPS,
            )
            self._display.sync()

    def jump(self, x: int, y: int) -> None:
        """Move the pointer to a position at once, over nothing that lies between."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()

    def keycode(self, key: str) -> int:
        """Return the keycode of ``key`` in the current layout."""
        keysym = XK.string_to_keysym(key)
        first = self._display.display.info.min_keycode
        n_keys = self._display.display.info.max_keycode - first + 1
        rows = self._display.get_keyboard_mapping(first, n_keys)
        bearers = [
            (row.index(keysym), code) for code, row in enumerate(rows, first) if keysym in row
        ]
        if not keysym or not bearers:
            raise LookupError(f"no keycode has {key}")
        return min(bearers)[1]

    def leave(self) -> None:
        """End the connection."""
        self._display.close()

    def _stroke(self, *kinds_and_codes: int) -> None:
        # All in one request: no time passes in between, however busy the machine is.
        for kind, code in zip(kinds_and_codes[::2], kinds_and_codes[1::2], strict=True):
            xtest.fake_input(self._display, kind, code)
        self._display.sync()
