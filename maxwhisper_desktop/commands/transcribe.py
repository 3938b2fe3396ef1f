"""``maxwhisper transcribe``: transcribes audio files."""

import argparse
import contextlib
import io
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import numpy as np

from engine.audio.file import AudioFile
from engine.errors import EngineError
from engine.options import (
    MAX_BATCH_SIZE,
    ContextWish,
    Precision,
    Task,
    TranscribeOptions,
    VadMode,
)
from engine.transcript import Transcript
from engine.writers.cues import CueLayout
from engine.writers.formats import (
    FORMATS,
    exported,
    json_document,
    json_line,
    transcript_document,
)
from maxwhisper_desktop.commands.decoding_arguments import (
    add_decoding_arguments,
    decoding_options,
)
from maxwhisper_desktop.commands.output_files import OutputFiles
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED, EXIT_USAGE
from maxwhisper_desktop.files.piped_files import STANDARD_INPUT
from maxwhisper_desktop.files.read_ahead import ReadAhead
from maxwhisper_desktop.files.shown_names import encodable_name, shown_name
from maxwhisper_desktop.files.text_files import replace_text
from maxwhisper_desktop.status.compile_progress import CompileLine
from maxwhisper_desktop.status.status_line import StatusLine

if TYPE_CHECKING:
    from engine.transcription.transcriber import Transcriber


ALL_FORMATS: Final = "all"

AUDIBLE: Final = 1e-3
"""Root mean square of a recording, -60 dBFS, below which nobody expects words in it."""


def add_transcribe_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``transcribe`` to the program's parser."""
    parser = subparsers.add_parser("transcribe", help="transcribe audio files")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="- is the standard input"
    )
    parser.add_argument("--model", metavar="NAME|DIR", help="default: the best installed one")
    parser.add_argument("--device", choices=("auto", "cpu", "gpu"), default="auto")
    parser.add_argument("--task", choices=[task.value for task in Task], default="transcribe")
    parser.add_argument(
        "--format", choices=[*FORMATS, ALL_FORMATS], default="txt", help="default: txt"
    )
    parser.add_argument("--output-dir", type=Path, metavar="DIR", help="write files to DIR")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace files that exist in DIR"
    )
    parser.add_argument(
        "--track",
        type=_at_least_one,
        metavar="N",
        help="the audio track of films and the like (default: the main one, or one that sounds)",
    )
    _add_word_arguments(parser)
    parser.add_argument(
        "--precision",
        choices=[precision.value for precision in Precision],
        default=Precision.FAST.value,
        help="on a CPU: int8 (fast), or float32 for the reference's exact tokens (exact)",
    )
    parser.add_argument(
        "--context",
        choices=[wish.value for wish in ContextWish],
        default=ContextWish.SHORT.value,
        help="on a CPU: encode only the speech (short), or always all 30 s (full)",
    )
    parser.add_argument(
        "--batch",
        type=int,
        choices=range(1, MAX_BATCH_SIZE + 1),
        metavar="N",
        help="chunks of a long recording, cut at pauses, to decode at once (default: depends on "
        "the device); with 1, each window starts where the text before ended, as in the reference",
    )
    parser.add_argument(
        "--vad",
        choices=[mode.value for mode in VadMode],
        default=VadMode.AUTO.value,
        help="skip long stretches without speech: auto decodes doubtful ones, strict skips them "
        "too (default: auto)",
    )
    parser.add_argument("--timings", action="store_true", help="show the time of each stage")
    parser.add_argument(
        "--quiet", action="store_true", help="no progress and no warnings, only errors"
    )
    documents = parser.add_mutually_exclusive_group()
    documents.add_argument("--json", action="store_true", help="print one JSON document")
    documents.add_argument(
        "--jsonl",
        action="store_true",
        help="print a line of JSON for each file once it is done",
    )
    add_decoding_arguments(parser)


