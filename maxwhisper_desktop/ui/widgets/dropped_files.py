"""The local files in a drag and drop."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(dragged: QMimeData) -> list[Path]:
    """Return the local files and folders that are dragged, in order; ignore anything else."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
