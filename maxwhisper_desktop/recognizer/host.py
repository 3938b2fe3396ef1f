"""The engine's own process: ``python -m maxwhisper_desktop.recognizer.host FD``.

Nothing that happens here (MAX holding the GIL while it loads, a driver fault, memory leaked by
a compile) affects the app's windows. There are two threads, which share only a queue:
*listener* receives requests from the app and puts them into the queue; *main* loads models and
transcribes. Before each step of a transcription, which is at most one call of the network, it
checks the queue: an urgent job goes first, and a cancelled one ends. A request that may not wait for
the end of a call ends it, where the network can be stopped. When the app is gone, the socket closes and
this process exits, even in the middle of a job, which frees the GPU's memory.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final, NoReturn, Protocol, TypeAlias, assert_never

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.compilation.store import ReportCompile
from engine.errors import DamagedModelError, DeviceError, EngineError, in_full
from engine.options import DeviceWish, TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Transcript
from engine.transcription.earlier_passes import EarlierPasses
from maxwhisper_desktop.recognizer.message_stream import receive_message, send_message
from maxwhisper_desktop.recognizer.messages import (
    CancelJob,
    Compiling,
    EngineReply,
    EngineUnfit,
    ForgetTake,
    JobEnd,
    Loaded,
    LoadFailed,
    LoadModel,
    Overhear,
    Rested,
    TranscribeJob,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
)
from maxwhisper_desktop.recognizer.request_queue import RequestQueue, Stop
from maxwhisper_desktop.recognizer.scheduler import OpenJob, Resumable, Scheduler
from maxwhisper_desktop.recognizer.spoken_takes import Pass, SpokenTakes

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.messages import EngineRequest

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG: Final = 1
"""From Linux's ``prctl.h``."""

WARM_UP_S: Final = 1.0
"""Seconds of silence that a model transcribes before it counts as loaded."""


MANY_TOKENS: Final = 16
"""Of the same token in a row, nobody says more: between words there is punctuation."""


class Transcribing(Protocol):
    """The part of ``engine.transcription.transcriber.Transcriber`` that is used."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    @property
    def device(self) -> str:
        """The device it runs on."""
        ...

    @property
    def device_reason(self) -> Sentence:
        """Why that device, as a sentence."""
        ...

    @property
    def memory_mb(self) -> int:
        """Memory in use, in megabytes."""
        ...

    @property
    def stop(self) -> Stop | None:
        """What ends a call of the network early; None where nothing does."""
        ...

    def begin(self, waveform: Waveform, options: TranscribeOptions) -> Resumable:
        """Return a transcription that is still to be done."""
        ...

    def begin_again(
        self, waveform: Waveform, options: TranscribeOptions, earlier: EarlierPasses
    ) -> Pass:
        """Return one that is sooner done after earlier passes over the recording's beginning."""
        ...


LoadTranscriber: TypeAlias = Callable[[str | None, DeviceWish, ReportCompile], Transcribing]
"""Loads a model; raises ``EngineError``."""


