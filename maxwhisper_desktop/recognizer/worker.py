"""The thread that owns the engine; passes on recordings, texts and the engine's reports."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override

from engine.audio.waveform import duration_s
from engine.errors import EngineError, os_reason
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import RecognitionFailed, TakeId
from maxwhisper_desktop.ports import (
    EngineChoice,
    RecognitionDone,
    RecognitionProgress,
    RecognitionRequest,
    RecognizerError,
    SpokenSoFar,
)
from maxwhisper_desktop.recognizer.engine_owner import (
    EngineEvents,
    EngineOwner,
    JobNews,
    RecognitionCancelledError,
    Work,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.job_queue import (
    EngineEnded,
    Job,
    JobQueue,
    QueuedTask,
    SpokenTask,
    StopWorker,
    TakeForgotten,
)
from maxwhisper_desktop.recognizer.live_words import LiveWords
from maxwhisper_desktop.recognizer.messages import (
    Compiling,
    Loaded,
    LoadFailed,
    Loading,
    LoadModel,
    Progress,
    Restarted,
    SaidSoFar,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
    Unloaded,
)

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.messages import JobId

log = logging.getLogger(__name__)

FAREWELL_MS: Final = 10_000
"""Milliseconds that the thread may take to end: its engine is killed after two seconds."""


@dataclass(slots=True)
class _Running:
    """A job that the engine has.

    Attributes:
        job: The job.
        duration_s: The length of its recording.
        began_ms: When the engine started on it; 0 before.
    """

    job: Job
    duration_s: float
    began_ms: float = 0.0


class RecognizerWorker(QThread):
    """The app's ``Recognizer``.

    The main thread calls its methods, which only fill the queue; everything else belongs to
    this thread. Reports are called on this thread.
    """

    engine_reported = Signal(object)
    """Emitted with an ``EngineReport`` whenever the engine's state changes."""

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
        self._running: dict[JobId, _Running] = {}
        self._has_other_model = False
        self._live_words: dict[TakeId, LiveWords] = {}
        self._loaded_ms = 0.0
        self._may_revive = True

    def recognise(self, recognition: RecognitionRequest) -> None:
        """See ``Recognizer``."""
        self._queue.put(recognition)

    def overhear(self, spoken: SpokenSoFar) -> None:
        """See ``Recognizer``."""
        self._queue.overhear(spoken)

    def forget(self, take: TakeId) -> None:
        """See ``Recognizer``."""
        self._queue.forget(take)

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
            log.error("the recognizer's thread did not end in time")

    @override
    def run(self) -> None:
        """Work until ``shut_down``; first, load the model."""
        events = EngineEvents(
            lambda progress: self.engine_reported.emit(Compiling(progress)),
            self._note_loaded,
            self._note_restart,
            self._queue.note_engine_end,
        )
        owner = EngineOwner(self._start_process, events)
        try:
            self._serve(owner)
        finally:
            owner.unload()

    def _serve(self, owner: EngineOwner) -> None:
        while True:
            is_working = bool(self._running) or owner.is_overhearing
            if is_working and self._queue.is_closed:
                return  # Nobody waits for these now, and the engine may hang.
            if is_working:
                self._take_urgent(owner)
                self._take_spoken(owner)
                self._advance(owner)
            elif not self._do_next_task(owner):
                return

    def _do_next_task(self, owner: EngineOwner) -> bool:
        """Wait for a task and start it; return False if it was the end."""
        if self._has_other_model and not self._queue.is_closed:
            self._load(owner)
        owner.rest()
        can_unload = owner.is_loaded and self._choice.unload_after_s
        task = self._queue.take(self._choice.unload_after_s if can_unload else None)
        if isinstance(task, StopWorker):
            return False
        self._do(owner, task)
        return True

    def _do(self, owner: EngineOwner, task: QueuedTask | None) -> None:
        match task:
            case EngineChoice() as choice:
                self._choice = choice
                self._may_revive = True
                self._load(owner)
            case EngineEnded():
                self._revive(owner)
            case SpokenSoFar() | TakeForgotten():
                self._hear(owner, task)
            case Job() as job:
                if job.recognition.model is not None:
                    self._has_other_model = True
                    owner.choose(LoadModel(job.recognition.model, self._choice.device))
                self._begin(owner, job)
            case None:
                owner.unload()
                self.engine_reported.emit(Unloaded())
            case _:
                assert_never(task)

    def _load(self, owner: EngineOwner) -> None:
        self._has_other_model = False
        owner.choose(LoadModel(self._choice.model, self._choice.device))
        if owner.is_loaded:
            return
        self.engine_reported.emit(Loading())
        try:
            owner.load(lambda: self._queue.is_closed or self._queue.has_choice)
        except RecognizerError as error:
            self.engine_reported.emit(LoadFailed(error.sentence))
        except RecognitionCancelledError:
            pass  # Because of another choice, or the end.

    def _revive(self, owner: EngineOwner) -> None:
        """Load the model again after its engine ended while idle; once, until it is of use."""
        if not owner.has_died:
            return
        owner.unload()
        if not self._may_revive:
            self.engine_reported.emit(Unloaded())
            return
        self._may_revive = False
        self._note_restart("the engine process ended while idle")
        self._load(owner)

    def _take_urgent(self, owner: EngineOwner) -> None:
        """Let an urgent job precede the running one; further urgent ones wait for it."""
        if any(one.job.recognition.is_urgent for one in self._running.values()):
            return
        if (job := self._queue.take_urgent()) is not None:
            self._begin(owner, job)

    def _take_spoken(self, owner: EngineOwner) -> None:
        """Let the engine hear what is being said, whatever it is doing."""
        while (task := self._queue.take_spoken()) is not None:
            self._hear(owner, task)

    def _hear(self, owner: EngineOwner, task: SpokenTask) -> None:
        if isinstance(task, TakeForgotten):
            owner.forget(task.take)
            self._live_words.pop(task.take, None)
            return
        if not owner.is_loaded and task.part.start == 0 and not self._running:
            self._load(owner)  # While the user speaks, not when he waits.
        owner.overhear(task)
        self._live_words.setdefault(task.take, LiveWords(task.take, task.report))

    def _begin(self, owner: EngineOwner, job: Job) -> None:
        asked = job.recognition
        if asked.take is not None:
            self._live_words.pop(asked.take, None)
        if not owner.is_loaded:
            self.engine_reported.emit(Loading())
        try:
            waveform = asked.read()
        except EngineError as error:
            self._fail(job, error.sentence)
        except OSError as error:
            self._fail(
                job, Sentence("The recording cannot be read: {reason}", reason=os_reason(error))
            )
        except Exception:  # top of a thread: otherwise unnoticed
            log.exception("recognition %d failed", asked.number)
            self._fail(job, EngineError.unsaid)
        else:
            is_cancelled = job.cancelled.is_set
            work = Work(waveform, asked.options, is_cancelled, asked.is_urgent, asked.take)
            self._running[owner.add(work)] = _Running(job, duration_s(waveform))
        self._tell_if_unloaded(owner)

    def _fail(self, job: Job, reason: Sentence) -> None:
        job.recognition.report(RecognitionFailed(job.recognition.number, reason))
        self._queue.finish(job)

    def _advance(self, owner: EngineOwner) -> None:
        is_overhearing = not self._running
        try:
            for news in owner.advance():
                self._take_news(news)
        except Exception:  # top of a thread: otherwise unnoticed
            log.exception("the recognizer failed")
            for number, running in self._running.items():
                owner.drop(number)
                self._fail(running.job, EngineError.unsaid)
            self._running.clear()
        if is_overhearing and not owner.is_loaded and self._may_revive:
            self._may_revive = False
            self._load(owner)  # The take will soon be over.
        self._tell_if_unloaded(owner)

    def _tell_if_unloaded(self, owner: EngineOwner) -> None:
        """Correct the report of a load if no job loaded a model in the end."""
        if not self._running and not owner.is_loaded:
            self.engine_reported.emit(Unloaded())

    def _take_news(self, news: JobNews) -> None:
        if isinstance(news, SaidSoFar):
            if (words := self._live_words.get(news.take)) is not None:
                words.show(news.text)
            return
        running = self._running[news.job]
        asked = running.job.recognition
        match news:
            case Progress(_, done_s):
                running.began_ms = running.began_ms or _now_ms()
                asked.report(RecognitionProgress(asked.number, done_s, running.duration_s))
                return
            case TranscriptionDone(_, transcript):
                began_ms = running.began_ms or running.job.asked_ms
                is_cold = self._loaded_ms > running.job.asked_ms
                asked.report(RecognitionDone(asked.number, transcript, began_ms, is_cold))
                self._may_revive = True
            case TranscriptionFailed(_, reason, details):
                log.warning("recognition %d failed: %s", asked.number, details or reason)
                asked.report(RecognitionFailed(asked.number, reason))
            case TranscriptionCancelled():
                log.info("recognition %d was cancelled", asked.number)
            case _:
                assert_never(news)
        del self._running[news.job]
        self._queue.finish(running.job)

    def _note_loaded(self, loaded: Loaded) -> None:
        self._loaded_ms = _now_ms()
        log.info("%s", loaded)
        self.engine_reported.emit(loaded)

    def _note_restart(self, reason: str) -> None:
        log.warning("restarting the engine: %s", reason)
        self.engine_reported.emit(Restarted())


def _now_ms() -> float:
    return time.monotonic() * 1000