def _add_word_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_argument_group("times of words, and subtitles laid out by them")
    words.add_argument(
        "--word-timestamps",
        action="store_true",
        help="find the times of each word: exact times of segments, words in JSON; the options "
        "below ask for it too",
    )
    words.add_argument(
        "--max-line-width", type=_at_least_one, metavar="N", help="characters of a line"
    )
    words.add_argument(
        "--max-line-count",
        type=_at_least_one,
        metavar="N",
        help="lines on the screen; needs --max-line-width",
    )
    words.add_argument(
        "--max-words-per-line",
        type=_at_least_one,
        metavar="N",
        help="words on the screen; not with --max-line-count",
    )
    words.add_argument(
        "--highlight-words", action="store_true", help="underline each word as it is spoken"
    )


def _layout(args: argparse.Namespace) -> CueLayout:
    return CueLayout(
        args.max_line_width, args.max_line_count, args.max_words_per_line, args.highlight_words
    )


def run_transcribe(args: argparse.Namespace) -> int:
    """Transcribe all files and return the exit status."""
    if (mistake := _mistake(args)) is not None:
        sys.stderr.write(f"error: {mistake}\n")
        return EXIT_USAGE
    printed = Printer()
    messages = io.StringIO() if args.quiet else sys.stderr
    outcomes = [_Outcome(path, messages) for path in args.files]
    if args.output_dir is not None and not _prepare_output(outcomes, args):
        return EXIT_FAILED
    is_done = False
    try:
        _transcribe_all(outcomes, args, printed, messages)
        is_done = True
    except EngineError as error:  # from loading the model, without which nothing works
        sys.stderr.write(f"error: {error}\n")
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
    # Files done before an interruption are not lost.
    if args.json:
        is_done = _print_documents(outcomes, printed) and is_done
    return EXIT_DONE if is_done and not any(one.error for one in outcomes) else EXIT_FAILED


def _mistake(args: argparse.Namespace) -> str | None:
    if args.format == ALL_FORMATS and args.output_dir is None:
        return "--format all needs --output-dir"
    if args.files.count(STANDARD_INPUT) > 1:
        return "the standard input, -, can be read only once"
    return None


def _transcribe_all(
    outcomes: Sequence["_Outcome"], args: argparse.Namespace, printed: Printer, messages: TextIO
) -> None:
    asked = [outcome for outcome in outcomes if outcome.error is None]
    for outcome in outcomes:
        if outcome.error is not None:
            _deliver(outcome, args, printed)
    options = _options(args)
    with ReadAhead([outcome.path for outcome in asked], args.track) as sounds:
        transcriber, load_ms = _load(args, messages) if asked else (None, 0.0)
        for outcome in asked:
            assert transcriber is not None
            _transcribe(outcome, sounds, transcriber, options)
            if outcome.transcript:
                outcome.transcript.timings_ms.load, load_ms = load_ms, 0.0
            _deliver(outcome, args, printed)


def _print_documents(outcomes: Sequence["_Outcome"], printed: Printer) -> bool:
    documents = [one.document() for one in outcomes if one.transcript or one.error]
    if not documents:
        return True
    content = documents[0] if len(outcomes) == 1 else documents
    failure = printed(json_document(content))
    if failure is not None:
        sys.stderr.write(f"error: {failure}\n")
    return failure is None


@dataclass(slots=True)
class _Outcome:
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
        self.warnings.append(sentence)
        self.messages.write(f"warning: {shown_name(self.path)}: {sentence}\n")

    def fail(self, reason: object) -> None:
        self.error = str(reason)
        sys.stderr.write(f"error: {shown_name(self.path)}: {reason}\n")

    def print(self, text: str, printed: Printer) -> None:
        """Print a result; what cannot be printed is this file's error, and others go on."""
        if (failure := printed(text)) is not None:
            self.fail(f"{failure}; --output-dir writes files")

    def document(self) -> dict[str, object]:
        transcript = transcript_document(self.transcript) if self.transcript else {}
        warnings = {"warnings": self.warnings} if self.warnings else {}
        error = {"error": self.error} if self.error else {}
        return {"file": encodable_name(self.path), **transcript, **warnings, **error}


