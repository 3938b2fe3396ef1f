"""Names of files as people and programs can read them; a name may be any bytes."""

import os
import unicodedata
from pathlib import Path


def encodable_name(path: Path) -> str:
    r"""Return a path with bytes that are no UTF-8 as ``\xNN``: any Unicode encoding takes it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def shown_name(path: Path) -> str:
    r"""Return a path for a terminal: control characters, which could steer it, are escaped too."""
    return shown_text(encodable_name(path))


def shown_text(text: str) -> str:
    r"""Return a text for a terminal, with its control characters escaped."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) == "Cc"
        else character
        for character in text
    )