class Host:
    """Answers the app's requests until the app is gone."""

    def __init__(self, connection: Connection, load: LoadTranscriber) -> None:
        self._connection = connection
        self._load = load
        self._requests = RequestQueue()
        self._jobs = Scheduler()
        self._takes = SpokenTakes()
        self._n_overheard = self._n_rested = 0
        self._transcriber: Transcribing | None = None

    def serve(self) -> None:
        """Work forever; the process ends with the connection."""
        threading.Thread(target=self._listen, name="listener", daemon=True).start()
        while True:
            self._tell_if_rested()
            self._take_requests()
            job = self._jobs.next()
            is_urgent = job is not None and job.is_urgent
            stop = self._transcriber.stop if self._transcriber is not None else None
            if self._takes.is_working and self._transcriber is not None and not is_urgent:
                with self._requests.ending(stop, self._takes.what_stops_it()):
                    self._advance_pass(self._transcriber)
            elif job is not None:
                with self._requests.ending(stop, job.is_stopped_by):
                    self._advance(job)

    def _listen(self) -> None:
        while True:
            try:
                self._requests.put(receive_message(self._connection))
            except (EOFError, OSError):
                os._exit(0)

    def _take_requests(self) -> None:
        """Take all queued requests in order; wait for one if there is nothing to do.

        Jobs that are open when another model is loaded continue with the previous one.
        """
        is_idle = self._jobs.next() is None and not self._takes.is_working
        while True:
            request = self._requests.take(can_wait=is_idle)
            if request is None:
                return
            is_idle = False
            self._take(request)

    def _take(self, request: "EngineRequest") -> None:
        match request:
            case LoadModel(model, device):
                self._reply(self._load_model(model, device))
            case Overhear():
                self._overhear(request)
            case ForgetTake(take):
                self._takes.forget(take)
            case TranscribeJob():
                self._open(request)
            case CancelJob(job):
                if self._jobs.remove(job) is not None:
                    self._reply(TranscriptionCancelled(job))
            case _:
                assert_never(request)

    def _open(self, asked: TranscribeJob) -> None:
        if self._transcriber is None:
            self._reply(TranscriptionFailed(asked.job, Sentence("No model is loaded")))
            return
        try:
            transcription = self._begun(self._transcriber, asked)
        except EngineError as error:
            self._reply(TranscriptionFailed(asked.job, error.sentence, in_full(error)))
        else:
            self._jobs.add(OpenJob(asked, transcription))

    def _begun(self, transcriber: Transcribing, asked: TranscribeJob) -> Resumable:
        known = asked.known_start
        if known is None:
            return transcriber.begin(asked.waveform, asked.options)
        transcription = self._takes.finish(known, asked.waveform, transcriber.begin_again)
        if transcription is None:
            self._give_up(Sentence("The engine has lost the beginning of the recording"))
        return transcription

    def _overhear(self, asked: Overhear) -> None:
        self._n_overheard += 1
        if self._transcriber is not None:
            try:
                self._takes.overhear(asked, self._transcriber.begin_again)
            except EngineError:
                self._takes.forget(asked.take)  # The take itself will fail too, and tell why.

    def _advance_pass(self, transcriber: Transcribing) -> None:
        """Execute one step of a pass."""
        try:
            said = self._takes.advance(transcriber.begin_again)
        except Exception as error:  # noqa: BLE001 - top of a process: reported to the app
            self._give_up(EngineError.unsaid, in_full(error))
        if said is not None:
            self._reply(said)

    def _tell_if_rested(self) -> None:
        if not self._takes.is_working and self._n_rested != self._n_overheard:
            self._n_rested = self._n_overheard
            self._reply(Rested(self._n_rested))

    def _advance(self, job: OpenJob) -> None:
        """Execute one step of a job."""
        if (progress := job.progress()) is not None:
            self._reply(progress)
        if (end := self._step(job)) is not None:
            self._jobs.remove(job.number)
            self._reply(end)
            has_encoded = (
                isinstance(end, TranscriptionDone) and end.transcript.timings_ms.encode
            )
            if job.is_urgent and has_encoded:
                self._takes.note_longest_wait(job.transcription)

    def _step(self, job: OpenJob) -> JobEnd | None:
        try:
            transcript = job.advance()
        except (DeviceError, DamagedModelError) as error:
            # After a driver fault, this process can no longer use the GPU. Another process reads
            # the model's files anew, and makes damaged ones again.
            self._give_up(error.sentence, in_full(error))
        except EngineError as error:
            return TranscriptionFailed(job.number, error.sentence, in_full(error))
        except Exception as error:  # noqa: BLE001 - top of a process: reported to the app
            # Its state is unknown: memory may be full, or the loaded model damaged.
            self._give_up(EngineError.unsaid, in_full(error))
        if transcript is not None and repeats_one_token(transcript):
            self._give_up(
                Sentence(
                    "The model only repeats itself: its files may be damaged. Download it again"
                )
            )
        return TranscriptionDone(job.number, transcript) if transcript is not None else None

    def _give_up(self, reason: Sentence, details: str = "") -> NoReturn:
        """End this process, so that the app starts a new one."""
        self._reply(EngineUnfit(reason, details))
        os._exit(1)

    def _reply(self, reply: EngineReply) -> None:
        try:
            send_message(self._connection, reply)
        except OSError:
            os._exit(0)

    def _load_model(self, model: str | None, device: DeviceWish) -> Loaded | LoadFailed:
        self._transcriber = None  # Before loading the next: two may not fit into memory.
        try:
            return self._warm(model, device)
        except DeviceError as error:
            if device != "auto":
                return LoadFailed(error.sentence, in_full(error))
            reason = error.reason_for_cpu
            log.warning("the graphics card is not used: %s", in_full(error))
        except EngineError as error:
            return LoadFailed(error.sentence, in_full(error))
        except Exception as error:  # noqa: BLE001 - top of a process: reported to the app
            return LoadFailed(EngineError.unsaid, in_full(error))
        loaded = self._load_model(model, "cpu")
        return replace(loaded, reason=reason) if isinstance(loaded, Loaded) else loaded

    def _warm(self, model: str | None, device: DeviceWish) -> Loaded:
        """Load a model and transcribe some silence with it."""
        started = time.perf_counter()
        transcriber = self._load(
            model, device, lambda progress: self._reply(Compiling(progress))
        )
        loaded = time.perf_counter()
        silence = np.zeros(round(WARM_UP_S * SAMPLE_RATE), np.float32)
        transcription = transcriber.begin(silence, TranscribeOptions())
        while transcription.advance() is None:
            pass
        self._transcriber = transcriber
        return Loaded(
            transcriber.name,
            transcriber.device,
            transcriber.device_reason,
            load_ms=(loaded - started) * 1000,
            warm_up_ms=(time.perf_counter() - loaded) * 1000,
            memory_mb=transcriber.memory_mb,
        )


def repeats_one_token(transcript: Transcript) -> bool:
    """Return whether a text is nothing but one token again and again, as from damaged weights."""
    tokens = Counter(token for segment in transcript.segments for token in segment.tokens)
    ((_, n_same),) = tokens.most_common(1) or ((0, 0),)
    n_others = tokens.total() - n_same
    # A segment begins and ends with a timestamp. A text without letters is not delivered anyway.
    has_words = any(map(str.isalnum, transcript.text))
    return has_words and n_same >= MANY_TOKENS and n_others <= 2 * len(transcript.segments)


def _die_with_the_app() -> None:
    """End this process with its parent thread: while suspended, it would not notice its end."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve the app on the socket whose file descriptor is on the command line."""
    _die_with_the_app()
    # Ctrl-C in a terminal reaches all processes, but the app decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from engine.loading import load_transcriber  # noqa: PLC0415 - the app imports this module too

    # What was imported stays: no collection need look at its 100,000 objects while somebody waits.
    gc.freeze()
    Host(Connection(int(sys.argv[1])), load_transcriber).serve()


if __name__ == "__main__":
    main()
