"""The queue of the engine's work, from the app's main thread to the recognizer's."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TypeAlias

from maxwhisper_desktop.ports import EngineChoice, RecognitionRequest


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


QueuedTask: TypeAlias = Job | EngineChoice | EngineEnded | StopWorker


class JobQueue:
    """Urgent jobs, then changes of the engine, then other jobs. Thread-safe.

    All shared state is guarded by one condition, except each job's own event.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()
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
            (self._urgent if recognition.is_urgent else self._patient).append(Job(recognition))
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

    def take(self, timeout_s: float | None) -> QueuedTask | None:
        """Return the next task, or None if there is none in time."""
        with self._changed:
            self._changed.wait_for(self._has_task, timeout_s)
            if self._is_closed:
                return StopWorker()
            if not self._urgent and self._choice is not None:
                choice, self._choice = self._choice, None
                return choice
            job = self._take_job(self._urgent) or self._take_job(self._patient)
            if job is not None:
                return job
            has_ended, self._has_engine_ended = self._has_engine_ended, False
            return EngineEnded() if has_ended else None

    def take_urgent(self) -> Job | None:
        """Return an urgent job, which must not wait for the running one, or None."""
        with self._changed:
            return None if self._is_closed else self._take_job(self._urgent)

    def finish(self, job: Job) -> None:
        """Remove a job that was taken."""
        with self._changed:
            self._running.remove(job)

    def _has_task(self) -> bool:
        has_job = self._urgent or self._patient
        return bool(self._is_closed or has_job or self._choice or self._has_engine_ended)

    def _take_job(self, jobs: deque[Job]) -> Job | None:
        if not jobs:
            return None
        self._running.append(jobs.popleft())
        return self._running[-1]
