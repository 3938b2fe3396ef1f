"""The app's id for the desktop, which must be that of an installed desktop entry.

Under the same id it is started by a call on the session bus.
"""

import shlex
import sys
from pathlib import Path
from typing import Final

from maxwhisper_desktop.system.autostart import start_command, write_if_changed

APP_ID: Final = "org.maxwhisper.MaxWhisper"
BUS_PATH: Final = "/org/maxwhisper/MaxWhisper"
"""The object on the session bus that takes the app's commands."""

_ENTRY: Final = """[Desktop Entry]
Type=Application
Name=MaxWhisper
Comment=Hold a key, speak, release
Exec={command}
Icon=audio-input-microphone
Terminal=false
NoDisplay=true
"""

_SERVICE: Final = """[D-BUS Service]
Name={name}
Exec={command}
"""


def introduce(folder: Path) -> None:
    """Write the desktop entry and the bus's service file, unless they exist.

    Args:
        folder: The user's data folder.

    Raises:
        OSError: One cannot be written.
    """
    entry = _ENTRY.format(command=start_command())
    service = _SERVICE.format(
        name=APP_ID, command=f"{shlex.quote(sys.executable)} -m maxwhisper_desktop"
    )
    write_if_changed(folder / "applications" / f"{APP_ID}.desktop", entry)
    write_if_changed(folder / "dbus-1" / "services" / f"{APP_ID}.service", service)
