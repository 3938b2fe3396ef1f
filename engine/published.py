"""Files that appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def published(path: Path) -> Iterator[Path]:
    """Give a place to write to; what stands there at the end takes the place of ``path`` at once.

    Nothing is left of a write that fails, and other users may read the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{path.name}-") as scratch:
        written = Path(scratch) / path.name
        yield written
        os.replace(written, path)  # noqa: PTH105 - atomic, which rename is not by name
