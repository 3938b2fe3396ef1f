"""Locks a test's screen as lockers do."""

from collections.abc import Iterator
from contextlib import contextmanager

from patience import wait_for
from Xlib import X
from Xlib.display import Display

from desktop.desk import Desk


@contextmanager
def covered_screen(desk: Desk, *, is_locked: bool = True) -> Iterator[None]:
    """Cover the screen, and grab the keyboard if it is to be locked."""
    display = Display(desk.environment["DISPLAY"])
    root = display.screen().root
    size = root.get_geometry()
    window = root.create_window(
        0, 0, size.width, size.height, 0, X.CopyFromParent, override_redirect=True
    )
    window.map()
    wait_for(lambda: root.query_pointer().child == window)
    if is_locked:
        modes = (X.GrabModeAsync, X.GrabModeAsync)
        grab = root.grab_keyboard(False, *modes, X.CurrentTime)  # noqa: FBT003 - Xlib's own
        assert grab == X.GrabSuccess
    yield
    display.close()
