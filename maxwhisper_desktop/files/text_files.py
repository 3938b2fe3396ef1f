"""Writes the user's text files: whole or not at all, as UTF-8."""

import hashlib
from itertools import chain, count
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Write a file, which replaces an older one only when it is complete.

    Raises:
        OSError: It cannot be written; an older one is unchanged.
    """
    path = path.resolve()
    # Its name has room where the file's own has just enough.
    token = hashlib.sha256(path.name.encode(errors="surrogateescape")).hexdigest()
    fresh = path.with_name(f".maxwhisper-{token[:16]}.part")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except BaseException:  # Ctrl-C too.
        fresh.unlink(missing_ok=True)
        raise


def write_new_text(path: Path, text: str) -> Path:
    """Write a file that is not there yet, under the first free name, and return its path.

    Raises:
        OSError: It cannot be written; nothing is left of it.
    """
    numbered = (path.with_stem(f"{path.stem} ({n})") for n in count(2))
    for free in chain([path], numbered):
        try:
            file = free.open("x", encoding="utf-8")
        except FileExistsError:
            continue
        try:
            with file:
                file.write(text)
        except OSError:
            free.unlink(missing_ok=True)
            raise
        break
    return free
