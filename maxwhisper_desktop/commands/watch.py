"""``maxwhisper transcribe --watch``: transcribes what arrives in a folder, until it is stopped."""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from engine.errors import os_reason
from engine.sentence import Sentence
from maxwhisper_desktop import ending_signals
from maxwhisper_desktop.commands.command_engine import CommandEngine
from maxwhisper_desktop.commands.file_outcome import FileOutcome, deliver, printed_so_far
from maxwhisper_desktop.commands.file_work import transcribe_file
from maxwhisper_desktop.commands.output_files import exists_already, replaces_recording
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.commands.transcribe_arguments import SPLIT, formats
from maxwhisper_desktop.exit_status import EXIT_OF_SIGNAL
from maxwhisper_desktop.files.arrivals import SETTLED_S, Arrivals
from maxwhisper_desktop.files.folders import is_recording
from maxwhisper_desktop.files.read_ahead import ReadAhead
from maxwhisper_desktop.files.shown_names import shown_name


@dataclass(slots=True)
class WatchedOutput:
    """Where the texts of a watched folder go: a tree like the folder's, each name with its suffix.

    A recording's files thus depend on no other recording, and are found again after a restart.

    Attributes:
        folder: The watched one.
        target: Created if necessary.
        formats: The files' extensions.
        overwrites: Whether files are replaced that were not written by this object.
    """

    folder: Path
    target: Path
    formats: tuple[str, ...]
    overwrites: bool
    _written_ns: dict[Path, int] = field(default_factory=dict)

    def pending(self, recording: Path) -> dict[str, Path]:
        """Return what is to be written of a recording, by format: what is not there or older."""
        within = recording.relative_to(self.folder)
        files = {
            extension: self.target / within.parent / f"{within.name}.{extension}"
            for extension in self.formats
        }
        return {one: file for one, file in files.items() if not _is_newer(file, recording)}

    def refusal(self, targets: Mapping[str, Path]) -> Sentence | None:
        """Return why these files may not be written, as a sentence."""
        for file in targets.values():
            if not file.exists():
                continue
            if is_recording(file):
                return replaces_recording(file)
            is_own = self._written_ns.get(file) == file.stat().st_mtime_ns
            if not (self.overwrites or is_own):
                return exists_already(file)
        return None

    def note(self, targets: Mapping[str, Path]) -> None:
        """Remember files as written here, so that they may be replaced until somebody edits them."""
        self._written_ns |= {file: file.stat().st_mtime_ns for file in targets.values()}


def _is_newer(file: Path, recording: Path) -> bool:
    try:
        return file.stat().st_mtime_ns >= recording.stat().st_mtime_ns
    except OSError:
        return False


class Watch:
    """Transcribes the recordings that arrive in a folder, one by one."""

    def __init__(
        self,
        args: argparse.Namespace,
        engine: CommandEngine,
        printed: Printer,
        messages: TextIO,
    ) -> None:
        """Write and print as ``args`` of ``transcribe --watch`` ask."""
        (folder,) = args.files
        self._args = args
        self._engine = engine
        self._printed = printed
        self._messages = messages
        self._output = WatchedOutput(folder, args.output_dir, formats(args), args.overwrite)

    def run(
        self,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> int:
        """Look into the folder again and again; return the exit status once interrupted."""
        (folder,) = self._args.files
        arrivals = Arrivals(folder, lambda path: bool(self._output.pending(path)), clock=clock)
        self._messages.write(f"watching {shown_name(folder)}; Ctrl-C ends it\n")
        try:
            while True:
                ending_signals.check()
                if (found := arrivals.look()) is None:
                    pause(SETTLED_S)
                elif found.problem:
                    self._deliver(FileOutcome(found.path, self._messages), found.problem)
                else:
                    self._transcribe(found.path)
        except KeyboardInterrupt:
            sys.stderr.write("stopped\n")
        return EXIT_OF_SIGNAL + signal.SIGINT

    def _transcribe(self, recording: Path) -> None:
        outcome = FileOutcome(recording, self._messages, self._output.pending(recording))
        if (problem := self._obstacle(outcome)) is None:
            # The reader is gone when this returns, with what it holds open.
            self._hear(outcome)
        self._deliver(outcome, problem)

    def _hear(self, outcome: FileOutcome) -> None:
        args = self._args
        show = printed_so_far(outcome, args, self._printed)
        with ReadAhead([outcome.path], args.track, splits=args.channels == SPLIT) as sounds:
            transcribe_file(outcome, sounds, self._engine, args, show)

    def _obstacle(self, outcome: FileOutcome) -> Sentence | None:
        try:
            for file in outcome.targets.values():
                file.parent.mkdir(parents=True, exist_ok=True)
            return self._output.refusal(outcome.targets)
        except OSError as error:
            return Sentence("its text cannot be written: {reason}", reason=os_reason(error))

    def _deliver(self, outcome: FileOutcome, problem: Sentence | None) -> None:
        if problem is not None:
            outcome.fail(problem)
        deliver(outcome, self._args, self._printed)
        if outcome.error is None:
            self._output.note(outcome.targets)
            if not self._args.jsonl:
                names = ", ".join(shown_name(file) for file in outcome.targets.values())
                outcome.print(f"{shown_name(outcome.path)} -> {names}\n", self._printed)
