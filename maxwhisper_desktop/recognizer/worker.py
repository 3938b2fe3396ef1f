"""The thread that owns the engine: recordings in, texts out, and word of how the engine fares."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override

from engine.audio.waveform import duration_s
from engine.errors import EngineError
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.ports import (
    EngineChoice,
    RecognitionDone,
    RecognitionProgress,
    RecognitionRequest,
    RecognizerError,
)
from maxwhisper_desktop.recognizer.engine_owner import (
    EngineEvents,
    EngineOwner,
    RecognitionCancelledError,
    Work,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.job_queue import Job, JobQueue, StopWorker
from maxwhisper_desktop.recognizer.messages import (
    Compiling,
    Loaded,
    LoadFailed,
    Loading,
    LoadModel,
    Restarted,
    Unloaded,
)

log = logging.getLogger(__name__)

FAREWELL_MS: Final = 10_000
"""How long the thread may take to end: its engine is killed after two seconds."""


class RecognizerWorker(QThread):
    """The ``Recognizer`` of the app.

    The main thread calls its methods, which only fill the queue; everything else is the thread's
    own. Reports come on that thread.
    """

    engine_reported = Signal(object)
    """Emitted with an ``EngineReport`` at each turn of the engine's life."""

    def __init__(
        self,
        choice: EngineChoice,
        start: Callable[[], EngineProcess] = EngineProcess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recognizer")
        self._start_process = start
        self._queue = JobQueue()
        self._queue.choose(choice)
        self._choice = choice
        self._loaded_ms = 0.0

    def recognise(self, recognition: RecognitionRequest) -> None:
        """See ``Recognizer``."""
        self._queue.put(recognition)

    def cancel(self, recognition: RecognitionRequest) -> None:
        """See ``Recognizer``."""
        self._queue.cancel(recognition)

    def choose(self, choice: EngineChoice) -> None:
        """See ``Recognizer``."""
        self._queue.choose(choice)

    def shut_down(self) -> None:
        """See ``Recognizer``."""
        self._queue.close()
        if not self.wait(FAREWELL_MS):
            log.error("the recognizer's thread does not end")

    @override
    def run(self) -> None:
        """Work until ``shut_down``; the model is made ready first of all."""
        events = EngineEvents(
            lambda progress: self.engine_reported.emit(Compiling(progress)),
            self._note_loaded,
            self._note_restart,
        )
        owner = EngineOwner(self._start_process, events)
        try:
            self._serve(owner)
        finally:
            owner.unload()

    def _serve(self, owner: EngineOwner) -> None:
        while True:
            owner.rest()
            can_unload = owner.is_loaded and self._choice.unload_after_s
            match self._queue.take(self._choice.unload_after_s if can_unload else None):
                case StopWorker():
                    return
                case EngineChoice() as choice:
                    self._choice = choice
                    self._load(owner)
                case Job() as job:
                    self._run_job(owner, job)
                case None:
                    owner.unload()
                    self.engine_reported.emit(Unloaded())

    def _load(self, owner: EngineOwner) -> None:
        owner.choose(LoadModel(self._choice.model, self._choice.device))
        if owner.is_loaded:
            return
        self.engine_reported.emit(Loading())
        try:
            owner.load(lambda: self._queue.is_closed or self._queue.has_choice)
        except RecognizerError as error:
            self.engine_reported.emit(LoadFailed(str(error)))
        except RecognitionCancelledError:
            pass  # By another choice, or the end.

    def _run_job(self, owner: EngineOwner, job: Job) -> None:
        model = job.recognition.model
        try:
            if model is not None:
                owner.choose(LoadModel(model, self._choice.device))
            if not owner.is_loaded:
                self.engine_reported.emit(Loading())
            self._recognise(owner, job)
        finally:
            self._queue.finish(job)
        if model is not None and not self._queue.is_closed:
            self._load(owner)

    def _recognise(self, owner: EngineOwner, job: Job) -> None:
        asked = job.recognition
        try:
            asked.report(self._transcribed(owner, job))
        except RecognitionCancelledError:
            log.info("recognition %d was cancelled", asked.number)
        except (RecognizerError, EngineError) as error:
            asked.report(RecognitionFailed(asked.number, str(error)))
        except OSError as error:
            reason = f"The recording cannot be read: {error.strerror}"
            asked.report(RecognitionFailed(asked.number, reason))
        except Exception as error:  # the top of a thread: nobody else would learn of it
            log.exception("recognition %d failed", asked.number)
            asked.report(RecognitionFailed(asked.number, f"The recognizer failed: {error!r}"))
        if not owner.is_loaded:
            self.engine_reported.emit(Unloaded())

    def _transcribed(self, owner: EngineOwner, job: Job) -> RecognitionDone:
        asked = job.recognition
        waveform = asked.read()
        began_ms: list[float] = []

        def report(done_s: float) -> None:
            began_ms.append(_now_ms())
            asked.report(RecognitionProgress(asked.number, done_s, duration_s(waveform)))

        work = Work(
            waveform, asked.options, report, job.cancelled.is_set, is_urgent=asked.is_urgent
        )
        if not asked.is_urgent:
            work = replace(work, meanwhile=lambda: self._run_urgent(owner))
        transcript = owner.transcribe(work)
        began = began_ms[0] if began_ms else job.asked_ms
        return RecognitionDone(
            asked.number, transcript, began, is_cold=self._loaded_ms > job.asked_ms
        )

    def _run_urgent(self, owner: EngineOwner) -> None:
        while (job := self._queue.take_urgent()) is not None:
            try:
                self._recognise(owner, job)
            finally:
                self._queue.finish(job)

    def _note_loaded(self, loaded: Loaded) -> None:
        self._loaded_ms = _now_ms()
        log.info("%s", loaded)
        self.engine_reported.emit(loaded)

    def _note_restart(self, reason: str) -> None:
        log.warning("the engine is started again: %s", reason)
        self.engine_reported.emit(Restarted(reason))


def _now_ms() -> float:
    return time.monotonic() * 1000
