"""Downloads a model on its own thread."""

import logging
import threading

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override

from engine.checkpoints.download import ModelStore
from engine.errors import EngineError
from engine.sentence import NOTHING, Sentence

log = logging.getLogger(__name__)


class _CancelledError(Exception):
    """The user cancelled; what was downloaded is kept for the next attempt."""


class ModelFetch(QThread):
    """One download. Its signals are emitted on its own thread."""

    progressed = Signal(str, object, object)
    """Emitted with the model's name, the bytes received and the total."""
    fetched = Signal(str)
    """Emitted with the model's name once it is verified."""
    failed = Signal(str, object)
    """Emitted with the model's name and a sentence; the sentence is empty if it was
    cancelled."""

    def __init__(self, name: str, store: ModelStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-fetch")
        self._name = name
        self._store = store
        self._given_up = threading.Event()

    def cancel(self) -> None:
        """Cancel; the next download resumes where this one stopped."""
        self._given_up.set()

    @override
    def run(self) -> None:
        """Download, verify, report."""
        try:
            self._store.get(self._name, self._report)
        except _CancelledError:
            self.failed.emit(self._name, NOTHING)
        except EngineError as error:
            self.failed.emit(self._name, error.sentence)
        except Exception:  # top of a thread: reported to the user
            log.exception("the download of a model")
            self.failed.emit(self._name, Sentence("the download failed; the log says why"))
        else:
            self.fetched.emit(self._name)

    def _report(self, bytes_done: int, bytes_total: int, _: str) -> None:
        if self._given_up.is_set():
            raise _CancelledError
        self.progressed.emit(self._name, bytes_done, bytes_total)
