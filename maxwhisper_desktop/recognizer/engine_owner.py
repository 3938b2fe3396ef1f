"""Keeps an engine alive: starts it, loads its model, and after a crash repeats the work.

A take is decoded again by a new process, then by another one on the CPU, before it counts as
failed: what crashes an engine is most often the GPU's driver.
"""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from engine.audio.waveform import Waveform, duration_s
from engine.compilation.store import CompileProgress
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.ports import RecognizerError, SpokenSoFar
from maxwhisper_desktop.recognizer.engine_process import EngineDiedError, EngineProcess
from maxwhisper_desktop.recognizer.messages import (
    CancelJob,
    Compiling,
    EngineReply,
    ForgetTake,
    JobEnd,
    JobId,
    KnownStart,
    Loaded,
    LoadFailed,
    LoadModel,
    Overhear,
    Progress,
    Rested,
    SaidSoFar,
    TranscribeJob,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
)

log = logging.getLogger(__name__)

POLL_S: Final = 0.005
"""Seconds between checks for cancellations and for new work, which nobody should wait for."""

LOAD_SILENCE_S: Final = 300.0
"""Seconds that an engine may be silent while it loads a model, which may be a large one on a
slow disk."""

STEP_SILENCE_S: Final = 120.0
"""Seconds that it may be silent while it transcribes, plus a twentieth of the recordings'
length, since their spectrogram is computed in one go. One call of the network takes seconds,
with a large model on a busy machine a minute."""

CANCEL_SILENCE_S: Final = 10.0
"""Seconds that it may be silent after it was told to cancel a job, since the user is
waiting."""

MAX_DEATHS: Final = 3
"""Engines that a recording may crash; the last one runs on the CPU."""

IsCancelled: TypeAlias = Callable[[], bool]

JobNews: TypeAlias = Progress | JobEnd | SaidSoFar
"""A report about a job, or about a take that is being spoken."""


class RecognitionCancelledError(Exception):
    """The caller cancelled loading the model; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class EngineEvents:
    """Callbacks for events that concern no single job, called on the owner's thread."""

    compiling: Callable[[CompileProgress], None]
    loaded: Callable[[Loaded], None]
    restarted: Callable[[str], None]
    """Called with the reason, for the log."""
    ended: Callable[[], None] = lambda: None
    """Called on another thread once a loaded engine's process has ended, as told to or not."""


@dataclass(frozen=True, slots=True)
class Work:
    """One recording to be recognised.

    Attributes:
        waveform: The recording.
        options: How to transcribe it.
        is_cancelled: Called about fifty times a second.
        is_urgent: Whether it precedes what is running.
        take: Of which parts may have been overheard.
    """

    waveform: Waveform
    options: TranscribeOptions
    is_cancelled: IsCancelled
    is_urgent: bool = False
    take: TakeId | None = None


@dataclass(slots=True)
class _Overheard:
    """What an engine has of a take that is being spoken."""

    options: TranscribeOptions
    n_sent: int = 0


@dataclass(slots=True)
class _OpenJob:
    """Unfinished work.

    Attributes:
        job: Its number.
        work: The work.
        is_sent: Whether the current engine has it.
        is_cancel_sent: Whether the current engine was told to cancel it.
        deaths: Why engines that had it ended.
        n_failed_loads: Engines that failed to load after those deaths.
    """

    job: JobId
    work: Work
    is_sent: bool = False
    is_cancel_sent: bool = False
    deaths: list[Sentence] = field(default_factory=list)
    n_failed_loads: int = 0

    @property
    def n_tries(self) -> int:
        """The number of engines that failed at it."""
        return len(self.deaths) + self.n_failed_loads


