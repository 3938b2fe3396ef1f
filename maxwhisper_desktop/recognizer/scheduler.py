"""Whose turn it is in the engine's process: urgent jobs first, then the others."""

import time
from collections import deque
from typing import Final, Protocol

from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.messages import JobId, Progress, TranscribeJob

PROGRESS_INTERVAL_S: Final = 0.1
"""Between two reports of a job's progress."""


class Resumable(Protocol):
    """What is needed of ``engine.transcription.transcription.Transcription``."""

    @property
    def done_s(self) -> float:
        """Seconds of the recording that are done."""
        ...

    def advance(self) -> Transcript | None:
        """Work to the next point where something else may go first; return the text at the end."""
        ...


class OpenJob:
    """A job that has begun or waits for its turn."""

    def __init__(self, asked: TranscribeJob, transcription: Resumable) -> None:
        self.number = asked.job
        self.is_urgent = asked.is_urgent
        self.transcription = transcription
        self._told_at_s = float("-inf")

    def progress(self) -> Progress | None:
        """Return what to report of the job, if its last report is not too recent."""
        now_s = time.monotonic()
        if now_s - self._told_at_s < PROGRESS_INTERVAL_S:
            return None
        self._told_at_s = now_s
        return Progress(self.number, self.transcription.done_s)


class Scheduler:
    """The open jobs, in the order in which they came; those not urgent wait for all that are."""

    def __init__(self) -> None:
        self._urgent: deque[OpenJob] = deque()
        self._patient: deque[OpenJob] = deque()

    def add(self, job: OpenJob) -> None:
        """Let a job wait for its turn."""
        (self._urgent if job.is_urgent else self._patient).append(job)

    def next(self) -> OpenJob | None:
        """Return the job whose turn it is: the same one until it is removed, or an urgent one comes."""
        jobs = self._urgent or self._patient
        return jobs[0] if jobs else None

    def remove(self, number: JobId) -> OpenJob | None:
        """Forget a job that is done or not wanted any more; None if it is not open."""
        for jobs in (self._urgent, self._patient):
            for job in jobs:
                if job.number == number:
                    jobs.remove(job)
                    return job
        return None
