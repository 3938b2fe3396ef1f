"""Saves the user's files off the main thread, since they may be on a slow or remote disk."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot


class FileSaver(QObject):
    """Saves texts under names that the user chose. On the main thread; never blocks."""

    saved = Signal(object)
    """Emitted with the ``Path`` of a complete file."""
    failed = Signal(str)
    """Emitted with a sentence; the file's previous content is unchanged."""
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
        """Write ``text`` to ``path``, replacing an existing file."""
        if not self._thread.isRunning():
            self._thread.start()
        self._save.emit(path, text)

    def shut_down(self) -> None:
        """Finish all pending writes, then end; blocks until then."""
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
            reason = f"{path} could not be saved: {error.strerror}. Choose another folder."
            self.failed.emit(reason)
        else:
            self.saved.emit(path)

    @Slot()
    def end(self) -> None:
        QThread.currentThread().quit()


def _replace(path: Path, text: str) -> None:
    """Replace the file's content atomically."""
    path = path.resolve()
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
