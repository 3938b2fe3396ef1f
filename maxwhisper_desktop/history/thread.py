"""The history on a thread of its own, since a disk may take its time."""

import logging
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QThread, Signal, Slot

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.settings.settings import History

log = logging.getLogger(__name__)


class HistoryThread(QObject):
    """Asks the history and passes on what it answers. On the main thread; never waits.

    All is done in the order asked.
    """

    kept = Signal(object)
    """Emitted with the ``TakeRecord`` as it is kept."""
    found = Signal(object, object)
    """Emitted with a ``HistoryQuery`` and the list of its ``TakeRecord``."""
    got = Signal(object)
    """Emitted with the ``TakeRecord`` asked for; not at all if there is none."""
    deleted = Signal(int)
    """Emitted with the number of a take that is gone."""
    all_deleted = Signal()
    """Emitted when no take is left."""
    failed = Signal(str)
    """Emitted with a sentence: what was asked was not done."""

    _keep = Signal(object)
    _find = Signal(object)
    _get = Signal(int)
    _delete = Signal(int)
    _delete_all = Signal()
    _choose = Signal(object)
    _end = Signal()

    def __init__(self, store: HistoryStore, parent: QObject | None = None) -> None:
        """Hand ``store`` over to a new thread."""
        super().__init__(parent)
        self._worker = _Worker(store)
        self._thread = QThread()
        self._thread.setObjectName("history")
        self._worker.moveToThread(self._thread)
        worker = self._worker
        for question, answer in (
            (self._keep, worker.keep),
            (self._find, worker.find),
            (self._get, worker.get),
            (self._delete, worker.delete),
            (self._delete_all, worker.delete_all),
            (self._choose, worker.choose),
            (self._end, worker.end),
        ):
            question.connect(answer)
        for inner, outer in (
            (worker.kept, self.kept),
            (worker.found, self.found),
            (worker.got, self.got),
            (worker.deleted, self.deleted),
            (worker.all_deleted, self.all_deleted),
            (worker.failed, self.failed),
        ):
            inner.connect(outer)
        self._thread.start()

    @Slot(object)
    def choose(self, choice: History) -> None:
        """Keep from now on as the user chose; recordings beyond the limit go at once."""
        self._choose.emit(choice)

    @Slot(object)
    def keep(self, record: TakeRecord) -> None:
        """Write a take down, in place of what was known of it."""
        self._keep.emit(record)

    @Slot(object)
    def find(self, search: HistoryQuery) -> None:
        """Look for takes."""
        self._find.emit(search)

    @Slot(int)
    def get(self, take: TakeId) -> None:
        """Look for one take."""
        self._get.emit(take)

    @Slot(int)
    def delete(self, take: TakeId) -> None:
        """Remove a take and its sound."""
        self._delete.emit(take)

    @Slot()
    def delete_all(self) -> None:
        """Remove every take and its sound."""
        self._delete_all.emit()

    def shut_down(self) -> None:
        """Do what was asked so far, then end; waits for it."""
        self._end.emit()
        self._thread.wait()


class _Worker(QObject):
    """Does the work. Of what it holds, no other thread has a reference."""

    kept = Signal(object)
    found = Signal(object, object)
    got = Signal(object)
    deleted = Signal(int)
    all_deleted = Signal()
    failed = Signal(str)

    def __init__(self, store: HistoryStore) -> None:
        super().__init__()
        self._store = store
        self._choice = History()

    @Slot(object)
    def choose(self, choice: History) -> None:
        self._choice = choice
        with self._reported():
            self._store.shrink(choice.limit_mb)

    @Slot(object)
    def keep(self, record: TakeRecord) -> None:
        with self._reported():
            kept = self._store.keep(record, keep_audio=self._choice.keep_audio)
            self.kept.emit(kept)
            if kept.recording is not None:
                self._store.shrink(self._choice.limit_mb)

    @Slot(object)
    def find(self, search: HistoryQuery) -> None:
        with self._reported():
            self.found.emit(search, self._store.find(search))

    @Slot(int)
    def get(self, take: TakeId) -> None:
        with self._reported():
            record = self._store.get(take)
            if record is not None:
                self.got.emit(record)

    @Slot(int)
    def delete(self, take: TakeId) -> None:
        with self._reported():
            self._store.delete(take)
            self.deleted.emit(take)

    @Slot()
    def delete_all(self) -> None:
        with self._reported():
            self._store.delete_all()
            self.all_deleted.emit()

    @Slot()
    def end(self) -> None:
        self._store.close()
        QThread.currentThread().quit()

    @contextmanager
    def _reported(self) -> Generator[None]:
        try:
            yield
        except PortError as error:
            log.warning("history: %s", error)
            self.failed.emit(str(error))
        except Exception as error:  # a thread's top: the next take must find it alive
            log.exception("history")
            self.failed.emit(f"The history failed: {error!r}")
