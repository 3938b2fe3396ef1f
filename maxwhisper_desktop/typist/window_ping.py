"""Learn from a window that it has dealt with everything sent to it so far (_NET_WM_PING)."""

from Xlib import X
from Xlib.error import XError
from Xlib.protocol.event import ClientMessage
from Xlib.protocol.rq import Event

from maxwhisper_desktop.typist.x11_link import XLink


def ping(link: XLink, xid: int, patience_s: float) -> bool:
    """Return whether a window answers in time, which it does in the order of its events.

    GTK and Chromium answer so that all can hear it; Qt only so that the window manager does,
    and xterm not at all.
    """
    atom, protocols = link.atom("_NET_WM_PING"), link.atom("WM_PROTOCOLS")
    window = link.window_of(xid)
    try:
        if atom not in window.get_wm_protocols():
            return False
    except XError:  # It is gone.
        return False
    now = link.server_time()
    answers: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, ClientMessage) and event.data[1][1] == now:
            answers.append(event)

    link.listen(hear)
    link.root.change_attributes(event_mask=X.SubstructureNotifyMask)
    question = (32, [atom, now, xid, 0, 0])
    window.send_event(ClientMessage(window=window, client_type=protocols, data=question))
    is_answered = link.wait(lambda: bool(answers), patience_s)
    link.root.change_attributes(event_mask=X.NoEventMask)
    link.unlisten(hear)
    return is_answered
