"""Whether the app runs in a sandbox, where only the desktop's portal changes what is outside."""

from pathlib import Path
from typing import Final

_INFO: Final = Path("/.flatpak-info")
"""Where Flatpak tells an app about its sandbox."""


def is_sandboxed() -> bool:
    """Return whether this is Flatpak."""
    return _INFO.exists()
