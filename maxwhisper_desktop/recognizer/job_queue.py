"""What the engine is still to do: the way from the app's main thread to the engine's."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TypeAlias

from maxwhisper_desktop.ports import EngineChoice, RecognitionRequest


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A recognition that was asked for."""

    recognition: RecognitionRequest
    asked_ms: float = field(default_factory=lambda: time.monotonic() * 1000)
    cancelled: threading.Event = field(default_factory=threading.Event)


class StopWorker:
    """Nothing more is to be done."""


QueuedTask: TypeAlias = Job | EngineChoice | StopWorker


class JobQueue:
    """Urgent jobs, then changes of the engine, then other jobs. For any number of threads.

    All that is shared stands under one condition, but for each job's own event.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()
        self._running: list[Job] = []
        self._choice: EngineChoice | None = None
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether all is to end."""
        return self._is_closed

    @property
    def has_choice(self) -> bool:
        """Whether another engine is wanted than the one at work."""
        return self._choice is not None

    def put(self, recognition: RecognitionRequest) -> None:
        """Add a job at the end of those as urgent."""
        with self._changed:
            (self._urgent if recognition.is_urgent else self._patient).append(Job(recognition))
            self._changed.notify()

    def choose(self, choice: EngineChoice) -> None:
        """Want another engine; an earlier wish that was not taken yet is void."""
        with self._changed:
            self._choice = choice
            self._changed.notify()

    def cancel(self, recognition: RecognitionRequest) -> None:
        """Drop a job that waits, and stop it if it runs."""
        with self._changed:
            for jobs in (self._urgent, self._patient, self._running):
                for job in [job for job in jobs if job.recognition is recognition]:
                    job.cancelled.set()
                    if jobs is not self._running:
                        jobs.remove(job)

    def close(self) -> None:
        """End all: what waits is never taken."""
        with self._changed:
            self._is_closed = True
            for job in self._running:
                job.cancelled.set()
            self._changed.notify()

    def take(self, timeout_s: float | None) -> QueuedTask | None:
        """Return what is to be done next, or None if nothing is in time."""
        with self._changed:
            self._changed.wait_for(self._has_task, timeout_s)
            if self._is_closed:
                return StopWorker()
            if not self._urgent and self._choice is not None:
                choice, self._choice = self._choice, None
                return choice
            return self._take_job(self._urgent) or self._take_job(self._patient)

    def take_urgent(self) -> Job | None:
        """Return a job that must not wait for the one running, or None."""
        with self._changed:
            return None if self._is_closed else self._take_job(self._urgent)

    def finish(self, job: Job) -> None:
        """Forget a job that was taken."""
        with self._changed:
            self._running.remove(job)

    def _has_task(self) -> bool:
        return bool(self._is_closed or self._urgent or self._choice or self._patient)

    def _take_job(self, jobs: deque[Job]) -> Job | None:
        if not jobs:
            return None
        self._running.append(jobs.popleft())
        return self._running[-1]
