"""Starting the app at login: a desktop entry in the autostart folder.

It follows the freedesktop.org Desktop Application Autostart Specification, as do GNOME, KDE and
most others.
"""

import sys
from pathlib import Path
from typing import Final

from engine.errors import SaidError, os_reason
from engine.sentence import Sentence

ENTRY: Final = """[Desktop Entry]
Type=Application
Name=MaxWhisper
Comment=Hold a key, speak, let go
Exec={command}
Icon=maxwhisper
Terminal=false
X-GNOME-Autostart-enabled=true
"""


class AutostartError(SaidError):
    """The entry cannot be changed; the sentence says why."""


def set_autostart(file: Path, *, is_wanted: bool) -> None:
    """Start the app at login, or not.

    Args:
        file: The entry; see ``paths.autostart_file``.
        is_wanted: Whether the entry should exist.

    Raises:
        AutostartError: It cannot be written or removed.
    """
    entry = ENTRY.format(command=start_command())
    try:
        if not is_wanted:
            file.unlink(missing_ok=True)
        else:
            write_if_changed(file, entry)
    except OSError as error:
        raise AutostartError(
            Sentence(
                "Starting MaxWhisper at login could not be changed: {file}: {reason}",
                file=file,
                reason=os_reason(error),
            )
        ) from error


def start_command() -> str:
    """Return what starts the app, for the Exec key of a desktop entry."""
    return f"{quoted(sys.executable)} -m maxwhisper_desktop"


def write_if_changed(file: Path, text: str) -> None:
    """Write a file, and its folder, unless it already says so.

    Raises:
        OSError: It cannot be written.
    """
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def quoted(argument: str) -> str:
    r"""Quote an argument for the Exec key.

    Within double quotes, a backslash escapes ``"``, backtick, ``$`` and itself; then backslashes
    are doubled, as in every string of the file, and ``%``, which starts a field code, too.
    """
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in argument)
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'
