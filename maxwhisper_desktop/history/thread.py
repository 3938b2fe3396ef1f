"""The history on its own thread, since disks can be slow or fail.

Takes that cannot be written, because the disk is full or the history cannot be opened, stay in
memory, are found like any other take, and are written as soon as possible.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.database import HistoryError, folded
from maxwhisper_desktop.history.history import (
    DELIVERED,
    HistoryQuery,
    HistoryStore,
    is_interrupted,
)
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.settings.settings import History
from maxwhisper_desktop.text.text import cleaned

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

RETRY_MS: Final = 10_000
"""Milliseconds between attempts to write what could not be written."""

AGEING_MS: Final = 3_600_000
"""Milliseconds between looks for takes that have become too old."""

DAY_S: Final = 86_400

UNREADABLE: Final = Sentence(
    "Some takes are encrypted with a key that the desktop's keyring does not give; they are not"
    " shown."
)


class HistoryThread(QObject):
    """Sends requests to the history and emits its answers. On the main thread; never blocks.

    Requests are executed in order.
    """

    kept = Signal(object)
    """Emitted with the ``TakeRecord`` as stored; only in memory while there is a problem."""
    let_go = Signal(object)
    """Emitted with the ``TakeRecord`` of a take that is not stored, as the user chose."""
    problem_changed = Signal(object)
    """Emitted with a sentence when takes can no longer be written, with None when they can
    again."""
    interrupted = Signal(object)
    """Emitted with the list of all ``TakeRecord`` without text because the app ended too
    soon."""
    found = Signal(object, object)
    """Emitted with a ``HistoryQuery`` and the list of its ``TakeRecord``."""
    got = Signal(object)
    """Emitted with the requested ``TakeRecord``; not at all if there is none."""
    deleted = Signal(int)
    """Emitted with the number of a deleted take."""
    all_deleted = Signal()
    """Emitted when all takes are deleted."""
    failed = Signal(object)
    """Emitted with a sentence if a request failed."""

    _keep = Signal(object)
    _note = Signal(object)
    _adopt = Signal(object)
    _ask_interrupted = Signal()
    _find = Signal(object)
    _get = Signal(int)
    _delete = Signal(int)
    _delete_all = Signal(object)
    _choose = Signal(object)
    _end = Signal()

    def __init__(
        self, open_store: Callable[[], HistoryStore], parent: QObject | None = None
    ) -> None:
        """Open the history on a new thread, which retries if it cannot be opened."""
        super().__init__(parent)
        store: HistoryStore | None = None
        self.problem: Sentence | None = None
        """What went wrong at the start, as a sentence for the user."""
        try:
            store = open_store()
            self.next_take: TakeId = store.next_take()
            """A number that no take has or ever had."""
            self.problem = store.problem
        except HistoryError as error:
            log.warning("history: %s", error)
            # From the clock: greater than any number reached by counting.
            self.next_take = int(time.time())
            self.problem = error.sentence
        self._worker = _Worker(open_store, store)
        self._thread = QThread()
        self._thread.setObjectName("history")
        self._worker.moveToThread(self._thread)
        worker = self._worker
        for question, answer in (
            (self._keep, worker.keep),
            (self._note, worker.note),
            (self._adopt, worker.adopt),
            (self._ask_interrupted, worker.tell_interrupted),
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
            (worker.let_go, self.let_go),
            (worker.problem_changed, self.problem_changed),
            (worker.interrupted, self.interrupted),
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
        """Apply the user's choice; what is beyond its limits is deleted at once."""
        self._choose.emit(choice)

    @Slot(object)
    def keep(self, record: TakeRecord) -> None:
        """Store a take, replacing an earlier record of it."""
        self._keep.emit(record)

    @Slot(object)
    def note(self, record: TakeRecord) -> None:
        """Store the data of an unfinished take, in case the app ends before it."""
        self._note.emit(record)

    def adopt(self, record: TakeRecord) -> None:
        """Store a take whose recording was found; an existing record of it is kept."""
        self._adopt.emit(record)

    def find_interrupted(self) -> None:
        """Find takes interrupted by the app's end; answered by ``interrupted``."""
        self._ask_interrupted.emit()

    @Slot(object)
    def find(self, search: HistoryQuery) -> None:
        """Find takes."""
        self._find.emit(search)

    @Slot(int)
    def get(self, take: TakeId) -> None:
        """Find one take."""
        self._get.emit(take)

    @Slot(int)
    def delete(self, take: TakeId) -> None:
        """Delete a take and its recording."""
        self._delete.emit(take)

    def delete_all(self, except_takes: Collection[TakeId] = ()) -> None:
        """Delete all takes and recordings, but not those of takes on their way."""
        self._delete_all.emit(except_takes)

    def shut_down(self) -> None:
        """Finish all pending requests, then end; blocks until then."""
        self._end.emit()
        self._thread.wait()


