"""The engine's own process: ``python -m maxwhisper_desktop.recognizer.host FD``.

Whatever happens here (MAX holding Python's lock while it loads, a driver's fault, memory that a
compile leaves behind) happens outside the app's window. Two threads: *main* loads models and
transcribes, one request after the other, but for urgent ones, which it does between two decoder
calls of the one that is running; *listener* takes requests from the app. They share queues, and
the set of cancelled jobs, to which only the listener adds and at which main only
looks. When the app is gone the socket ends, and this process with it, whatever it is doing:
so the GPU's memory is free.
"""

import contextlib
import ctypes
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Final, Protocol, TypeAlias

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.compilation.store import ReportCompile
from engine.errors import DeviceError, EngineError
from engine.options import DeviceWish, TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.messages import (
    CancelJob,
    Compiling,
    EngineReply,
    EngineUnfit,
    Loaded,
    LoadFailed,
    LoadModel,
    Progress,
    TranscribeJob,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
)

PROGRESS_INTERVAL_S: Final = 0.1
"""Between two reports of a job's progress."""

PR_SET_PDEATHSIG: Final = 1
"""From Linux's ``prctl.h``."""

WARM_UP_S: Final = 1.0
"""Seconds of silence that go through a model before it counts as loaded."""


class Transcribing(Protocol):
    """What is needed of ``engine.transcription.transcriber.Transcriber``."""

    @property
    def name(self) -> str:
        """The model."""
        ...

    @property
    def device(self) -> str:
        """Where it computes."""
        ...

    @property
    def device_reason(self) -> str:
        """Why there."""
        ...

    @property
    def memory_mb(self) -> int:
        """Memory in use, in megabytes."""
        ...

    def transcribe(
        self, waveform: Waveform, options: TranscribeOptions, report: Callable[[float], None]
    ) -> Transcript:
        """Return what is said."""
        ...


LoadTranscriber: TypeAlias = Callable[[str | None, DeviceWish, ReportCompile], Transcribing]
"""Loads a model; raises ``EngineError``."""


class _CancelledError(Exception):
    """The running job is not wanted any more."""


class Host:
    """Answers the app's requests until it is gone."""

    def __init__(self, connection: Connection, load: LoadTranscriber) -> None:
        self._connection = connection
        self._load = load
        self._requests: queue.SimpleQueue[LoadModel | TranscribeJob | None] = (
            queue.SimpleQueue()
        )
        self._urgent: queue.SimpleQueue[TranscribeJob] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._transcriber: Transcribing | None = None

    def serve(self) -> None:
        """Work for ever; the process ends with the connection."""
        threading.Thread(target=self._listen, name="listener", daemon=True).start()
        while True:
            match self._requests.get():
                case LoadModel(model, device):
                    self._reply(self._load_model(model, device))
                case TranscribeJob() as job:
                    self._reply(self._run(job))
                case None:
                    self._run_urgent()

    def _run_urgent(self) -> None:
        """Do what must not wait; the job this is called from waits meanwhile."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._reply(self._run(self._urgent.get_nowait()))

    def _listen(self) -> None:
        while True:
            try:
                request = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)
            match request:
                case CancelJob(job):
                    self._cancelled.add(job)
                case TranscribeJob(is_urgent=True):
                    self._urgent.put(request)
                    self._requests.put(None)  # In case nothing runs that would look for it.
                case _:
                    self._requests.put(request)

    def _reply(self, reply: EngineReply) -> None:
        try:
            self._connection.send(reply)
        except OSError:
            os._exit(0)

    def _load_model(self, model: str | None, device: DeviceWish) -> Loaded | LoadFailed:
        self._transcriber = None  # Before the next is loaded: two may not fit into memory.
        try:
            return self._warm(model, device)
        except DeviceError as error:
            if device != "auto":
                return LoadFailed(str(error))
            reason = error.reason_for_cpu
        except EngineError as error:
            return LoadFailed(str(error))
        except Exception as error:  # noqa: BLE001 - the top of a process: the app must learn of it
            return LoadFailed(f"The engine failed while loading: {error!r}")
        loaded = self._load_model(model, "cpu")
        return replace(loaded, reason=reason) if isinstance(loaded, Loaded) else loaded

    def _warm(self, model: str | None, device: DeviceWish) -> Loaded:
        """Load a model and let silence go through it."""
        started = time.perf_counter()
        transcriber = self._load(
            model, device, lambda progress: self._reply(Compiling(progress))
        )
        loaded = time.perf_counter()
        silence = np.zeros(round(WARM_UP_S * SAMPLE_RATE), np.float32)
        transcriber.transcribe(silence, TranscribeOptions(), lambda _: None)
        self._transcriber = transcriber
        return Loaded(
            transcriber.name,
            transcriber.device,
            transcriber.device_reason,
            load_ms=(loaded - started) * 1000,
            warm_up_ms=(time.perf_counter() - loaded) * 1000,
            memory_mb=transcriber.memory_mb,
        )

    def _run(self, job: TranscribeJob) -> EngineReply:
        if self._transcriber is None:
            return TranscriptionFailed(job.job, "No model is loaded")
        try:
            run_urgent = _do_nothing if job.is_urgent else self._run_urgent
            report = _Report(job.job, self._cancelled, self._reply, run_urgent)
            report(0.0)
            transcript = self._transcriber.transcribe(job.waveform, job.options, report)
        except _CancelledError:
            return TranscriptionCancelled(job.job)
        except DeviceError as error:
            # After a fault of its driver this process could never use the GPU again.
            self._reply(EngineUnfit(str(error)))
            os._exit(1)
        except EngineError as error:
            return TranscriptionFailed(job.job, str(error))
        except Exception as error:  # noqa: BLE001 - the top of a process: the app must learn of it
            return TranscriptionFailed(job.job, f"The engine failed: {error!r}")
        return TranscriptionDone(job.job, transcript)


class _Report:
    """Lets urgent jobs go first, passes progress on, and stops the job once it is cancelled."""

    def __init__(
        self,
        job: int,
        cancelled: set[int],
        reply: Callable[[EngineReply], None],
        run_urgent: Callable[[], None],
    ) -> None:
        self._job = job
        self._cancelled = cancelled
        self._reply = reply
        self._run_urgent = run_urgent
        self._told_s = float("-inf")

    def __call__(self, done_s: float) -> None:
        self._run_urgent()
        if self._job in self._cancelled:
            raise _CancelledError
        now = time.monotonic()
        if now - self._told_s >= PROGRESS_INTERVAL_S:
            self._told_s = now
            self._reply(Progress(self._job, done_s))


def _do_nothing() -> None:
    """Run nothing: an urgent job is never interrupted."""


def _die_with_the_app() -> None:
    """End this process when the thread that started it does: standing still, it would not notice."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve the app at the other end of the socket whose number the command line gives."""
    _die_with_the_app()
    # Ctrl-C in a terminal reaches all processes of the app; it is the app that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from engine.loading import load_transcriber  # noqa: PLC0415 - the app imports this module too

    Host(Connection(int(sys.argv[1])), load_transcriber).serve()


if __name__ == "__main__":
    main()
