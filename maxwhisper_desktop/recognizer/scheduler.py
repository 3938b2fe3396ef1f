"""Schedules the jobs in the engine process: urgent ones first."""

import time
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol

from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.messages import CancelJob, JobId, Progress, TranscribeJob

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.messages import EngineRequest

PROGRESS_INTERVAL_S: Final = 0.1
"""Minimum seconds between two progress reports of a job."""


class Resumable(Protocol):
    """The part of ``engine.transcription.transcription.Transcription`` that is used."""

    @property
    def done_s(self) -> float:
        """Seconds of the recording that are done."""
        ...

    @property
    def longest_wait_s(self) -> float:
        """Seconds of the longest step so far, without what a stop flag can end."""
        ...

    def advance(self) -> Transcript | None:
        """Work until another job may go first; return the result once it is complete."""
        ...


class OpenJob:
    """A job that has started or waits for its turn."""

    def __init__(self, asked: TranscribeJob, transcription: Resumable) -> None:
        self.number = asked.job
        self.is_urgent = asked.is_urgent
        self.transcription = transcription
        self._told_at_s = float("-inf")

    def advance(self) -> Transcript | None:
        """See ``Resumable``."""
        return self.transcription.advance()

    def is_stopped_by(self, request: "EngineRequest") -> bool:
        """Tell whether a request may not wait for the end of a call for this job."""
        match request:
            case TranscribeJob(is_urgent=True):
                return not self.is_urgent
            case CancelJob(number):
                return number == self.number
            case _:
                return False

    def progress(self) -> Progress | None:
        """Return a progress report, unless the last one is too recent."""
        now_s = time.monotonic()
        if now_s - self._told_at_s < PROGRESS_INTERVAL_S:
            return None
        self._told_at_s = now_s
        return Progress(self.number, self.transcription.done_s)


class Scheduler:
    """The open jobs in order of arrival; urgent ones precede all others."""

    def __init__(self) -> None:
        self._urgent: deque[OpenJob] = deque()
        self._patient: deque[OpenJob] = deque()

    def add(self, job: OpenJob) -> None:
        """Add a job, which waits for its turn."""
        (self._urgent if job.is_urgent else self._patient).append(job)

    def next(self) -> OpenJob | None:
        """Return the current job: the same one until it is removed or an urgent one arrives."""
        jobs = self._urgent or self._patient
        return jobs[0] if jobs else None

    def remove(self, number: JobId) -> OpenJob | None:
        """Remove a job that is done or cancelled; return None if it is not open."""
        for jobs in (self._urgent, self._patient):
            for job in jobs:
                if job.number == number:
                    jobs.remove(job)
                    return job
        return None
