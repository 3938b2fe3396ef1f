"""The app's id for the desktop, which must be that of an installed desktop entry.

Under the same id it is started by a call on the session bus.
"""

import shlex
import sys
from pathlib import Path
from typing import Final

from maxwhisper_desktop.system.autostart import quoted

APP_ID: Final = "org.maxwhisper.MaxWhisper"

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
    entry = _ENTRY.format(command=f"{quoted(sys.executable)} -m maxwhisper_desktop")
    service = _SERVICE.format(
        name=APP_ID, command=f"{shlex.quote(sys.executable)} -m maxwhisper_desktop"
    )
    _write(folder / "applications" / f"{APP_ID}.desktop", entry)
    _write(folder / "dbus-1" / "services" / f"{APP_ID}.service", service)


def _write(file: Path, text: str) -> None:
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
