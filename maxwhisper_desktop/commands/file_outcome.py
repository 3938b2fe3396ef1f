"""One file of ``maxwhisper transcribe``: its transcript, what is said of it, and where it goes."""

import argparse
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import numpy as np

from engine.audio.file import AudioFile
from engine.errors import EngineError
from engine.options import TranscribeOptions
from engine.transcript import Transcript
from engine.writers.cues import CueLayout
from engine.writers.formats import exported, json_line, transcript_document
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.commands.transcribe_arguments import layout
from maxwhisper_desktop.files.read_ahead import ReadAhead
from maxwhisper_desktop.files.shown_names import encodable_name, shown_name
from maxwhisper_desktop.files.text_files import replace_text
from maxwhisper_desktop.status.status_line import StatusLine

if TYPE_CHECKING:
    from engine.transcription.transcriber import Transcriber

AUDIBLE: Final = 1e-3
"""Root mean square of a recording, -60 dBFS, below which nobody expects words in it."""


@dataclass(slots=True)
class FileOutcome:
    """The result for one file; text that could not be saved comes with an error.

    ``messages`` takes progress and warnings; errors are always on stderr.
    """

    path: Path
    messages: TextIO
    targets: dict[str, Path] = field(default_factory=dict)
    transcript: Transcript | None = None
    error: str | None = None
    warnings: list[str] = field(default_factory=list)

    def warn(self, sentence: str) -> None:
        """Say what may be wrong with the text."""
        self.warnings.append(sentence)
        self.messages.write(f"warning: {shown_name(self.path)}: {sentence}\n")

    def fail(self, reason: object) -> None:
        """Say why there is no text, or none where it should be."""
        self.error = str(reason)
        sys.stderr.write(f"error: {shown_name(self.path)}: {reason}\n")

    def print(self, text: str, printed: Printer) -> None:
        """Print a result; what cannot be printed is this file's error, and others go on."""
        if (failure := printed(text)) is not None:
            self.fail(f"{failure}; --output-dir writes files")

    def document(self) -> dict[str, object]:
        """Return what is told in JSON."""
        transcript = transcript_document(self.transcript) if self.transcript else {}
        warnings = {"warnings": self.warnings} if self.warnings else {}
        error = {"error": self.error} if self.error else {}
        return {"file": encodable_name(self.path), **transcript, **warnings, **error}


def transcribe_file(
    outcome: FileOutcome,
    sounds: ReadAhead,
    transcriber: "Transcriber",
    options: TranscribeOptions,
) -> None:
    """Transcribe the next of ``sounds``, which is the outcome's file."""
    progress = _Progress(outcome)
    try:
        sound = sounds.take()
        if sound.warning:
            outcome.warn(sound.warning)
        outcome.transcript = transcriber.transcribe(sound.waveform, options, progress)
        warning = outcome.transcript.warning or _silence_warning(outcome.transcript, sound)
        if warning is not None:
            progress.line.erase()
            outcome.warn(warning)
    except EngineError as error:
        outcome.fail(error)
    finally:
        progress.line.erase()


def _silence_warning(transcript: Transcript, sound: AudioFile) -> str | None:
    """Return what to say of a recording that sounds but has no words."""
    level = float(np.sqrt(np.square(sound.waveform, dtype=np.float64).mean()))
    if transcript.text.strip() or level < AUDIBLE:
        return None
    return (
        f"no words were found in {transcript.duration_s:.1f} s of sound at "
        f"{20 * math.log10(level):.0f} dBFS; if someone speaks in it, try --vad off"
    )


class _Progress:
    """Shows the progress of a recording on a terminal."""

    def __init__(self, outcome: FileOutcome) -> None:
        self._name = shown_name(Path(outcome.path.name))
        self.line = StatusLine(outcome.messages)

    def __call__(self, done_s: float) -> None:
        if self.line.is_terminal:
            self.line.show(f"{self._name}: {done_s:.0f} s transcribed")


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
            outcome.print(exported(outcome.transcript, args.format, layout(args)), printed)
    if args.jsonl:
        outcome.print(json_line(outcome.document()), printed)


def _save(
    outcome: FileOutcome, transcript: Transcript, layout: CueLayout, printed: Printer
) -> None:
    for extension, target in outcome.targets.items():
        content = exported(transcript, extension, layout)
        try:
            replace_text(target, content)
        except OSError as error:
            outcome.print(content, printed)  # Better in the wrong place than lost.
            outcome.fail(
                f"{shown_name(target)} could not be written ({error.strerror}); see the text above"
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
