"""Leave the clipboard to the desktop's clipboard manager, since it ends with its owner."""

from typing import Final

from Xlib import X
from Xlib.protocol.event import SelectionNotify
from Xlib.protocol.rq import Event

from maxwhisper_desktop.typist.x11_link import XLink

_PATIENCE_S: Final = 1.0


def hand_over(link: XLink) -> None:
    """Ask the manager, if there is one, to read what we own, and wait until it has."""
    manager = link.atom("CLIPBOARD_MANAGER")
    if not link.owner_of(manager):
        return
    answers: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, SelectionNotify) and event.selection == manager:
            answers.append(event)

    link.listen(hear)
    link.window.convert_selection(
        manager, link.atom("SAVE_TARGETS"), X.NONE, link.server_time()
    )
    link.wait(lambda: bool(answers), _PATIENCE_S)
    link.unlisten(hear)
