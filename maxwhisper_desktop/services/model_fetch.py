"""Downloads a model for the app, on a thread of its own."""

import threading

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override

from engine.checkpoints.download import ModelStore
from engine.errors import EngineError


class _CancelledError(Exception):
    """The user does not want it any more; what is there stays for the next try."""


class ModelFetch(QThread):
    """One download. Its signals are emitted on its own thread."""

    progressed = Signal(str, object, object)
    """Emitted with the model's name, the bytes done and those in all."""
    fetched = Signal(str)
    """Emitted with the model's name once it is verified."""
    failed = Signal(str, str)
    """Emitted with the model's name and a sentence; the sentence is empty if it was cancelled."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-fetch")
        self._name = name
        self._given_up = threading.Event()

    def cancel(self) -> None:
        """Stop; what has come is kept and the next try goes on from there."""
        self._given_up.set()

    @override
    def run(self) -> None:
        """Fetch, verify, report."""
        try:
            ModelStore().get(self._name, self._report)
        except _CancelledError:
            self.failed.emit(self._name, "")
        except EngineError as error:
            self.failed.emit(self._name, str(error))
        except Exception as error:  # noqa: BLE001 - a thread's top: the user must learn of it
            self.failed.emit(self._name, f"The download failed: {error!r}")
        else:
            self.fetched.emit(self._name)

    def _report(self, bytes_done: int, bytes_total: int, _: str) -> None:
        if self._given_up.is_set():
            raise _CancelledError
        self.progressed.emit(self._name, bytes_done, bytes_total)
