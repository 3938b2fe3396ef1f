"""Whether the screen of an X11 session is locked.

X11 knows no locks. A locker such as i3lock, slock or xscreensaver covers the screen with a window that
no window manager manages, and grabs the keyboard. Viewers of other machines do one of both.
"""

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError
from Xlib.xobject.drawable import Window


def is_screen_locked(display: Display) -> bool:
    """Return whether it is; takes four round trips if something covers the screen, else one."""
    root = display.screen().root
    try:
        on_top = root.query_pointer().child
        if isinstance(on_top, int) or _is_of_server(display, on_top.id):
            return False
        if not on_top.get_attributes().override_redirect or not _covers(on_top, root):
            return False
    except XError:  # The window has just been closed.
        return False
    return _is_keyboard_grabbed(display, root)


def _is_of_server(display: Display, xid: int) -> bool:
    """Return whether it is the surface on which a compositor draws."""
    return xid & ~int(display.display.info.resource_id_mask) == 0


def _covers(window: Window, root: Window) -> bool:
    at, screen = window.get_geometry(), root.get_geometry()
    right, bottom = int(at.x + at.width), int(at.y + at.height)
    is_at_origin = int(at.x) <= 0 and int(at.y) <= 0
    return is_at_origin and right >= int(screen.width) and bottom >= int(screen.height)


def _is_keyboard_grabbed(display: Display, root: Window) -> bool:
    status = root.grab_keyboard(
        owner_events=False,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
        time=X.CurrentTime,
    )
    if status == X.GrabSuccess:
        display.ungrab_keyboard(X.CurrentTime)
        display.flush()
    return bool(status != X.GrabSuccess)
