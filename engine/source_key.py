"""A hash of source code for cache keys, so that results of other code are never used."""

import hashlib
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent

SUFFIXES: Final = frozenset({".py", ".mojo", ".flac"})
"""Suffixes of source files. Other files, such as compiled Python, are derived from these."""


def source_key(*sources: str, package: Path = PACKAGE) -> str:
    """Return a hash of the names and contents of sources.

    Args:
        sources: Folders of the engine, read recursively, or single files.
        package: The package's folder; tests use a copy.
    """
    digest = hashlib.sha256()
    for path in source_files(*sources, package=package):
        content = path.read_bytes()
        name = path.relative_to(package).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def source_files(*sources: str, package: Path = PACKAGE) -> list[Path]:
    """Return the files that ``source_key`` reads."""
    found: list[Path] = []
    for source in sources:
        path = package / source
        if path.is_dir():
            below = (one for one in path.rglob("*") if one.suffix in SUFFIXES)
            found.extend(sorted(below))
        else:
            found.append(path)
    return found
