"""The app's id for the desktop, which must be that of an installed desktop entry."""

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


def introduce(folder: Path) -> None:
    """Write the desktop entry, unless it exists.

    Args:
        folder: The user's folder of desktop entries.

    Raises:
        OSError: It cannot be written.
    """
    file = folder / f"{APP_ID}.desktop"
    entry = _ENTRY.format(command=f"{quoted(sys.executable)} -m maxwhisper_desktop")
    if not file.is_file() or file.read_text(encoding="utf-8") != entry:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(entry, encoding="utf-8")
