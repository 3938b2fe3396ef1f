"""Looks after the models on this machine off the main thread: finds, gets, removes, estimates them."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.benchmark.machine_rates import KeptRates
from engine.checkpoints.download import ModelStore
from engine.checkpoints.other_programs import models_of_other_programs
from engine.errors import EngineError
from engine.options import DeviceWish
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.services.model_fetch import ModelFetch
from maxwhisper_desktop.status.model_shelf import (
    MeasuredWait,
    ModelShelf,
    measured_waits,
    model_shelf,
)
from maxwhisper_desktop.system.means import estimated_waits, this_machine_means

log = logging.getLogger(__name__)


class ModelKeeper(QObject):
    """One download at a time, one look or removal at a time. On the main thread; never blocks."""

    changed = Signal(object)
    """Emitted with the ``ModelShelf`` after each look."""
    progressed = Signal(str, object, object)
    """Emitted with a model's name, the bytes received and the total."""
    fetched = Signal(str)
    """Emitted with the name of a downloaded model."""
    failed = Signal(str, object)
    """Emitted with a model's name and why its download failed; without a sentence if it was
    cancelled."""
    removed = Signal(str)
    """Emitted with the name of a removed model."""
    not_removed = Signal(str, object)
    """Emitted with a model's name and why it could not be removed."""
    _looked = Signal(object)
    _measuring = Signal(bool)

    def __init__(
        self,
        engine: Callable[[], tuple[DeviceWish, str | None]],
        parent: QObject | None = None,
        store: Callable[[], ModelStore] = ModelStore,
        rates: KeptRates | None = None,
    ) -> None:
        """Look at nothing yet.

        Args:
            engine: Returns the device that the user wants, and that of the loaded model if any.
            parent: The owner.
            store: Opens the models on this machine.
            rates: Of this machine.
        """
        super().__init__(parent)
        self._engine = engine
        self._store = store
        self._rates = rates or KeptRates()
        self._takes: tuple[TakeRecord, ...] = ()
        self.shelf: ModelShelf | None = None
        """What the last look found; None before the first one."""
        self._fetch: ModelFetch | None = None
        self._is_shut_down = False
        self._end = threading.Event()
        """Ends a measurement, on the worker's thread."""
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="models")
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)
        self._measuring.connect(self._on_measuring, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def look(self) -> None:
        """Look for models; answered by ``changed``, but not once it is shut down."""
        if self._is_shut_down:
            return  # Answers of other services may arrive after the end.
        wish, device = self._engine()
        self._worker.submit(self._look, wish, device, measured_waits(self._takes))

    @Slot()
    def estimate(self) -> None:
        """Measure this machine unless that was done; answered by ``changed``, before and after.

        It takes the processors for a second, so it waits until somebody wants to see estimates.
        """
        if not self._is_shut_down:
            self._worker.submit(self._estimate, *self._engine())

    def note_takes(self, takes: Sequence[TakeRecord]) -> None:
        """Count these takes, the newest first, as measurements from the next look on."""
        self._takes = tuple(takes)

    @Slot(str)
    def get(self, name: str) -> None:
        """Download a model, unless one is being downloaded."""
        if self._fetch is not None:
            return
        self._fetch = ModelFetch(name, self._store())
        self._fetch.progressed.connect(self.progressed)
        self._fetch.fetched.connect(self._on_fetched)
        self._fetch.failed.connect(self._on_failed)
        self._fetch.start()

    @Slot()
    def cancel(self) -> None:
        """Cancel the download; the next one of this model resumes it."""
        if self._fetch is not None:
            self._fetch.cancel()

    @Slot(str)
    def remove(self, name: str) -> None:
        """Delete a downloaded model; answered by ``removed`` or ``not_removed``."""
        self._worker.submit(self._remove, name)
        self.look()

    def shut_down(self) -> None:
        """Stop a download and a measurement, and finish everything else."""
        self._is_shut_down = True
        self._end.set()
        if self._fetch is not None:
            self._fetch.cancel()
            self._fetch.wait()
        self._worker.shutdown()

    def _look(
        self, wish: DeviceWish, device: str | None, waits: dict[str, MeasuredWait]
    ) -> None:
        try:
            store = self._store()
            means = this_machine_means(wish, device)
            found = models_of_other_programs()
            estimates = estimated_waits(self._rates.read())
            shelf = model_shelf(
                store.published, store.installed(), found, means, waits, estimates
            )
        except Exception:  # top of a thread: what was found before stays shown
            log.exception("models")
        else:
            self._looked.emit(shelf)

    def _estimate(self, wish: DeviceWish, device: str | None) -> None:
        try:
            if this_machine_means(wish, device).has_card or self._rates.read() is not None:
                return
            self._measuring.emit(True)  # noqa: FBT003 - a signal's arguments have no names
            self._rates.read_or_measure(lambda: not self._end.is_set())
        except Exception:  # top of a thread: without rates nothing is claimed
            log.exception("rates")
        self._measuring.emit(False)  # noqa: FBT003 - as above

    def _remove(self, name: str) -> None:
        try:
            self._store().remove(name)
        except EngineError as error:
            self.not_removed.emit(name, error.sentence)
        except Exception:  # top of a thread: the user waits for an answer
            log.exception("models")
            self.not_removed.emit(
                name, Sentence("the model cannot be removed; the log says why")
            )
        else:
            self.removed.emit(name)

    @Slot(object)
    def _on_looked(self, shelf: ModelShelf) -> None:
        self.shelf = shelf
        self.changed.emit(shelf)

    @Slot(bool)
    def _on_measuring(self, is_measuring: bool) -> None:  # noqa: FBT001 - the signal's own form
        if not is_measuring:
            self.look()
        elif self.shelf is not None:
            self._on_looked(replace(self.shelf, is_measuring=True))

    @Slot(str)
    def _on_fetched(self, name: str) -> None:
        self._end_fetch()
        self.fetched.emit(name)
        self.look()

    @Slot(str, object)
    def _on_failed(self, name: str, sentence: Sentence) -> None:
        self._end_fetch()
        self.failed.emit(name, sentence)

    def _end_fetch(self) -> None:
        if self._fetch is not None:
            self._fetch.wait()
            self._fetch = None
