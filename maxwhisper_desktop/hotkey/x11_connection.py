"""A connection to the X server, opened and lost with the hotkey's own words."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError
from Xlib.ext import xinput
from Xlib.protocol.rq import Request

from maxwhisper_desktop.ports import HotkeyError

_log = logging.getLogger(__name__)

_UNREACHABLE: Final = (
    "The X display cannot be reached, so no key can be listened for. "
    "Log in to a graphical session and start the app there."
)
LOST: Final = (ConnectionClosedError, OSError)
"""What any use of a connection raises once the server is gone."""


def connect() -> Display:
    """Return a new connection to the display that the environment names.

    Raises:
        HotkeyError: There is none, or keys are not heard through it.
    """
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
    """Say with the port's own error that the server went away meanwhile."""
    try:
        yield
    except LOST as error:
        raise HotkeyError(_UNREACHABLE) from error


def disconnect(display: Display) -> None:
    """End a connection, whether or not the server is still there."""
    with suppress(*LOST):
        display.close()


def _check(display: Display) -> None:
    # The X server of a Wayland session hears only keys that are meant for its own windows.
    if os.environ.get("WAYLAND_DISPLAY") or display.has_extension("XWAYLAND"):
        raise HotkeyError(
            "A Wayland session does not let programs listen for a key through X11. "
            'Bind a key to "maxwhisper toggle" in the keyboard settings of the desktop.',
            fits_session=False,
        )
    if not display.has_extension(xinput.extname) or _version(display) < (2, 2):
        raise HotkeyError(
            "The X server lacks version 2.2 of the XInput extension, through which keys are "
            "heard. Use a newer X server."
        )


def _version(display: Display) -> tuple[int, int]:
    # Asked for by hand, since the library asks for 2.0 only: what a client says here decides
    # whether it hears keys while another program has grabbed the keyboard.
    answer = xinput.XIQueryVersion(
        display=display.display,
        opcode=display.display.get_extension_major(xinput.extname),
        major_version=2,
        minor_version=2,
    )
    return answer.major_version, answer.minor_version


def _note_error(error: XError, _request: Request | None) -> None:
    _log.warning("the X server refused a request: %s", type(error).__name__)
