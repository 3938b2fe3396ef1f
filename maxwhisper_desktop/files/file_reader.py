"""Reads dropped files part by part on a thread of its own, and keeps what is done of long ones."""

import logging
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeAlias

from engine.audio.parts import SoundPart
from engine.errors import EngineError, os_reason
from engine.sentence import Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.files.read_ahead import FilePart
from maxwhisper_desktop.files.unfinished import Unfinished

log = logging.getLogger(__name__)

Parts: TypeAlias = Generator[FilePart, None, None]

Read: TypeAlias = Callable[[Path, Event], Parts]
"""Decodes a file, part by part, until the event is set; raises ``EngineError``."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadPart:
    """A part of a file, with its ``transcript`` if an interrupted run got so far."""

    part: FilePart
    transcript: Transcript | None


class FileReader:
    """Has one file at a time. All of it is done in order on one thread; no method waits for it."""

    def __init__(
        self, read: Read, report: Callable[[Event, ReadPart | Sentence], None]
    ) -> None:
        """Read nothing yet.

        Args:
            read: Decodes a file.
            report: Called on the reading thread with the event that gives a file up, and with its next
                part or why there is none.
        """
        self._read = read
        self._report = report
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
        # The thread's own.
        self._parts: Parts | None = None
        self._unfinished = Unfinished(None)

    def begin(self, path: Path, conditions: object, given_up: Event) -> None:
        """Read a file's first part, and no more of the file before.

        Args:
            path: The file.
            conditions: All else that its text depends on, as ``Unfinished`` takes it.
            given_up: Set to stop reading.
        """
        self._thread.submit(self._begin, path, conditions, given_up)
        self.go_on(given_up)

    def go_on(self, given_up: Event) -> None:
        """Read the next part."""
        self._thread.submit(self._decode, given_up)

    def keep(self, sound: SoundPart, transcript: Transcript) -> None:
        """Keep a part's transcript, so that another run can go on after it."""
        self._thread.submit(self._keep, sound, transcript)

    def finish(self) -> None:
        """Keep nothing of the file any more, since all of it is done."""
        self._thread.submit(self._finish)

    def shut_down(self) -> None:
        """End the thread; blocks until what is done is kept."""
        self._thread.submit(self._leave)
        self._thread.shutdown()

    def _begin(self, path: Path, conditions: object, given_up: Event) -> None:
        self._leave()
        self._parts = self._read(path, given_up)
        self._unfinished = Unfinished.of(path, conditions, resumes=True)

    def _leave(self) -> None:
        """Read no more of a file, so that its decoder ends."""
        if self._parts is not None:
            self._parts.close()
        self._parts = None

    def _keep(self, sound: SoundPart, transcript: Transcript) -> None:
        self._unfinished.note(None, sound, transcript)

    def _finish(self) -> None:
        self._unfinished.discard()

    def _decode(self, given_up: Event) -> None:
        outcome: ReadPart | Sentence
        try:
            assert self._parts is not None
            part = next(self._parts)
            outcome = ReadPart(part, self._unfinished.find(None, part.sound))
        except EngineError as error:
            outcome = error.sentence
        except OSError as error:
            outcome = Sentence("it cannot be read: {reason}", reason=os_reason(error))
        except Exception:  # top of a thread: the file must not hang
            log.exception("reading a file")
            outcome = Sentence("the file cannot be read; the log says why")
        self._report(given_up, outcome)
