"""Transcribes the queue of audio files one by one; dictations take precedence."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.audio.file import AudioFile, ReadingCancelledError, read_audio_file
from engine.errors import EngineError
from engine.options import TranscribeOptions, for_files
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.files.folders import Found, recordings
from maxwhisper_desktop.files.pace import Pace
from maxwhisper_desktop.files.queue import FileQueue
from maxwhisper_desktop.ports import (
    RecognitionDone,
    RecognitionProgress,
    RecognitionReport,
    RecognitionRequest,
    Recognizer,
)

log = logging.getLogger(__name__)

Read: TypeAlias = Callable[[Path, threading.Event], AudioFile]
"""Decodes a file until the event is set; raises ``EngineError``."""


_BATCH_S: Final = 0.2
"""How long found files may wait for others, so that thousands do not come one by one."""


class FileTranscription(QObject):
    """Owns the queue. On the main thread; files are found and decoded on other threads."""

    changed = Signal(object)
    """Emitted with all ``FileJob`` whenever one changes."""
    _found = Signal(object, object)
    _decoded = Signal(int, object)
    _reported = Signal(object)

    def __init__(
        self,
        recognizer: Recognizer,
        options: Callable[[], TranscribeOptions],
        read: Read = read_audio_file,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognizer = recognizer
        self._options = options
        self._read = read
        self._clock = clock
        self._pace = Pace(clock)
        self._queue = FileQueue()
        self._warning = ""
        self._running: RecognitionRequest | None = None
        self._given_up = threading.Event()
        self._search_ended = threading.Event()
        # Not the reader, since a large folder must not keep its first files waiting.
        self._finder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="folders")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
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
        self._reader.shutdown(cancel_futures=True)

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
            self._reader.submit(self._decode, job.number, job.path, self._given_up)
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

    def _decode(self, number: int, path: Path, given_up: threading.Event) -> None:
        outcome: AudioFile | str
        try:
            outcome = self._read(path, given_up)
        except (EngineError, OSError) as error:
            outcome = str(error)
        except Exception as error:  # noqa: BLE001 - top of a thread: the file must not hang
            outcome = f"The file cannot be read: {error!r}"
        self._decoded.emit(number, outcome)

    @Slot(object, object)
    def _take_found(self, found: list[Found], ended: threading.Event) -> None:
        if not ended.is_set():  # Reports cross with the user's requests.
            self._queue.add(found)
            self._go_on()

    @Slot(int, object)
    def _take_decoded(self, number: int, outcome: AudioFile | str) -> None:
        running = self._queue.running
        if running is None or running.number != number:
            return
        if isinstance(outcome, str):
            self._queue.fail(number, outcome)
            self._go_on()
            return
        sound = outcome.waveform
        self._warning = outcome.warning or ""
        # A take has been through speech detection; a file may hold anything.
        options = for_files(self._options())
        self._pace = Pace(self._clock)
        self._running = RecognitionRequest(
            number, lambda: sound, options, self._reported.emit, is_urgent=False
        )
        log.info("file %d begins", number)
        self._recognizer.recognise(self._running)

    @Slot(object)
    def _take_report(self, report: RecognitionReport) -> None:
        match report:
            case RecognitionProgress(number, done_s, duration_s):
                left_s = self._pace.left_s(done_s, duration_s)
                self._queue.progress(number, done_s, duration_s, left_s)
                self.changed.emit(self._queue.jobs)
                return
            case RecognitionDone(number, transcript):
                log.info("file %d ends", number)
                self._queue.finish(number, transcript, self._warning or transcript.warning)
            case RecognitionFailed(number, detail):
                log.info("file %d ends", number)
                self._queue.fail(number, detail)
        self._running = None
        self._go_on()
