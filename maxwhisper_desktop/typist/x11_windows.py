"""Finds the active window and its application."""

from dataclasses import dataclass

from Xlib import X
from Xlib.error import XError
from Xlib.ext import res
from Xlib.xobject.drawable import Window

from maxwhisper_desktop.typist.x11_link import ClientId, XLink


@dataclass(frozen=True, slots=True)
class FocusedWindow:
    """The active window.

    Attributes:
        xid: The application's top-level window, which stays the same while the focus moves
            within it.
        window_class: Its WM class; empty if it has none.
        clients: Its connections: that of the top-level window, and that of the focused part,
            which may belong to an embedded program.
    """

    xid: int
    window_class: str
    clients: frozenset[ClientId]


def focused_window(link: XLink) -> FocusedWindow | None:
    """Return the window that receives typed keys; None if none does."""
    try:
        focus = _with_focus(link)
        return None if focus is None else _application_of(link, focus)
    except XError:  # It was closed meanwhile.
        return None


def processes_of(link: XLink, xid: int) -> list[int]:
    """Return a window's processes on this machine; empty if they are unknown."""
    if not link.display.has_extension(res.extname):
        return []
    try:
        found = link.display.res_query_client_ids([(xid, res.LocalClientPIDMask)])
    except XError:  # It was closed, or the server is too old.
        return []
    return [pid for client in found.ids for pid in client.value]


def _with_focus(link: XLink) -> Window | None:
    focus: Window | int = link.display.get_input_focus().focus
    if (
        focus == X.PointerRoot
    ):  # Without a window manager, keys go to the window at the pointer.
        focus = link.root.query_pointer().child
    return None if isinstance(focus, int) or focus == link.root else focus


def _application_of(link: XLink, focus: Window) -> FocusedWindow:
    """Return the enclosing window that the window manager manages, else the outermost one."""
    top, window_class = focus, ""
    while True:
        wm_class = top.get_wm_class()
        window_class = window_class or (wm_class[1] or wm_class[0] if wm_class else "")
        if top.get_property(link.atom("WM_STATE"), X.AnyPropertyType, 0, 1):
            break
        parent: Window | int = top.query_tree().parent
        if isinstance(parent, int) or parent == link.root:
            break
        top = parent
    clients = frozenset(link.client_of(window.id) for window in (focus, top))
    return FocusedWindow(top.id, window_class, clients)