class EngineOwner:
    """The app's engine. For one thread, which its methods block."""

    def __init__(self, start: Callable[[], EngineProcess], events: EngineEvents) -> None:
        self._start = start
        self._events = events
        self._process: EngineProcess | None = None
        self._wish = LoadModel(None, "auto")
        self._last_job = 0
        self._open: dict[JobId, _OpenJob] = {}
        self._overheard: dict[TakeId, _Overheard] = {}
        self._n_overheard = 0
        """Parts of takes that the process was sent."""
        self._n_rested = 0
        """Those of them that leave it nothing to do."""

    @property
    def is_loaded(self) -> bool:
        """Whether a model is loaded."""
        return self._process is not None

    @property
    def has_died(self) -> bool:
        """Whether the process of the loaded model has ended by itself."""
        return self._process is not None and self._process.exit_status is not None

    @property
    def is_overhearing(self) -> bool:
        """Whether the engine may be at work on a take that is being spoken."""
        return self._process is not None and self._n_rested < self._n_overheard

    def choose(self, wish: LoadModel) -> None:
        """Switch to another model or device, which ``load`` or the next recording loads.

        Not allowed while there is work.
        """
        if wish != self._wish:
            self._wish = wish
            self.unload()

    def load(self, is_cancelled: IsCancelled) -> None:
        """Load the model and warm it up.

        Raises:
            RecognizerError: It cannot be loaded; the message says why, and what to do.
            RecognitionCancelledError: ``is_cancelled`` returned True, which also stops a
                compile.
        """
        try:
            self._loaded(self._wish, is_cancelled)
        except EngineDiedError as error:
            raise RecognizerError(
                Sentence(
                    "{problem} while loading the model; choose a smaller one, or the processor",
                    problem=error.sentence,
                )
            ) from error

    def add(self, work: Work) -> JobId:
        """Accept a recording; ``advance`` works on it and returns the reports."""
        self._last_job += 1
        self._open[self._last_job] = _OpenJob(self._last_job, work)
        return self._last_job

    def drop(self, job: JobId) -> None:
        """Drop a job, which is not reported any more."""
        self._open.pop(job, None)

    def overhear(self, spoken: SpokenSoFar) -> None:
        """Let a loaded engine recognise what was said so far; ``advance`` returns what it was.

        An engine that does not have what was said before cannot, and gets all of it at the end.
        """
        take = self._overheard.get(spoken.take) or _Overheard(spoken.options)
        has_all_before = (take.n_sent, take.options) == (spoken.part.start, spoken.options)
        if self._process is None or not has_all_before:
            return
        try:
            self._process.send(Overhear(spoken.take, spoken.options, spoken.part))
        except EngineDiedError as error:
            self._let_go(error)
            return
        self._n_overheard += 1
        take.n_sent += spoken.part.samples.size
        self._overheard[spoken.take] = take

    def forget(self, take: TakeId) -> None:
        """Let the engine drop what it has of a take."""
        if self._overheard.pop(take, None) is not None and self._process is not None:
            with contextlib.suppress(EngineDiedError):  # The next one has nothing of it.
                self._process.send(ForgetTake(take))

    def advance(self) -> list[JobNews]:
        """Wait briefly for the engine, loading it if needed, and return its reports about jobs.

        Each job ends with exactly one ``JobEnd``: if its engine dies, it is repeated. A job
        that is not urgent is sent only when no other is open, so that no other job can crash
        it.
        """
        if not self._open:
            return self._overheard_news()
        first = min(self._open.values(), key=lambda job: not job.work.is_urgent)
        try:
            process = self._loaded(self._wish_for(first), first.work.is_cancelled)
            self._send(process, first)
            news = self._cancelled(process)
            return news or self._taken(process.receive(POLL_S, self._silence_s()))
        except EngineDiedError as error:
            return self._dead(first, error)
        except RecognitionCancelledError:
            return [self._ended(TranscriptionCancelled(first.job))]
        except RecognizerError as error:
            # What crashed one engine may keep the next from loading, but not on the CPU.
            if not first.deaths or self._wish_for(first).device == "cpu":
                return [self._ended(TranscriptionFailed(first.job, error.sentence))]
            first.n_failed_loads += 1
            return []

    def rest(self) -> None:
        """Suspend the engine until the next request."""
        if self._process is not None:
            self._process.rest()

    def unload(self) -> None:
        """End the process, which frees all its memory; the next recording starts a new one."""
        if self._process is not None:
            self._process.shut_down()
            self._forget_process()

    def _forget_process(self) -> None:
        self._process = None
        self._overheard.clear()
        self._n_overheard = self._n_rested = 0

    def _let_go(self, death: EngineDiedError) -> None:
        """Note that the engine has died."""
        self._forget_process()
        self._events.restarted(str(death))

    def _overheard_news(self) -> list[JobNews]:
        """Return what the engine reports while it has no job."""
        if self._process is None:
            return []
        try:
            return self._taken(self._process.receive(POLL_S, STEP_SILENCE_S))
        except EngineDiedError as error:
            self._let_go(error)
            return []

    def _wish_for(self, job: _OpenJob) -> LoadModel:
        return self._wish if job.n_tries < MAX_DEATHS - 1 else replace(self._wish, device="cpu")

    def _loaded(self, wish: LoadModel, is_cancelled: IsCancelled) -> EngineProcess:
        if self._process is not None:
            return self._process
        process = self._start()
        try:
            process.send(wish)
            self._await_load(process, is_cancelled)
        except BaseException:
            process.shut_down()
            raise
        process.watch(self._events.ended)
        self._process = process
        return process

    def _await_load(self, process: EngineProcess, is_cancelled: IsCancelled) -> None:
        while True:
            if is_cancelled():
                raise RecognitionCancelledError
            match process.receive(POLL_S, LOAD_SILENCE_S):
                case Compiling(progress):
                    self._events.compiling(progress)
                case Loaded() as loaded:
                    self._events.loaded(loaded)
                    return
                case LoadFailed(reason, details):
                    log.warning("loading failed: %s", details or reason)
                    raise RecognizerError(reason)
                case _:
                    pass

    def _silence_s(self) -> float:
        """Return how long the engine may be silent with the jobs that it has."""
        if any(job.is_cancel_sent for job in self._open.values()):
            return CANCEL_SILENCE_S
        lengths_s = [
            duration_s(job.work.waveform) for job in self._open.values() if job.is_sent
        ]
        return STEP_SILENCE_S + sum(lengths_s) / 20

    def _send(self, process: EngineProcess, job: _OpenJob) -> None:
        if job.is_sent or job.work.is_cancelled():
            return
        work = job.work
        waveform, known = work.waveform, self._known_start(work)
        if known is not None:
            waveform = waveform[known.n_sent :]
        process.send(TranscribeJob(job.job, waveform, work.options, work.is_urgent, known))
        job.is_sent = True

    def _known_start(self, work: Work) -> KnownStart | None:
        """Return what the engine has of a recording, and will now be done with."""
        take = work.take
        known = self._overheard.get(take) if take is not None else None
        if take is None or known is None or known.options != work.options:
            return None
        del self._overheard[take]
        return KnownStart(take, known.n_sent, work.waveform.size)

    def _cancelled(self, process: EngineProcess) -> list[JobNews]:
        """Tell the engine to cancel its unwanted jobs, and end those that it does not have."""
        news: list[JobNews] = []
        for job in [job for job in self._open.values() if job.work.is_cancelled()]:
            if not job.is_sent:
                news.append(self._ended(TranscriptionCancelled(job.job)))
            elif not job.is_cancel_sent:
                process.send(CancelJob(job.job))
                job.is_cancel_sent = True
        return news

    def _taken(self, reply: EngineReply | None) -> list[JobNews]:
        match reply:
            case Progress(job) if job in self._open:
                return [reply]
            case SaidSoFar(take):
                return [reply] if take in self._overheard else []
            case Rested(n_overheard):
                self._n_rested = n_overheard
                return []
            case TranscriptionDone() | TranscriptionFailed() | TranscriptionCancelled():
                # The result of a dropped job is discarded, never taken for another's text.
                return [self._ended(reply)] if reply.job in self._open else []
            case _:
                return []

    def _dead(self, first: _OpenJob, death: EngineDiedError) -> list[JobNews]:
        """Repeat all jobs that the engine had, except those that crashed too many engines."""
        self._let_go(death)
        news: list[JobNews] = []
        for job in [job for job in self._open.values() if job.is_sent or job is first]:
            job.is_sent = job.is_cancel_sent = False
            job.deaths.append(death.sentence)
            if job.n_tries >= MAX_DEATHS:
                failure = Sentence(
                    "The engine failed at this recording again and again ({reason}); the recording "
                    "is kept",
                    reason=death.sentence,
                )
                news.append(self._ended(TranscriptionFailed(job.job, failure)))
        return news

    def _ended(self, end: JobEnd) -> JobEnd:
        del self._open[end.job]
        return end
