"""The queue of the engine's work, from the app's main thread to the recognizer's."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TypeAlias

from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.ports import EngineChoice, RecognitionRequest, SpokenSoFar


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A requested recognition."""

    recognition: RecognitionRequest
    asked_ms: float = field(default_factory=lambda: time.monotonic() * 1000)
    cancelled: threading.Event = field(default_factory=threading.Event)


class StopWorker:
    """There is no more work; the worker ends."""


class EngineEnded:
    """An engine's process has ended, for whatever reason."""


@dataclass(frozen=True, slots=True)
class TakeForgotten:
    """Nothing that was overheard of a take is needed any more."""

    take: TakeId


SpokenTask: TypeAlias = SpokenSoFar | TakeForgotten
QueuedTask: TypeAlias = Job | SpokenTask | EngineChoice | EngineEnded


class JobQueue:
    """Urgent jobs, then what is being said, changes of the engine, other jobs. Thread-safe.

    All shared state is guarded by one condition, except each job's own event.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()
        self._spoken: deque[SpokenTask] = deque()
        self._running: list[Job] = []
        self._choice: EngineChoice | None = None
        self._has_engine_ended = False
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the queue is closed."""
        return self._is_closed

    @property
    def has_choice(self) -> bool:
        """Whether a change of the engine is pending."""
        return self._choice is not None

    def put(self, recognition: RecognitionRequest) -> None:
        """Append a job to those of the same urgency."""
        with self._changed:
            if recognition.take is not None:  # The job has all of it.
                self._drop_spoken(recognition.take)
            (self._urgent if recognition.is_urgent else self._patient).append(Job(recognition))
            self._changed.notify()

    def overhear(self, spoken: SpokenSoFar) -> None:
        """Append a part of a take that is being spoken."""
        with self._changed:
            self._spoken.append(spoken)
            self._changed.notify()

    def forget(self, take: TakeId) -> None:
        """Drop the parts of a take, and let the worker know."""
        with self._changed:
            self._drop_spoken(take)
            self._spoken.append(TakeForgotten(take))
            self._changed.notify()

    def choose(self, choice: EngineChoice) -> None:
        """Request a change of the engine, replacing an earlier pending one."""
        with self._changed:
            self._choice = choice
            self._changed.notify()

    def note_engine_end(self) -> None:
        """Let the worker look at its engine when it has no job."""
        with self._changed:
            self._has_engine_ended = True
            self._changed.notify()

    def cancel(self, recognition: RecognitionRequest) -> None:
        """Remove a waiting job, or stop it if it is running."""
        with self._changed:
            for jobs in (self._urgent, self._patient, self._running):
                for job in [job for job in jobs if job.recognition is recognition]:
                    job.cancelled.set()
                    if jobs is not self._running:
                        jobs.remove(job)

    def close(self) -> None:
        """Close the queue: waiting jobs are never taken."""
        with self._changed:
            self._is_closed = True
            for job in self._running:
                job.cancelled.set()
            self._changed.notify()

    def take(self, timeout_s: float | None) -> QueuedTask | StopWorker | None:
        """Return the next task, or None if there is none in time."""
        with self._changed:
            self._changed.wait_for(self._has_task, timeout_s)
            if self._is_closed:
                return StopWorker()
            if (job := self._take_job(self._urgent)) is not None:
                return job
            if self._spoken:
                return self._spoken.popleft()
            if self._choice is not None:
                choice, self._choice = self._choice, None
                return choice
            if (job := self._take_job(self._patient)) is not None:
                return job
            has_ended, self._has_engine_ended = self._has_engine_ended, False
            return EngineEnded() if has_ended else None

    def take_urgent(self) -> Job | None:
        """Return an urgent job, which must not wait for the running one, or None."""
        with self._changed:
            return None if self._is_closed else self._take_job(self._urgent)

    def take_spoken(self) -> SpokenTask | None:
        """Return what is being said and must not wait for the running job, or None."""
        with self._changed:
            return self._spoken.popleft() if self._spoken and not self._is_closed else None

    def finish(self, job: Job) -> None:
        """Remove a job that was taken."""
        with self._changed:
            self._running.remove(job)

    def _has_task(self) -> bool:
        has_work = self._urgent or self._spoken or self._patient
        return bool(self._is_closed or has_work or self._choice or self._has_engine_ended)

    def _drop_spoken(self, take: TakeId) -> None:
        self._spoken = deque(one for one in self._spoken if one.take != take)

    def _take_job(self, jobs: deque[Job]) -> Job | None:
        if not jobs:
            return None
        self._running.append(jobs.popleft())
        return self._running[-1]