class _Worker(QObject):
    """Does the work. No other thread has a reference to what it holds."""

    kept = Signal(object)
    let_go = Signal(object)
    problem_changed = Signal(object)
    interrupted = Signal(object)
    found = Signal(object, object)
    got = Signal(object)
    deleted = Signal(int)
    all_deleted = Signal()
    failed = Signal(object)

    def __init__(
        self, open_store: Callable[[], HistoryStore], store: HistoryStore | None
    ) -> None:
        super().__init__()
        self._open_store = open_store
        self._opened = store
        self._choice = History()
        self._unwritten: dict[TakeId, TakeRecord] = {}
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._write)
        self._ageing = QTimer(self, interval=AGEING_MS)
        self._ageing.timeout.connect(self._expire)
        # Whether the store is to be encrypted, and what it was last made; None before the choice.
        self._encrypted: bool | None = None
        self._protected_as: bool | None = None
        self._to_protect: deque[Path] = deque()
        # One recording at a time, so that takes do not wait for all of them.
        self._protecting = QTimer(self, interval=0)
        self._protecting.timeout.connect(self._protect_next)

    @Slot(object)
    def choose(self, choice: History) -> None:
        self._choice = choice
        self._encrypted = choice.encrypted
        if self._opened is None:
            self._retry.start()  # The failure at the start was told.
        self._write()
        if self._opened is None:
            return
        with self._reported():
            self._opened.shrink(choice.limit_mb)
        self._expire()
        (self._ageing.stop if choice.max_age_days is None else self._ageing.start)()

    def _protect(self) -> None:
        if self._encrypted is None or self._encrypted == self._protected_as:
            return
        self._to_protect.clear()
        self._to_protect += self._store.protect(encrypted=self._encrypted)
        self._protected_as = self._encrypted
        self._protecting.start()
        if self._store.has_unreadable:
            log.warning("history: some takes are encrypted with another key")
            self.failed.emit(UNREADABLE)

    @Slot()
    def _protect_next(self) -> None:
        if not self._to_protect or self._opened is None:
            self._protecting.stop()
            return
        with self._reported():
            self._opened.protect_recording(self._to_protect.popleft())

    @Slot()
    def _expire(self) -> None:
        if self._choice.max_age_days is None or self._opened is None:
            return
        with self._reported():
            for take in self._opened.expire(time.time() - self._choice.max_age_days * DAY_S):
                self.deleted.emit(take)

    @Slot(object)
    def keep(self, record: TakeRecord) -> None:
        self._unwritten[record.take] = record
        self._write()
        if record.take in self._unwritten:
            self.kept.emit(record)

    @Slot(object)
    def note(self, record: TakeRecord) -> None:
        try:
            # Its recording is still in use, so it is not moved.
            self._store.keep(replace(record, recording=None))
        except Exception as error:  # noqa: BLE001 - it is stored again when the take ends
            log.warning("history: %s", error)

    @Slot(object)
    def adopt(self, record: TakeRecord) -> None:
        try:
            self.kept.emit(self._store.adopt(record))
        except PortError:
            self.keep(record)

    @Slot()
    def tell_interrupted(self) -> None:
        found = [record for record in self._unwritten.values() if is_interrupted(record)]
        with self._reported():
            found += self._store.interrupted()
        self.interrupted.emit(found)

    @Slot(object)
    def find(self, search: HistoryQuery) -> None:
        records = {record.take: record for record in self._unwritten.values()}
        found = [record for record in records.values() if _is_sought(record, search)]
        with self._reported():
            found += [one for one in self._store.find(search) if one.take not in records]
        found.sort(key=lambda record: record.take, reverse=True)
        self.found.emit(search, found[: search.limit])

    @Slot(int)
    def get(self, take: TakeId) -> None:
        with self._reported():
            record = self._unwritten.get(take) or self._store.get(take)
            if record is not None:
                self.got.emit(record)

    @Slot(int)
    def delete(self, take: TakeId) -> None:
        with self._reported():
            self._forget(take)
            self._store.delete(take)
            self.deleted.emit(take)

    @Slot(object)
    def delete_all(self, except_takes: Collection[TakeId]) -> None:
        with self._reported():
            for take in [*self._unwritten]:
                self._forget(take)
            self._store.delete_all(except_takes)
            self.all_deleted.emit()

    @Slot()
    def end(self) -> None:
        self._write()
        self._retry.stop()
        self._ageing.stop()
        self._protecting.stop()
        if self._opened is not None:
            self._opened.close()
        QThread.currentThread().quit()

    @property
    def _store(self) -> HistoryStore:
        self._open()
        assert self._opened is not None
        return self._opened

    @Slot()
    def _write(self) -> None:
        """Write what is not written yet; report when writing starts or stops failing."""
        was_failing = self._retry.isActive()
        problem: Sentence | None = None
        writes: list[Callable[[], None]] = [self._open, self._protect]
        writes += [partial(self._write_one, record) for record in self._unwritten.values()]
        for write in writes:
            try:
                write()
            except PortError as error:
                problem = error.sentence
            except Exception:  # top of a thread: it must survive for the next take
                log.exception("history")
                problem = Sentence("The history failed; the log says why.")
        (self._retry.stop if problem is None else self._retry.start)()
        if was_failing != self._retry.isActive():
            log.warning("history: %s", problem or "takes are being written again")
            self.problem_changed.emit(problem)

    def _open(self) -> None:
        if self._opened is None:
            self._opened = self._open_store()

    def _write_one(self, record: TakeRecord) -> None:
        if record.outcome in DELIVERED and not self._choice.keep_texts:
            gone = self._store.discard(record)
            del self._unwritten[record.take]
            self.let_go.emit(gone)
            return
        kept = self._store.keep(record, keep_audio=self._choice.keep_audio)
        del self._unwritten[record.take]
        self.kept.emit(kept)
        if kept.recording is not None:
            with self._reported():
                self._store.shrink(self._choice.limit_mb)

    def _forget(self, take: TakeId) -> None:
        record = self._unwritten.pop(take, None)
        if record is not None and record.recording is not None:
            record.recording.unlink(missing_ok=True)

    @contextmanager
    def _reported(self) -> Generator[None]:
        try:
            yield
        except PortError as error:
            log.warning("history: %s", error)
            self.failed.emit(error.sentence)
        except Exception:  # top of a thread: it must survive for the next take
            log.exception("history")
            self.failed.emit(Sentence("The history failed; the log says why."))


def _is_sought(record: TakeRecord, search: HistoryQuery) -> bool:
    text = folded(record.text)
    is_older = search.before is None or record.take < search.before
    return is_older and all(folded(word) in text for word in cleaned(search.words).split())
