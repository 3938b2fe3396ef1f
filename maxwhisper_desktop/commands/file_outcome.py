"""One file of ``maxwhisper transcribe``: its transcript, what is said of it, and where it goes."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from engine.errors import os_reason
from engine.sentence import Sentence
from engine.transcript import Transcript
from engine.writers.cues import CueLayout
from engine.writers.formats import exported, json_line, transcript_document
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.commands.transcribe_arguments import MIX, layout
from maxwhisper_desktop.files.shown_names import encodable_name, shown_name
from maxwhisper_desktop.files.text_files import replace_text, write_new_text
from maxwhisper_desktop.system.language import said


@dataclass(slots=True)
class FileOutcome:
    """The result for one file; text that could not be saved comes with an error.

    ``messages`` takes progress and warnings; errors are always on stderr. ``is_partial`` says that the
    transcript ends before the recording does.
    """

    path: Path
    messages: TextIO
    targets: dict[str, Path] = field(default_factory=dict)
    transcript: Transcript | None = None
    error: str | None = None
    is_partial: bool = False
    warnings: list[str] = field(default_factory=list)
    _printed: str = ""
    _cannot_print: bool = False

    def warn(self, sentence: Sentence) -> None:
        """Say what may be wrong with the text."""
        self.warnings.append(said(sentence))
        self.messages.write(f"warning: {shown_name(self.path)}: {said(sentence)}\n")

    def fail(self, reason: Sentence) -> None:
        """Say why there is no text, or none where it should be."""
        self.error = said(reason)
        sys.stderr.write(f"error: {shown_name(self.path)}: {self.error}\n")

    def print(self, text: str, printed: Printer) -> None:
        """Print a result; what cannot be printed is this file's error, and others go on."""
        if self._cannot_print:
            return
        if (failure := printed(text)) is not None:
            self._cannot_print = True
            self.fail(Sentence("{failure}; --output-dir writes files", failure=failure))

    def print_more(self, text: str, printed: Printer) -> None:
        """Print what a text has more than what was printed of it before."""
        self.print(text.removeprefix(self._printed), printed)
        self._printed = text

    def document(self) -> dict[str, object]:
        """Return what is told in JSON."""
        transcript = transcript_document(self.transcript) if self.transcript else {}
        warnings = {"warnings": self.warnings} if self.warnings else {}
        error = {"error": self.error} if self.error else {}
        return {"file": encodable_name(self.path), **transcript, **warnings, **error}


def printed_so_far(
    outcome: FileOutcome, args: argparse.Namespace, printed: Printer
) -> Callable[[Transcript], None]:
    """Return what prints a text that grows, as far as the arguments let it come before its end."""
    grows = args.format == "txt" and args.channels == MIX
    if not grows or args.output_dir is not None or args.json or args.jsonl:
        return lambda _: None
    return lambda transcript: outcome.print_more(exported(transcript, "txt"), printed)


def deliver(outcome: FileOutcome, args: argparse.Namespace, printed: Printer) -> None:
    """Save or print what became of a file, as the arguments ask."""
    if outcome.transcript is not None:
        if args.timings:
            sys.stderr.write(
                f"{shown_name(outcome.path)}: {_timings_text(outcome.transcript)}\n"
            )
        if args.output_dir is not None:
            _save(outcome, outcome.transcript, layout(args), printed)
        elif not (args.json or args.jsonl):
            text = exported(outcome.transcript, args.format, layout(args))
            outcome.print_more(text, printed)
    if args.jsonl:
        outcome.print(json_line(outcome.document()), printed)


def _save(
    outcome: FileOutcome, transcript: Transcript, layout: CueLayout, printed: Printer
) -> None:
    for extension, target in outcome.targets.items():
        content = exported(transcript, extension, layout)
        try:
            if outcome.is_partial:  # Nobody shall take it for the whole.
                write_new_text(target.with_suffix(f".partial.{extension}"), content)
            else:
                replace_text(target, content)
        except OSError as error:
            outcome.print(content, printed)  # Better in the wrong place than lost.
            outcome.fail(
                Sentence(
                    "{file} could not be written ({reason}); see the text above",
                    file=shown_name(target),
                    reason=os_reason(error),
                )
            )


def _timings_text(transcript: Transcript) -> str:
    """Return the time of each stage in one line."""
    timings = transcript.timings_ms
    stages = ("load", "mel", "vad", "encode", "prefill", "decode", "align")
    parts = [f"{stage} {getattr(timings, stage):.0f}" for stage in stages]
    factor = transcript.duration_s * 1000 / timings.total if timings.total else 0.0
    on_gpu = (
        f"; GPU time: encode {timings.encode_device:.1f}, decode {timings.decode_device:.1f} ms"
        if timings.decode_device
        else ""
    )
    return (
        f"{', '.join(parts)}; total {timings.total:.0f} ms for {transcript.duration_s:.1f} s "
        f"({factor:.1f}x real time), {transcript.n_tokens} tokens, "
        f"{transcript.model} on {transcript.device} ({transcript.device_name}), "
        f"{transcript.memory_mb} MB of memory in use{on_gpu}"
    )
