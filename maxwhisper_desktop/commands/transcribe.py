"""``maxwhisper transcribe``: transcribes audio files, and those in folders."""

import argparse
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from engine.errors import EngineError, os_reason
from engine.sentence import Sentence
from engine.writers.formats import json_document
from maxwhisper_desktop.commands.command_engine import load_engine
from maxwhisper_desktop.commands.file_outcome import FileOutcome, deliver, printed_so_far
from maxwhisper_desktop.commands.file_work import transcribe_file
from maxwhisper_desktop.commands.output_files import OutputFiles
from maxwhisper_desktop.commands.printer import Printer, tell_error, tell_failure
from maxwhisper_desktop.commands.transcribe_arguments import SPLIT, formats, mistake
from maxwhisper_desktop.commands.watch import Watch
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED, EXIT_USAGE
from maxwhisper_desktop.files.folders import is_folder, recordings
from maxwhisper_desktop.files.read_ahead import ReadAhead
from maxwhisper_desktop.files.shown_names import shown_name
from maxwhisper_desktop.status.status_line import StatusLine
from maxwhisper_desktop.system.language import said

_ROOM_BYTES: Final = 4096
"""What the folder for texts must have room for before the work begins: a block of most disks."""


def run_transcribe(args: argparse.Namespace) -> int:
    """Transcribe all files and return the exit status."""
    if (wrong := mistake(args)) is not None:
        sys.stderr.write(f"error: {wrong}\n")
        return EXIT_USAGE
    printed = Printer()
    messages = io.StringIO() if args.quiet else sys.stderr
    if args.watch:
        return _watch(args, printed, messages)
    outcomes = _outcomes(args.files, messages)
    if args.output_dir is not None and not _prepare_output(outcomes, args):
        return EXIT_FAILED
    is_done = False
    try:
        _transcribe_all(outcomes, args, printed, messages)
        is_done = True
    except EngineError as error:  # from loading the model, without which nothing works
        tell_failure(error)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        _tell_the_rest(outcomes)
    # What is done before an interruption is not lost.
    if args.json:
        is_list = len(args.files) > 1 or is_folder(args.files[0])
        is_done = _print_documents(outcomes, printed, is_list=is_list) and is_done
    return EXIT_DONE if is_done and not any(one.error for one in outcomes) else EXIT_FAILED


def _tell_the_rest(outcomes: Sequence[FileOutcome]) -> None:
    """Let the JSON of a stopped run say which files it is not about."""
    for outcome in outcomes:
        if outcome.transcript is None and outcome.error is None:
            outcome.error = said(Sentence("stopped before its turn"))


def _watch(args: argparse.Namespace, printed: Printer, messages: TextIO) -> int:
    (folder,) = args.files
    if not is_folder(folder):
        told = said(Sentence("there is no such folder"))
        sys.stderr.write(f"error: {shown_name(folder)}: {told}\n")
        return EXIT_FAILED
    if not _is_ready(args.output_dir):
        return EXIT_FAILED
    try:
        engine, _ = load_engine(args, messages)
    except EngineError as error:
        tell_failure(error)
        return EXIT_FAILED
    return Watch(args, engine, printed, messages).run()


def _outcomes(paths: Sequence[Path], messages: TextIO) -> list[FileOutcome]:
    outcomes: list[FileOutcome] = []
    line = StatusLine(messages)
    for found in recordings(paths):
        outcome = FileOutcome(found.path, messages)
        if found.problem:
            line.erase()
            outcome.fail(found.problem)
        outcomes.append(outcome)
        if line.is_terminal and found.path not in paths:
            line.show(f"{len(outcomes)} recordings found")
    line.erase()
    return outcomes


def _transcribe_all(
    outcomes: Sequence[FileOutcome],
    args: argparse.Namespace,
    printed: Printer,
    messages: TextIO,
) -> None:
    asked = [outcome for outcome in outcomes if outcome.error is None]
    for outcome in outcomes:
        if outcome.error is not None:
            deliver(outcome, args, printed)
    paths = [outcome.path for outcome in asked]
    with ReadAhead(paths, args.track, splits=args.channels == SPLIT) as sounds:
        engine, load_ms = load_engine(args, messages) if asked else (None, 0.0)
        for outcome in asked:
            assert engine is not None
            try:
                show = printed_so_far(outcome, args, printed)
                transcribe_file(outcome, sounds, engine, args, show)
            finally:  # Ctrl-C too leaves a text to be delivered.
                if outcome.transcript:
                    outcome.transcript.timings_ms.load, load_ms = load_ms, 0.0
                if outcome.transcript or outcome.error:
                    deliver(outcome, args, printed)


def _print_documents(
    outcomes: Sequence[FileOutcome], printed: Printer, *, is_list: bool
) -> bool:
    documents = [one.document() for one in outcomes if one.transcript or one.error]
    if not documents:
        return True
    content = documents if is_list else documents[0]
    failure = printed(json_document(content))
    if failure is not None:
        tell_error(failure)
    return failure is None


def _prepare_output(outcomes: Sequence[FileOutcome], args: argparse.Namespace) -> bool:
    """Find each file's targets, and what stands in their way, before the work begins."""
    asked = [outcome for outcome in outcomes if outcome.error is None]
    output = OutputFiles(
        args.output_dir, [one.path for one in asked], formats(args), args.overwrite
    )
    if not _is_ready(args.output_dir):
        return False
    for outcome, targets in zip(asked, output.targets(), strict=True):
        outcome.targets = targets
        if (reason := output.refusal(targets)) is not None:
            outcome.fail(reason)
    return True


def _is_ready(folder: Path) -> bool:
    """Create the folder for texts, and try whether it takes any: nobody shall wait for hours in vain."""
    shown = shown_name(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = os_reason(error)
        tell_error(
            Sentence("{folder} cannot be created: {reason}", folder=shown, reason=reason)
        )
        return False
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_ROOM_BYTES))
    except OSError as error:
        reason = os_reason(error)
        tell_error(
            Sentence("{folder} cannot be written to: {reason}", folder=shown, reason=reason)
        )
        return False
    return True
