"""Transcribes the queue of audio files one by one, each part by part; dictations take precedence."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.audio.file import ReadingCancelledError
from engine.audio.parts import SoundPart
from engine.options import TranscribeOptions, for_files
from engine.sentence import Sentence
from engine.transcription.parts import joined, options_of_part
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.files.file_reader import FileReader, Read, ReadPart
from maxwhisper_desktop.files.folders import Found, recordings
from maxwhisper_desktop.files.pace import Pace
from maxwhisper_desktop.files.queue import FileQueue
from maxwhisper_desktop.files.read_ahead import FilePart, file_parts
from maxwhisper_desktop.ports import (
    RecognitionDone,
    RecognitionProgress,
    RecognitionReport,
    RecognitionRequest,
    Recognizer,
)

if TYPE_CHECKING:
    from engine.transcript import Transcript

log = logging.getLogger(__name__)

_BATCH_S: Final = 0.2
"""How long found files may wait for others, so that thousands do not come one by one."""


class FileTranscription(QObject):
    """Owns the queue. On the main thread; files are found and decoded on other threads.

    While the engine has one part of a file, the next one is decoded. A long file that was interrupted goes
    on after the last part that was done.
    """

    changed = Signal(object)
    """Emitted with all ``FileJob`` whenever one changes."""
    _found = Signal(object, object)
    _decoded = Signal(object, object)
    _reported = Signal(object)

    def __init__(
        self,
        recognizer: Recognizer,
        options: Callable[[], TranscribeOptions],
        read: Read = file_parts,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
        engine: Callable[[], object] = lambda: None,
    ) -> None:
        """Start with an empty queue.

        Args:
            recognizer: Transcribes.
            options: Returns how a file that begins is to be transcribed.
            read: Decodes a file.
            clock: Returns seconds.
            parent: The owner.
            engine: Returns what else texts depend on: model and device.
        """
        super().__init__(parent)
        self._recognizer = recognizer
        self._options = options
        self._engine = engine
        self._clock = clock
        self._pace = Pace(clock)
        self._queue = FileQueue()
        self._wanted = TranscribeOptions()
        self._done: list[Transcript] = []
        self._part: FilePart | None = None
        """The one that the engine has, or had last."""
        self._next: ReadPart | Sentence | None = None
        """What was decoded since: a part, or why there is none."""
        self._running: RecognitionRequest | None = None
        self._given_up = threading.Event()
        self._search_ended = threading.Event()
        # Not the reader, since a large folder must not keep its first files waiting.
        self._finder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="folders")
        self._reader = FileReader(read, self._decoded.emit)
        self._found.connect(self._take_found, Qt.ConnectionType.QueuedConnection)
        self._decoded.connect(self._take_decoded, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._take_report, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def add(self, paths: Iterable[Path]) -> None:
        """Append files, and the recordings in folders, which appear as they are found."""
        self._finder.submit(self._find, list(paths), self._search_ended)

    @Slot(int)
    def cancel(self, number: int) -> None:
        """Cancel a file."""
        running = self._queue.running
        self._queue.cancel(number)
        if running is not None and running.number == number:
            self._stop_running()
        self._go_on()

    @Slot()
    def cancel_all(self) -> None:
        """Cancel all files that are not finished."""
        self._end_search()
        self._queue.cancel_all()
        self._stop_running()
        self._go_on()

    @Slot(int)
    def retry(self, number: int) -> None:
        """Queue a file again, after the others, or search a folder again."""
        job = self._queue.job(number)
        if job is not None and job.is_folder:
            self._queue.remove(number)
            self.add([job.path])
        else:
            self._queue.retry(number)
        self._go_on()

    @Slot()
    def remove_finished(self) -> None:
        """Remove all files that are done, failed or cancelled."""
        self._queue.remove_finished()
        self._go_on()

    @Slot(int, int, str)
    def correct(self, number: int, segment: int, text: str) -> None:
        """Replace the text of one segment of a finished file."""
        self._queue.correct(number, segment, text)
        self.changed.emit(self._queue.jobs)

    def shut_down(self) -> None:
        """Cancel all files and end the threads."""
        self._end_search()
        self._finder.shutdown(cancel_futures=True)
        self._queue.cancel_all()
        self._stop_running()
        self._reader.shut_down()

    def _end_search(self) -> None:
        self._search_ended.set()
        self._search_ended = threading.Event()

    def _stop_running(self) -> None:
        self._given_up.set()
        if self._running is not None:
            self._recognizer.cancel(self._running)
            self._running = None

    def _go_on(self) -> None:
        job = self._queue.start_next()
        if job is not None:
            self._given_up = threading.Event()
            # A take has been through speech detection; a file may hold anything.
            self._wanted = for_files(self._options())
            self._done, self._part, self._next = [], None, None
            self._pace = Pace(self._clock)
            conditions = self._engine(), self._wanted
            self._reader.begin(job.path, conditions, self._given_up)
            log.info("file %d begins", job.number)
        self.changed.emit(self._queue.jobs)

    def _find(self, paths: list[Path], ended: threading.Event) -> None:
        batch: list[Found] = []
        shown_s = time.monotonic()
        with contextlib.suppress(ReadingCancelledError):
            for found in recordings(paths, ended):
                batch.append(found)
                if time.monotonic() - shown_s > _BATCH_S:
                    self._found.emit(batch, ended)
                    batch, shown_s = [], time.monotonic()
        self._found.emit(batch, ended)

    @Slot(object, object)
    def _take_found(self, found: list[Found], ended: threading.Event) -> None:
        if not ended.is_set():  # Reports cross with the user's requests.
            self._queue.add(found)
            self._go_on()

    @Slot(object, object)
    def _take_decoded(self, given_up: threading.Event, outcome: ReadPart | Sentence) -> None:
        if given_up is self._given_up and not given_up.is_set():
            self._next = outcome
            if self._running is None:
                self._take_next()

    def _take_next(self) -> None:
        """Go on with what was decoded: the file's next part, or its early end."""
        job = self._queue.running
        outcome, self._next = self._next, None
        if job is None or outcome is None:
            return
        if isinstance(outcome, Sentence):
            self._end_early(job.number, outcome)
            return
        self._part = outcome.part
        if not self._part.ends_file:
            self._reader.go_on(self._given_up)
        if outcome.transcript is None:
            self._recognise(job.number, self._part.sound)
        else:
            self._queue.go_on(job.number, self._part.sound.end_s)
            self._add(job.number, self._part, outcome.transcript)
            self.changed.emit(self._queue.jobs)

    def _recognise(self, number: int, sound: SoundPart) -> None:
        options = options_of_part(self._wanted, self._done, sound.start_s, sound.end_s)
        self._running = RecognitionRequest(
            number, lambda: sound.waveform, options, self._reported.emit, is_urgent=False
        )
        self._recognizer.recognise(self._running)

    def _add(self, number: int, part: FilePart, transcript: "Transcript") -> None:
        """Go on after a part that is done."""
        self._done.append(transcript)
        if part.ends_file:
            self._end(number, part.warning)
        else:
            self._take_next()

    def _end_early(self, number: int, problem: Sentence) -> None:
        """End a file with the parts that are done, or as failed if none is."""
        log.info("file %d ends early", number)
        self._given_up.set()
        if self._done:
            self._queue.finish(number, joined(self._done), problem)
        else:
            self._queue.fail(number, problem)
        self._go_on()

    @Slot(object)
    def _take_report(self, report: RecognitionReport) -> None:
        running, part = self._running, self._part
        if running is None or part is None:
            return  # It crossed with the user's request.
        match report:
            case RecognitionProgress(number, done_s, duration_s) if number == running.number:
                self._show_progress(number, part, done_s, duration_s)
            case RecognitionDone(number, transcript) if number == running.number:
                self._running = None
                if not part.ends_file:
                    self._reader.keep(part.sound, transcript)
                self._add(number, part, transcript)
            case RecognitionFailed(number, detail) if number == running.number:
                self._running = None
                self._end_early(number, detail)

    def _show_progress(
        self, number: int, part: FilePart, done_s: float, duration_s: float
    ) -> None:
        """Add a part's progress to what is done; the file's length is known with its last part."""
        done_s += part.sound.start_s
        length_s = part.sound.start_s + duration_s if part.ends_file else None
        left_s = self._pace.left_s(done_s, length_s or done_s)
        self._queue.progress(number, done_s, length_s, left_s if length_s else None)
        self.changed.emit(self._queue.jobs)

    def _end(self, number: int, warning: Sentence | None) -> None:
        log.info("file %d ends", number)
        self._reader.finish()
        transcript = joined(self._done)
        self._queue.finish(number, transcript, warning or transcript.warning)
        self._go_on()
