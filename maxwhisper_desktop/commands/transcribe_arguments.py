"""The arguments of ``maxwhisper transcribe``, and what they ask of the engine and of subtitles."""

import argparse
import contextlib
from pathlib import Path
from typing import Final

from engine.options import (
    MAX_BATCH_SIZE,
    ContextWish,
    Precision,
    Task,
    TranscribeOptions,
    VadMode,
)
from engine.writers.cues import CueLayout
from engine.writers.formats import FORMATS
from maxwhisper_desktop.commands.decoding_arguments import (
    add_decoding_arguments,
    decoding_options,
)
from maxwhisper_desktop.files.piped_files import STANDARD_INPUT

_ALL_FORMATS: Final = "all"

MIX: Final = "mix"
SPLIT: Final = "split"
"""What ``--channels`` may be."""


def add_transcribe_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``transcribe`` to the program's parser."""
    parser = subparsers.add_parser("transcribe", help="transcribe audio files and folders")
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE|FOLDER",
        help="- is the standard input; of a folder, all audio and video in it",
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="transcribe what is in FOLDER and what arrives there, until Ctrl-C; needs "
        "--output-dir, whose files get the recordings' whole names; a recording with a newer text "
        "there is left alone",
    )
    parser.add_argument("--model", metavar="NAME|DIR", help="default: the best installed one")
    parser.add_argument("--device", choices=("auto", "cpu", "gpu"), default="auto")
    parser.add_argument("--task", choices=[task.value for task in Task], default="transcribe")
    parser.add_argument(
        "--format", choices=[*FORMATS, _ALL_FORMATS], default="txt", help="default: txt"
    )
    parser.add_argument("--output-dir", type=Path, metavar="DIR", help="write files to DIR")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace files that exist in DIR"
    )
    parser.add_argument(
        "--track",
        type=_at_least_one,
        metavar="N",
        help="the audio track of films and the like (default: the first in which someone speaks)",
    )
    parser.add_argument(
        "--channels",
        choices=(MIX, SPLIT),
        default=MIX,
        help="transcribe all channels together (mix, the default), or each on its own: a text in "
        "order of time that names the channel of each segment (split)",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with a recording longer than half an hour where an interrupted run with the same "
        "options stopped",
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


def formats(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the extensions of the files to write."""
    return tuple(FORMATS) if args.format == _ALL_FORMATS else (args.format,)


def layout(args: argparse.Namespace) -> CueLayout:
    """Return how subtitles are laid out."""
    return CueLayout(
        args.max_line_width, args.max_line_count, args.max_words_per_line, args.highlight_words
    )


def mistake(args: argparse.Namespace) -> str | None:
    """Return what is wrong with arguments that contradict each other."""
    if args.format == _ALL_FORMATS and args.output_dir is None:
        return "--format all needs --output-dir"
    if args.files.count(STANDARD_INPUT) > 1:
        return "the standard input, -, can be read only once"
    return _watch_mistake(args) if args.watch else None


def _watch_mistake(args: argparse.Namespace) -> str | None:
    if len(args.files) > 1:
        return "--watch takes one folder"
    if args.output_dir is None:
        return "--watch needs --output-dir"
    if args.json:
        return (
            "--watch has no end, and so no JSON document; --jsonl prints a line for each file"
        )
    return None


def options(args: argparse.Namespace) -> TranscribeOptions:
    """Return what the arguments ask of the engine."""
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
        word_timestamps=args.word_timestamps or layout(args) != CueLayout(),
    )


def _at_least_one(text: str) -> int:
    with contextlib.suppress(ValueError):
        if (number := int(text)) >= 1:
            return number
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 on")
