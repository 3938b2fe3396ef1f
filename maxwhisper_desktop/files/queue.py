"""The audio files that wait to be transcribed, are being, and have been."""

import enum
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from engine.transcript import Transcript

SOUND_SUFFIXES: Final = frozenset(
    {
        *(".aac", ".aif", ".aiff", ".alac", ".amr", ".ape", ".au", ".caf", ".flac", ".m4a"),
        *(".m4b", ".mka", ".mp2", ".mp3", ".oga", ".ogg", ".opus", ".spx", ".wav", ".weba"),
        *(".wma", ".wv"),
        *(".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv"),
        *(".webm", ".wmv"),
    }
)
"""What is taken from a folder. A file that the user names is taken whatever it is called."""


class JobState(enum.Enum):
    """How far a file is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN: Final = frozenset({JobState.WAITING, JobState.RUNNING})
"""States after which something is still to come."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file to be transcribed.

    Attributes:
        number: What it is known by; the same file may be there twice.
        path: Where it lies.
        state: How far it is.
        done_s: Seconds of its sound that are transcribed.
        duration_s: Length of its sound; None while unknown.
        transcript: What was said; None until it is done.
        problem: Why there is no text, or why it may not be all; empty if all went well.
    """

    number: int
    path: Path
    state: JobState = JobState.WAITING
    done_s: float = 0.0
    duration_s: float | None = None
    transcript: Transcript | None = None
    problem: str = ""


def sound_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Find the files to transcribe: those named, and those of sound in the folders named.

    Folders are searched to their depth, in the order people would list them; hidden ones and
    links to folders are left out. Reads the disk, so not for the main thread.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _in_folder(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in SOUND_SUFFIXES and not name.startswith("."):
                yield Path(folder, name)


class FileQueue:
    """Files in the order given, one of them transcribed at a time.

    What is said of a job that is not in the queue any more, or not in the state for it, is
    ignored: reports cross with the user's wishes.
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
        """Return one file, if it is in the queue."""
        return self._jobs.get(number)

    def add(self, paths: Iterable[Path]) -> None:
        """Put files at the end."""
        for path in paths:
            self._last += 1
            self._jobs[self._last] = FileJob(self._last, path)

    def start_next(self) -> FileJob | None:
        """Let the first file that waits run, and return it; None if one runs or none waits."""
        if self.running is not None:
            return None
        waiting = next((job for job in self.jobs if job.state is JobState.WAITING), None)
        if waiting is None:
            return None
        self._jobs[waiting.number] = replace(waiting, state=JobState.RUNNING)
        return self._jobs[waiting.number]

    def progress(self, number: int, done_s: float, duration_s: float) -> None:
        """Note how far the running file is."""
        self._change(
            number,
            {JobState.RUNNING},
            lambda j: replace(j, done_s=done_s, duration_s=duration_s),
        )

    def finish(self, number: int, transcript: Transcript, warning: str = "") -> None:
        """Note what is said in the running file, and why that may not be all."""
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

    def fail(self, number: int, problem: str) -> None:
        """Note why the running file has no text."""
        self._change(
            number,
            {JobState.RUNNING},
            lambda job: replace(job, state=JobState.FAILED, problem=problem),
        )

    def cancel(self, number: int) -> None:
        """Give a file up that is not done."""
        self._change(number, OPEN, lambda job: replace(job, state=JobState.CANCELLED))

    def cancel_all(self) -> None:
        """Give all files up that are not done."""
        for number in self._jobs:
            self.cancel(number)

    def retry(self, number: int) -> None:
        """Let a file wait again, at the end."""
        job = self._jobs.get(number)
        if job is not None and job.state not in OPEN:
            del self._jobs[number]
            self._jobs[number] = FileJob(number, job.path)

    def remove_finished(self) -> None:
        """Forget all files of which nothing is to come."""
        self._jobs = {n: job for n, job in self._jobs.items() if job.state in OPEN}

    def _change(
        self, number: int, states: Iterable[JobState], change: Callable[[FileJob], FileJob]
    ) -> None:
        job = self._jobs.get(number)
        if job is not None and job.state in states:
            self._jobs[number] = change(job)
