"""Which NVIDIA driver is loaded, and whether MAX can work with it; read from files, without MAX."""

import re
from pathlib import Path
from typing import Final

from engine.sentence import Sentence

NEEDED_DRIVER: Final = 580
"""The oldest major version that MAX works with (its own requirement)."""

_NVIDIA: Final = "0x10de"
_DISPLAY_CLASS: Final = "0x03"


def missing_driver(root: Path = Path("/")) -> Sentence | None:
    """Return what is wrong with the driver, as the start of a sentence; None if nothing is.

    Args:
        root: Of the file system.
    """
    version = _driver_version(root)
    if version is None:
        if not _has_card(root):
            return None
        return Sentence(
            "There is an NVIDIA card, but its driver is not loaded: install NVIDIA's driver, "
            "version {needed} or newer",
            needed=str(NEEDED_DRIVER),
        )
    if int(version.partition(".")[0]) < NEEDED_DRIVER:
        return Sentence(
            "The NVIDIA driver is version {version}, and MAX needs {needed} or newer: update it",
            version=version,
            needed=str(NEEDED_DRIVER),
        )
    return None


def has_usable_card(root: Path = Path("/")) -> bool:
    """Return whether a card's driver is loaded and recent enough.

    Args:
        root: Of the file system.
    """
    return _driver_version(root) is not None and missing_driver(root) is None


def _driver_version(root: Path) -> str | None:
    """Return the version of the loaded driver, such as ``580.95.05``."""
    try:
        text = (root / "proc/driver/nvidia/version").read_text(errors="replace")
    except OSError:
        return None
    found = re.search(r"Kernel Module.*?\s(\d+(?:\.\d+)+)\s", text)
    return found[1] if found else None


def _has_card(root: Path) -> bool:
    cards = (root / "sys/bus/pci/devices").glob("*")
    return any(
        _line(card / "vendor") == _NVIDIA and _line(card / "class").startswith(_DISPLAY_CLASS)
        for card in cards
    )


def _line(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""
