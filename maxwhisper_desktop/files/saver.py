"""Writes what the user saves, off the main thread: the file may lie on a slow or distant disk."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot


class FileSaver(QObject):
    """Saves texts under names the user chose. On the main thread; never waits."""

    saved = Signal(object)
    """Emitted with the ``Path`` of a file that is complete."""
    failed = Signal(str)
    """Emitted with a sentence; what was in the file before is still there."""
    _save = Signal(object, str)
    _end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Writer()
        self._thread = QThread()
        self._thread.setObjectName("file-saver")
        self._worker.moveToThread(self._thread)
        self._save.connect(self._worker.save)
        self._end.connect(self._worker.end)
        self._worker.saved.connect(self.saved)
        self._worker.failed.connect(self.failed)

    @Slot(object, str)
    def save(self, path: Path, text: str) -> None:
        """Write ``text`` to ``path``, replacing what is there."""
        if not self._thread.isRunning():
            self._thread.start()
        self._save.emit(path, text)

    def shut_down(self) -> None:
        """Write what was asked so far, then end; waits for it."""
        if self._thread.isRunning():
            self._end.emit()
            self._thread.wait()


class _Writer(QObject):
    saved = Signal(object)
    failed = Signal(str)

    @Slot(object, str)
    def save(self, path: Path, text: str) -> None:
        try:
            _replace(path, text)
        except OSError as error:
            reason = f"{path} could not be saved: {error.strerror}. Choose another place."
            self.failed.emit(reason)
        else:
            self.saved.emit(path)

    @Slot()
    def end(self) -> None:
        QThread.currentThread().quit()


def _replace(path: Path, text: str) -> None:
    """Put the text in the file's place; at no moment is there half of it."""
    path = path.resolve()
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
