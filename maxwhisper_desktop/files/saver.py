"""Saves the user's files off the main thread, since they may be on a slow or remote disk."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from maxwhisper_desktop.files.text_files import replace_text, write_new_text


class FileSaver(QObject):
    """Saves texts under names that the user chose. On the main thread; never blocks."""

    saved = Signal(object)
    """Emitted with the ``Path`` of a complete file."""
    failed = Signal(str)
    """Emitted with a sentence; the file's previous content is unchanged."""
    _save = Signal(object, str)
    _save_new = Signal(object, str)
    _end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Writer()
        self._thread = QThread()
        self._thread.setObjectName("file-saver")
        self._worker.moveToThread(self._thread)
        self._save.connect(self._worker.save)
        self._save_new.connect(self._worker.save_new)
        self._end.connect(self._worker.end)
        self._worker.saved.connect(self.saved)
        self._worker.failed.connect(self.failed)

    @Slot(object, str)
    def save(self, path: Path, text: str) -> None:
        """Write ``text`` to ``path``, replacing an existing file."""
        if not self._thread.isRunning():
            self._thread.start()
        self._save.emit(path, text)

    @Slot(object)
    def save_all(self, files: Mapping[Path, str]) -> None:
        """Write new files; one whose name is taken gets a number."""
        if not self._thread.isRunning():
            self._thread.start()
        for path, text in files.items():
            self._save_new.emit(path, text)

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
            replace_text(path, text)
        except OSError as error:
            self._fail(path, error)
        else:
            self.saved.emit(path)

    @Slot(object, str)
    def save_new(self, path: Path, text: str) -> None:
        try:
            written = write_new_text(path, text)
        except OSError as error:
            self._fail(path, error)
        else:
            self.saved.emit(written)

    def _fail(self, path: Path, error: OSError) -> None:
        self.failed.emit(f"{path} could not be saved: {error.strerror}. Choose another folder.")

    @Slot()
    def end(self) -> None:
        QThread.currentThread().quit()
