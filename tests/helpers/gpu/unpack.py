"""Unpacks what has arrived of a pack: ``python -m gpu.unpack PACK FOLDER``; see ``pack.py``.

Needs nothing but Python: on the machine with the card this is what makes the rest importable.
"""

import hashlib
import json
import lzma
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

INDEX: Final = "index.json"

RUNTIME: Final = "runtime"
"""The bundle that is no model."""

TARGET: Final = "target"
"""The file that says which device the graphs are for."""

MODELS: Final = "models"
"""The file that says which models are there."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A compressed archive, somewhere in the parts laid end to end.

    Attributes:
        name: What is in it.
        start: Its first byte.
        size: Its bytes.
        sha256: Of these.
    """

    name: str
    start: int
    size: int
    sha256: str


def read_index(pack: Path) -> dict[str, Any]:
    """Return what is known of a pack: ``bundles``, ``part_size`` and what it was made for."""
    index: dict[str, Any] = json.loads((pack / INDEX).read_text(encoding="utf-8"))
    index["bundles"] = [Bundle(**one) for one in index["bundles"]]
    return index


def part_path(pack: Path, number: int) -> Path:
    """Return where a part is, counted from 1, in a folder of its own, so that each can be carried alone."""
    return pack / f"part-{number}" / "bytes"


def arrived(pack: Path, bundle: Bundle, part_size: int) -> bytes | None:
    """Return a bundle's bytes; None if a part of it is not here yet.

    Raises:
        ValueError: They are not those that were packed.
    """
    first, last = bundle.start // part_size, (bundle.start + bundle.size - 1) // part_size
    parts = [part_path(pack, number + 1) for number in range(first, last + 1)]
    if not all(part.exists() for part in parts):
        return None
    joined = b"".join(part.read_bytes() for part in parts)
    offset = bundle.start - first * part_size
    found = joined[offset : offset + bundle.size]
    if hashlib.sha256(found).hexdigest() != bundle.sha256:
        raise ValueError(f"“{bundle.name}” is damaged: carry its parts again")
    return found


def unpack(pack: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Unpack each bundle that is there and was not unpacked yet.

    Returns:
        The names of those that are unpacked, and of those that are still to come.
    """
    index = read_index(pack)
    done: list[str] = []
    missing: list[str] = []
    folder.mkdir(parents=True, exist_ok=True)
    for bundle in index["bundles"]:
        mark = folder / f"{bundle.name}-{bundle.sha256[:16]}.unpacked"
        if not mark.exists():
            if (found := arrived(pack, bundle, index["part_size"])) is None:
                missing.append(bundle.name)
                continue
            with tarfile.open(fileobj=BytesIO(lzma.decompress(found))) as archive:
                archive.extractall(folder, filter="data")
            mark.touch()
        done.append(bundle.name)
    return done, missing


def tell(line: str) -> None:
    """Print a line at once: the machine may end before the program does."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Unpack, and say what is there and for which device."""
    done, missing = unpack(Path(sys.argv[1]), Path(sys.argv[2]))
    tell(f"unpacked: {', '.join(done) or 'nothing'}")
    if missing:
        tell(f"still to come: {', '.join(missing)}")
    index = read_index(Path(sys.argv[1]))
    folder = Path(sys.argv[2])
    (folder / TARGET).write_text(index["target"])
    (folder / MODELS).write_text(" ".join(name for name in done if name != RUNTIME))


if __name__ == "__main__":
    main()
