"""What is dropped on a window, as far as it is files of this machine."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(dragged: QMimeData) -> list[Path]:
    """Return the files and folders that are dragged, in order; nothing else counts."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
