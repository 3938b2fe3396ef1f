"""A connection to the X server whose errors are the hotkey's own."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from Xlib.display import Display
from Xlib.error import DisplayError, XError
from Xlib.ext import xinput
from Xlib.protocol.rq import Request

from engine.sentence import Sentence
from maxwhisper_desktop.ports import HotkeyError
from maxwhisper_desktop.system.x11_server import LOST

_log = logging.getLogger(__name__)

_UNREACHABLE: Final = Sentence(
    "There is no connection to the screen, so no key can be used. "
    "Log in to your desktop and start MaxWhisper there."
)
_WAYLAND: Final = Sentence("On a Wayland desktop, this way of hearing keys does not work.")


def connect() -> Display:
    """Return a new connection to the display that the environment names.

    Raises:
        HotkeyError: There is none, or it cannot be used for a hotkey.
    """
    if os.environ.get("WAYLAND_DISPLAY"):
        raise HotkeyError(_WAYLAND, fits_session=False)
    try:
        display = Display()
    except (DisplayError, OSError) as error:
        raise HotkeyError(_UNREACHABLE) from error
    try:
        _check(display)
    except HotkeyError:
        disconnect(display)
        raise
    display.set_error_handler(_note_error)
    return display


@contextmanager
def server_expected() -> Iterator[None]:
    """Convert the loss of the connection to the port's error."""
    try:
        yield
    except LOST as error:
        raise HotkeyError(_UNREACHABLE) from error


def disconnect(display: Display) -> None:
    """Close a connection, whether or not the server still exists."""
    with suppress(*LOST):
        display.close()


def _check(display: Display) -> None:
    # The X server of a Wayland session gets only keys that are meant for its own windows.
    if display.has_extension("XWAYLAND"):
        raise HotkeyError(_WAYLAND, fits_session=False)
    if not display.has_extension(xinput.extname) or _version(display) < (2, 2):
        raise HotkeyError(
            Sentence(
                "This desktop is too old for the key: it needs version 2.2 of the XInput extension."
            )
        )


def _version(display: Display) -> tuple[int, int]:
    # Requested directly, since the library requests only 2.0: the client's version decides
    # whether it gets raw events while another program has grabbed the keyboard.
    answer = xinput.XIQueryVersion(
        display=display.display,
        opcode=display.display.get_extension_major(xinput.extname),
        major_version=2,
        minor_version=2,
    )
    return answer.major_version, answer.minor_version


def _note_error(error: XError, _request: Request | None) -> None:
    _log.warning("the X server rejected a request: %s", type(error).__name__)
