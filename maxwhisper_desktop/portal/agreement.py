"""The user's consent to asking the desktop for permissions for the hotkey and for typing.

The desktop then shows its own dialogs, which take the focus from the active window. So it is not
asked before the user has read why, and consented.
"""

import configparser
import os
from itertools import product
from pathlib import Path
from typing import Final

from engine.errors import os_reason
from engine.sentence import Sentence
from maxwhisper_desktop.portal.identity import introduce
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.system.paths import desktop_agreement_file, user_data_folder
from maxwhisper_desktop.system.sandbox import is_sandboxed

ASKING: Final = Sentence(
    "Waiting for your answer to the desktop's question. It may lie behind a window."
)
"""Why nothing works while the desktop may be showing a dialog."""

SHORTCUTS: Final = "GlobalShortcuts"
"""The portal's interface that passes keys."""

_PARTS: Final = {"GNOME": "xdg-desktop-portal-gnome", "KDE": "xdg-desktop-portal-kde"}
"""The packages of the desktops' own parts of the portal."""
_NOT_ASKED: Final = Sentence("The desktop has not been asked yet.")
_ASK: Final = Sentence("Press “Ask the desktop” in the settings, page “Key and microphone”.")


def agree() -> None:
    """Store the consent, and register the app with the desktop.

    Raises:
        OSError: A file cannot be written.
    """
    introduce(user_data_folder())
    file = desktop_agreement_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch()


def require_portal_session() -> None:
    """Check that this session's portal could pass keys and text.

    Raises:
        PortError: It could not.
    """
    if not os.environ.get("WAYLAND_DISPLAY"):
        raise PortError(Sentence("This is not a Wayland session."), fits_session=False)
    if not desktops() & {"GNOME", "KDE"}:
        raise PortError(
            Sentence("This desktop passes programs neither keys nor text."),
            fits_session=False,
        )


def lacks(interface: str) -> bool:
    """Return whether this version of the desktop's part of the portal says that it lacks an interface."""
    wanted = f"org.freedesktop.impl.portal.{interface}"
    for folder, name in product(_portal_folders(), desktops()):
        told = configparser.ConfigParser(interpolation=None)
        if told.read(folder / f"{name.lower()}.portal", encoding="utf-8"):
            return wanted not in told.get("portal", "Interfaces", fallback=wanted).split(";")
    return False


def missing_part() -> str | None:
    """Return the package of the desktop's part of the portal; None if it is installed, or unknown."""
    if is_sandboxed():  # Its files lie outside.
        return None
    for name in desktops() & _PARTS.keys():
        files = [folder / f"{name.lower()}.portal" for folder in _portal_folders()]
        if not any(file.exists() for file in files):
            return _PARTS[name]
    return None


def _portal_folders() -> list[Path]:
    """Return where the portal looks for what a desktop can do."""
    named = os.environ.get("XDG_DESKTOP_PORTAL_DIR")
    if named:
        return [Path(named)]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(each, "xdg-desktop-portal", "portals") for each in shared.split(":")]


def is_agreement_missing() -> bool:
    """Return whether only the user's consent is missing."""
    try:
        require_portal_session()
    except PortError:
        return False
    return not desktop_agreement_file().exists()


def require_agreement() -> None:
    """Check that the user has consented.

    Raises:
        PortError: They have not, or the desktop entry cannot be written.
    """
    if not desktop_agreement_file().exists():
        raise PortError(_NOT_ASKED, _ASK)
    try:
        introduce(user_data_folder())
    except OSError as error:
        raise PortError(
            Sentence(
                "MaxWhisper's desktop entry {file} could not be written: {reason}",
                file=str(error.filename),
                reason=os_reason(error),
            )
        ) from error


def desktops() -> set[str]:
    """Return the names of the current desktop, usually one."""
    return {name for name in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name}