def _prepare_output(outcomes: Sequence[_Outcome], args: argparse.Namespace) -> bool:
    """Find each file's targets, and what stands in their way, before the work begins."""
    formats = FORMATS if args.format == ALL_FORMATS else (args.format,)
    output = OutputFiles(args.output_dir, args.files, formats, args.overwrite)
    try:
        args.output_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(
            f"error: {shown_name(args.output_dir)} cannot be created: {error.strerror}\n"
        )
        return False
    for outcome, targets in zip(outcomes, output.targets(), strict=True):
        outcome.targets = targets
        if (reason := output.refusal(targets)) is not None:
            outcome.fail(reason)
    return True


def _load(args: argparse.Namespace, messages: TextIO) -> "tuple[Transcriber, float]":
    start = time.perf_counter()
    # Imported late: MAX takes most of a second, which --help and a wrong command line should
    # not cost; meanwhile the first file is being read.
    from engine.loading import load_transcriber  # noqa: PLC0415

    with CompileLine(messages) as line:
        transcriber = load_transcriber(args.model, args.device, line, Precision(args.precision))
    return transcriber, (time.perf_counter() - start) * 1000


def _options(args: argparse.Namespace) -> TranscribeOptions:
    return TranscribeOptions(
        language=args.language[0] if len(args.language) == 1 else None,
        candidates=args.language if len(args.language) > 1 else (),
        multilingual=args.multilingual,
        language_detection_segments=args.language_detection_segments,
        language_detection_threshold=args.language_detection_threshold,
        task=Task(args.task),
        prompt=args.prompt,
        carry_initial_prompt=args.carry_initial_prompt,
        hotwords=args.hotwords,
        prefix=args.prefix,
        condition_on_previous_text=args.condition_on_previous_text,
        clip_timestamps=args.clip_timestamps,
        context=ContextWish(args.context),
        batch_size=args.batch,
        decoding=decoding_options(args),
        vad=VadMode(args.vad),
        temperatures=args.temperature,
        compression_ratio_threshold=args.compression_ratio_threshold,
        logprob_threshold=args.logprob_threshold,
        no_speech_threshold=args.no_speech_threshold,
        word_timestamps=args.word_timestamps or _layout(args) != CueLayout(),
    )


def _transcribe(
    outcome: _Outcome,
    sounds: ReadAhead,
    transcriber: "Transcriber",
    options: TranscribeOptions,
) -> None:
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


def _at_least_one(text: str) -> int:
    with contextlib.suppress(ValueError):
        if (number := int(text)) >= 1:
            return number
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 on")


class _Progress:
    """Shows the progress of a recording on a terminal."""

    def __init__(self, outcome: _Outcome) -> None:
        self._name = shown_name(Path(outcome.path.name))
        self.line = StatusLine(outcome.messages)

    def __call__(self, done_s: float) -> None:
        if self.line.is_terminal:
            self.line.show(f"{self._name}: {done_s:.0f} s transcribed")


def _deliver(outcome: _Outcome, args: argparse.Namespace, printed: Printer) -> None:
    if outcome.transcript is not None:
        if args.timings:
            sys.stderr.write(
                f"{shown_name(outcome.path)}: {timings_text(outcome.transcript)}\n"
            )
        if args.output_dir is not None:
            _save(outcome, outcome.transcript, _layout(args), printed)
        elif not (args.json or args.jsonl):
            outcome.print(exported(outcome.transcript, args.format, _layout(args)), printed)
    if args.jsonl:
        outcome.print(json_line(outcome.document()), printed)


def _save(
    outcome: _Outcome, transcript: Transcript, layout: CueLayout, printed: Printer
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


def timings_text(transcript: Transcript) -> str:
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
