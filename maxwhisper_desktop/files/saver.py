"""Writes the user's files off the main thread: they may be long, and the disk slow or remote."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QThread, Signal, Slot

from engine.errors import os_reason
from engine.sentence import Sentence
from maxwhisper_desktop.files.text_files import replace_text, write_new_text

Content: TypeAlias = Callable[[], str]
"""Returns a file's text. It is called on the saver's thread, so what it reads must not change."""


class FileSaver(QObject):
    """Saves texts under names that the user chose. On the main thread; never blocks."""

    saved = Signal(object)
    """Emitted with the ``Path`` of a complete file."""
    failed = Signal(object)
    """Emitted with a sentence; the file's previous content is unchanged."""
    made = Signal(str)
    """Emitted with a text that was asked for."""
    _make = Signal(object)
    _save = Signal(object, object)
    _save_new = Signal(object, object)
    _end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Writer()
        self._thread = QThread()
        self._thread.setObjectName("file-saver")
        self._worker.moveToThread(self._thread)
        self._make.connect(self._worker.make)
        self._save.connect(self._worker.save)
        self._save_new.connect(self._worker.save_new)
        self._end.connect(self._worker.end)
        self._worker.made.connect(self.made)
        self._worker.saved.connect(self.saved)
        self._worker.failed.connect(self.failed)

    @Slot(object)
    def make(self, content: Content) -> None:
        """Make a text that is not saved, such as one for the clipboard; ``made`` tells it."""
        self._start()
        self._make.emit(content)

    @Slot(object, object)
    def save(self, path: Path, content: Content) -> None:
        """Write ``content`` to ``path``, replacing an existing file."""
        self._start()
        self._save.emit(path, content)

    @Slot(object)
    def save_all(self, files: Mapping[Path, Content]) -> None:
        """Write new files; one whose name is taken gets a number."""
        self._start()
        for path, content in files.items():
            self._save_new.emit(path, content)

    def shut_down(self) -> None:
        """Finish all pending writes, then end; blocks until then."""
        if self._thread.isRunning():
            self._end.emit()
            self._thread.wait()

    def _start(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()


class _Writer(QObject):
    made = Signal(str)
    saved = Signal(object)
    failed = Signal(object)

    @Slot(object)
    def make(self, content: Content) -> None:
        self.made.emit(content())

    @Slot(object, object)
    def save(self, path: Path, content: Content) -> None:
        try:
            replace_text(path, content())
        except OSError as error:
            self._fail(path, error)
        else:
            self.saved.emit(path)

    @Slot(object, object)
    def save_new(self, path: Path, content: Content) -> None:
        try:
            written = write_new_text(path, content())
        except OSError as error:
            self._fail(path, error)
        else:
            self.saved.emit(written)

    def _fail(self, path: Path, error: OSError) -> None:
        self.failed.emit(
            Sentence(
                "{file} could not be saved: {reason}. Choose another folder.",
                file=path,
                reason=os_reason(error),
            )
        )

    @Slot()
    def end(self) -> None:
        QThread.currentThread().quit()
