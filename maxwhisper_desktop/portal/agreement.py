"""Whether the user wants the desktop to be asked for the key and for the text's way.

The desktop then shows dialogs of its own, which take the keyboard from the window in use. So nothing
is asked of it before the user has read why, and said so.
"""

import os
from typing import Final

from maxwhisper_desktop.portal.identity import introduce
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.system.paths import desktop_agreement_file, desktop_entries_folder

_NOT_ASKED: Final = "The desktop has not been asked yet."
_ASK: Final = "Press “Ask the desktop” in the settings, page “Key and microphone”."


def agree() -> None:
    """Remember that the user wants it, and make us known to the desktop.

    Raises:
        OSError: That cannot be written.
    """
    introduce(desktop_entries_folder())
    file = desktop_agreement_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch()


def require_portal_session() -> None:
    """Make sure that this is a session whose portal may pass keys and text.

    Raises:
        PortError: It is not.
    """
    if not os.environ.get("WAYLAND_DISPLAY"):
        raise PortError("This is not a Wayland session.", fits_session=False)
    if not desktops() & {"GNOME", "KDE"}:
        raise PortError(
            "This desktop's portal passes neither keys nor text.", fits_session=False
        )


def is_agreement_missing() -> bool:
    """Return whether the desktop could pass keys and text, had the user let it be asked."""
    try:
        require_portal_session()
    except PortError:
        return False
    return not desktop_agreement_file().exists()


def require_agreement() -> None:
    """Make sure that the user wants the desktop to be asked.

    Raises:
        PortError: They have not been asked, or the desktop cannot learn who we are.
    """
    if not desktop_agreement_file().exists():
        raise PortError(_NOT_ASKED, _ASK)
    try:
        introduce(desktop_entries_folder())
    except OSError as error:
        raise PortError(
            f"MaxWhisper's desktop entry cannot be written: {error.filename}: {error.strerror}"
        ) from error


def desktops() -> set[str]:
    """Return the names of the desktop in use, most often one."""
    return {name for name in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name}
