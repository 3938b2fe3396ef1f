"""Keeps an engine alive: starts it, loads its model, and after a death does the work again.

A take is decoded again by a new process, then by one more on the CPU, before it counts as
failed: what kills an engine is most often the GPU's driver.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from engine.audio.waveform import Waveform
from engine.compilation.store import CompileProgress
from engine.options import TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.ports import RecognizerError
from maxwhisper_desktop.recognizer.engine_process import EngineDiedError, EngineProcess
from maxwhisper_desktop.recognizer.messages import (
    CancelJob,
    Compiling,
    JobEnd,
    JobId,
    Loaded,
    LoadFailed,
    LoadModel,
    Progress,
    TranscribeJob,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
)

POLL_S: Final = 0.02
"""How late a cancellation may be passed on."""

IsCancelled: TypeAlias = Callable[[], bool]


class RecognitionCancelledError(Exception):
    """The caller gave up on a recording; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class EngineEvents:
    """What the owner tells on the side, from the thread that calls it."""

    compiling: Callable[[CompileProgress], None]
    loaded: Callable[[Loaded], None]
    restarted: Callable[[str], None]
    """With the reason, for the log."""


def _do_nothing() -> None:
    """Let nothing go first."""


@dataclass(frozen=True, slots=True)
class Work:
    """One recording to be recognised.

    Attributes:
        waveform: The recording.
        options: How to transcribe it.
        report: Told of the seconds that are done.
        is_cancelled: Asked some fifty times a second.
        meanwhile: Called as often, for the caller to do urgent work in between.
        is_urgent: Whether it goes before what is running.
    """

    waveform: Waveform
    options: TranscribeOptions
    report: Callable[[float], None]
    is_cancelled: IsCancelled
    meanwhile: Callable[[], None] = _do_nothing
    is_urgent: bool = False


class EngineOwner:
    """The one engine of an app. Belongs to one thread, which its methods block."""

    def __init__(self, start: Callable[[], EngineProcess], events: EngineEvents) -> None:
        self._start = start
        self._events = events
        self._process: EngineProcess | None = None
        self._wish = LoadModel(None, "auto")
        self._last_job = 0
        self._open_jobs: set[JobId] = set()
        self._ends: dict[JobId, JobEnd] = {}

    @property
    def is_loaded(self) -> bool:
        """Whether a model is in memory."""
        return self._process is not None

    def choose(self, wish: LoadModel) -> None:
        """Use another model or device from now on; ``load`` or the next recording loads it."""
        if wish != self._wish:
            self._wish = wish
            self.unload()

    def load(self, is_cancelled: IsCancelled) -> None:
        """Have the model in memory, warm.

        Raises:
            RecognizerError: It cannot be loaded; the message says why, and the way out.
            RecognitionCancelledError: ``is_cancelled`` came true, which stops a compile as well.
        """
        try:
            self._loaded(self._wish, is_cancelled)
        except EngineDiedError as error:
            raise RecognizerError(
                f"{error} while it loaded the model; choose a smaller one, or the CPU"
            ) from error

    def transcribe(self, work: Work) -> Transcript:
        """Return what is said in a recording, whatever it takes.

        May be called again from ``work.meanwhile``, with urgent work.

        Raises:
            RecognizerError: It cannot be recognised; the message says why.
            RecognitionCancelledError: ``work.is_cancelled`` came true.
        """
        deaths: list[str] = []
        for wish in (self._wish, self._wish, replace(self._wish, device="cpu")):
            try:
                return self._run(self._loaded(wish, work.is_cancelled), work)
            except EngineDiedError as error:
                deaths.append(str(error))
                # Urgent work in between may have started another already, which lives.
                if self._process is None or self._process.exit_status is not None:
                    self._process = None
                    self._events.restarted(deaths[-1])
            except RecognizerError:
                # What killed one engine may keep the next from loading, but not the CPU.
                if not deaths or wish.device == "cpu":
                    raise
        raise RecognizerError(
            f"The engine died {len(deaths)} times at this recording ({deaths[-1]}); "
            "the recording is kept"
        )

    def rest(self) -> None:
        """Let the engine take no processor time until it is asked for something."""
        if self._process is not None:
            self._process.rest()

    def unload(self) -> None:
        """End the process, and so free all its memory; the next recording starts another."""
        if self._process is not None:
            self._process.shut_down()
            self._process = None

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
        self._process = process
        return process

    def _await_load(self, process: EngineProcess, is_cancelled: IsCancelled) -> None:
        while True:
            if is_cancelled():
                raise RecognitionCancelledError
            match process.receive(POLL_S):
                case Compiling(progress):
                    self._events.compiling(progress)
                case Loaded() as loaded:
                    self._events.loaded(loaded)
                    return
                case LoadFailed(reason):
                    raise RecognizerError(reason)
                case _:
                    pass

    def _run(self, process: EngineProcess, work: Work) -> Transcript:
        self._last_job = job = self._last_job + 1
        self._open_jobs.add(job)
        try:
            process.send(TranscribeJob(job, work.waveform, work.options, work.is_urgent))
            return self._await_end(process, job, work)
        finally:
            self._open_jobs.discard(job)
            self._ends.pop(job, None)

    def _await_end(self, process: EngineProcess, job: JobId, work: Work) -> Transcript:
        is_told = False
        while True:
            work.meanwhile()
            if work.is_cancelled() and not is_told:
                process.send(CancelJob(job))
                is_told = True
            match self._ends.pop(job, None) or process.receive(POLL_S):
                case Progress(replied, done_s) if replied == job:
                    work.report(done_s)
                case TranscriptionDone(replied, transcript) if replied == job:
                    return transcript
                case TranscriptionFailed(replied, reason) if replied == job:
                    raise RecognizerError(reason)
                case TranscriptionCancelled(replied) if replied == job:
                    raise RecognitionCancelledError
                case (
                    TranscriptionDone()
                    | TranscriptionFailed()
                    | TranscriptionCancelled() as end
                ):
                    self._keep_end(end)
                case _:
                    pass

    def _keep_end(self, end: JobEnd) -> None:
        # Of the work that this urgent one interrupts. If it is of a job whose caller left by an
        # exception, nobody will ask for it: it is never taken for another's text.
        if end.job in self._open_jobs:
            self._ends[end.job] = end
