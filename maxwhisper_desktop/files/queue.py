"""The queue of audio files to transcribe, including finished ones."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from engine.sentence import NOTHING, Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.files.correction import corrected
from maxwhisper_desktop.files.folders import Found


class JobState(enum.Enum):
    """The state of a file."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN: Final = frozenset({JobState.WAITING, JobState.RUNNING})
"""States that are not final."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file to be transcribed.

    Attributes:
        number: Its id; the same file may be queued twice.
        path: Its path.
        state: Its state.
        done_s: Seconds of audio transcribed so far.
        duration_s: Length of the audio; None while unknown.
        transcript: The result; None until it is done.
        problem: Why there is no text, or why some may be missing; empty if all went well.
        is_folder: It is no file, but a folder in which none was found.
        left_s: Seconds that it will still take; None while that cannot be told.
        resumed_s: Where it went on after an interruption; None if it began at the beginning.
    """

    number: int
    path: Path
    state: JobState = JobState.WAITING
    done_s: float = 0.0
    duration_s: float | None = None
    transcript: Transcript | None = None
    problem: Sentence = NOTHING
    is_folder: bool = False
    left_s: float | None = None
    resumed_s: float | None = None


class FileQueue:
    """Files in the order given, transcribed one at a time.

    Reports about a job that has left the queue, or is in another state, are ignored: they may
    cross with the user's requests.
    """

    def __init__(self) -> None:
        self._jobs: dict[int, FileJob] = {}
        self._last = 0

    @property
    def jobs(self) -> tuple[FileJob, ...]:
        """All files, in order."""
        return tuple(self._jobs.values())

    @property
    def running(self) -> FileJob | None:
        """The file that is being transcribed."""
        return next((job for job in self.jobs if job.state is JobState.RUNNING), None)

    def job(self, number: int) -> FileJob | None:
        """Return a file, or None if it is not in the queue."""
        return self._jobs.get(number)

    def add(self, files: Iterable[Found]) -> None:
        """Append files, and as failed what could not be searched for files."""
        for found in files:
            self._last += 1
            job = FileJob(self._last, found.path)
            if found.problem:
                job = replace(job, state=JobState.FAILED, problem=found.problem, is_folder=True)
            self._jobs[self._last] = job

    def start_next(self) -> FileJob | None:
        """Start the first waiting file and return it; None if one is running or none waits."""
        if self.running is not None:
            return None
        waiting = next((job for job in self.jobs if job.state is JobState.WAITING), None)
        if waiting is None:
            return None
        self._jobs[waiting.number] = replace(waiting, state=JobState.RUNNING)
        return self._jobs[waiting.number]

    def progress(
        self, number: int, done_s: float, duration_s: float | None, left_s: float | None = None
    ) -> None:
        """Record the running file's progress; its length is None as long as it is unknown."""
        self._change(
            number,
            {JobState.RUNNING},
            lambda j: replace(j, done_s=done_s, duration_s=duration_s, left_s=left_s),
        )

    def go_on(self, number: int, from_s: float) -> None:
        """Record that the running file is done up to here, since it was interrupted before."""
        self._change(
            number, {JobState.RUNNING}, lambda j: replace(j, done_s=from_s, resumed_s=from_s)
        )

    def finish(self, number: int, transcript: Transcript, warning: Sentence = NOTHING) -> None:
        """Record the running file's transcript, and why some text may be missing."""
        self._change(
            number,
            {JobState.RUNNING},
            lambda job: replace(
                job,
                state=JobState.DONE,
                done_s=transcript.duration_s,
                duration_s=transcript.duration_s,
                transcript=transcript,
                problem=warning,
            ),
        )

    def correct(self, number: int, segment: int, text: str) -> None:
        """Replace the text of one segment of a finished file."""
        self._change(number, {JobState.DONE}, lambda job: _corrected(job, segment, text))

    def fail(self, number: int, problem: Sentence) -> None:
        """Record why the running file failed."""
        self._change(
            number,
            {JobState.RUNNING},
            lambda job: replace(job, state=JobState.FAILED, problem=problem),
        )

    def cancel(self, number: int) -> None:
        """Cancel a file that is not finished."""
        self._change(number, OPEN, lambda job: replace(job, state=JobState.CANCELLED))

    def cancel_all(self) -> None:
        """Cancel all files that are not finished."""
        for number in self._jobs:
            self.cancel(number)

    def retry(self, number: int) -> None:
        """Queue a file again, at the end."""
        job = self._jobs.get(number)
        if job is not None and job.state not in OPEN:
            del self._jobs[number]
            self._jobs[number] = FileJob(number, job.path)

    def remove(self, number: int) -> None:
        """Remove a file, whatever its state."""
        self._jobs.pop(number, None)

    def remove_finished(self) -> None:
        """Remove all finished files."""
        self._jobs = {n: job for n, job in self._jobs.items() if job.state in OPEN}

    def _change(
        self, number: int, states: Iterable[JobState], change: Callable[[FileJob], FileJob]
    ) -> None:
        job = self._jobs.get(number)
        if job is not None and job.state in states:
            self._jobs[number] = change(job)


def _corrected(job: FileJob, segment: int, text: str) -> FileJob:
    if job.transcript is None:
        return job
    return replace(job, transcript=corrected(job.transcript, segment, text))
