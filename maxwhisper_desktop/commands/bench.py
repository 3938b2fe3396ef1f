"""``maxwhisper bench``: measures speed and word errors, also of other installed engines."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engine.benchmark.clips import ClipChoice, evenly, joined_windows, read_clips
from engine.benchmark.comparison import Benchmark
from engine.benchmark.document import bench_document
from engine.benchmark.engines import OURS, Variant, missing_peers, peer_names, peers_named
from engine.benchmark.report import markdown
from engine.benchmark.results import ClipSet, Results
from engine.benchmark.starts import Plan
from engine.benchmark.word_errors import normalise_texts
from engine.checkpoints.files import Checkpoint
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import find_model
from engine.errors import AudioFileError, EngineError
from engine.runtime.machine import this_machine
from engine.writers.formats import json_document
from maxwhisper_desktop.commands.bench_kernels import run_kernels
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.status.status_line import StatusLine
from maxwhisper_desktop.system.paths import checkout_folder, sample_file

ALL, NONE = "all", "none"


def add_bench_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``bench`` to the program's parser."""
    parser = subparsers.add_parser(
        "bench", help="measure speed and word errors, also of other engines"
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="clips, each with its reference text in NAME.txt if there is one, or folders with a "
        "manifest.tsv (default: the bundled sample)",
    )
    parser.add_argument("--model", metavar="NAME|DIR", help="default: the best installed one")
    parser.add_argument("--device", choices=("auto", "cpu", "gpu"), default="auto")
    parser.add_argument(
        "--against",
        metavar="NAMES",
        help=f"comma-separated engines to compare with: {', '.join(peer_names())}; or {ALL}, or "
        f"{NONE} (default: all installed ones)",
    )
    parser.add_argument(
        "--default-only",
        action="store_true",
        help="measure only this engine's default, not its more exact and slower variants",
    )
    parser.add_argument("--threads", type=_count, metavar="N", help="default: all processors")
    parser.add_argument("--runs", type=_count, default=3, metavar="N", help="default: 3")
    parser.add_argument("--language", default="en", metavar="xx", help="default: en")
    parser.add_argument(
        "--min-s", type=float, default=2.0, metavar="S", help="shortest clip (default: 2)"
    )
    parser.add_argument(
        "--max-s", type=float, default=15.0, metavar="S", help="longest clip (default: 15)"
    )
    parser.add_argument(
        "--clips", type=_count, metavar="N", help="use N clips, evenly spread over the folders"
    )
    parser.add_argument(
        "--long",
        action="store_true",
        help="also measure the same clips joined into windows of nearly 30 s",
    )
    parser.add_argument(
        "--kernels",
        action="store_true",
        help="measure instead each int8 kernel of a published model (default: base) with random "
        "weights, beside the peak of this CPU; takes --model and --json",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="also write benchmark.json and .md to DIR"
    )
    # So that --kernels can tell which others are given.
    parser.set_defaults(defaults=parser.parse_args([]))


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def run_bench(args: argparse.Namespace) -> int:
    """Measure, print the results and return the exit status."""
    if args.kernels:
        return run_kernels(args)
    report = _Problems()
    line = StatusLine(sys.stderr)
    benchmark = None
    try:
        variants = _variants(args, report)
        checkpoint = find_model(args.model, LocalModels())
        results = _results(args, checkpoint.name, report)
        with tempfile.TemporaryDirectory(prefix="maxwhisper-bench-") as work:
            plan = _plan(args, variants, checkpoint, Path(work))
            benchmark = Benchmark(plan, results, line.show)
            benchmark.run()
    except EngineError as error:
        report(error)
    except OSError as error:
        report(f"the weights and clips could not be written: {error.strerror}")
    except KeyboardInterrupt:
        # It may have taken an hour: what was measured so far is printed.
        report("stopped", prefix="")
    finally:
        line.erase()
    if benchmark is not None:
        _deliver(benchmark.results, args, report)
    return EXIT_FAILED if report.has_any else EXIT_DONE


class _Problems:
    """Reports each problem in one line, and remembers that there was one."""

    def __init__(self) -> None:
        self.has_any = False

    def __call__(self, problem: object, prefix: str = "error: ") -> None:
        self.has_any = True
        sys.stderr.write(f"{prefix}{problem}\n")


def _variants(args: argparse.Namespace, report: _Problems) -> list[Variant]:
    """Return the available engines, ours first; report how to install missing ones."""
    ours = OURS[:1] if args.default_only else OURS
    if args.against == NONE:
        return list(ours)
    is_by_name = args.against not in {None, ALL}
    peers = peers_named(args.against.split(",") if is_by_name else peer_names())
    missing = missing_peers(peers, checkout_folder())
    if missing:
        names = ", ".join(missing)
        sentence = f"{names} not installed; install with: packaging/peers {' '.join(missing)}"
        if args.against:
            report(sentence)
        else:
            sys.stderr.write(f"not compared: {sentence}\n")
    return [*ours, *(peer for peer in peers if peer.peer not in missing)]


def _results(args: argparse.Namespace, model: str, report: _Problems) -> Results:
    """Read the clips and return results that are still empty.

    Raises:
        AudioFileError: There are no clips.
    """
    files = args.files or [sample_file()]
    choice = ClipChoice(args.language, args.min_s, args.max_s)
    clips = evenly(read_clips(files, choice, report), args.clips)
    if not clips:
        raise AudioFileError("There are no clips to measure with")
    clip_sets = [ClipSet("clips", tuple(clips))]
    if args.long:
        windows = tuple(joined_windows(clips))
        if windows:
            clip_sets.append(ClipSet("30 s windows", windows))
        else:
            report("the clips are too short to be joined into windows of 30 s")
    return Results(
        model=model,
        language=args.language,
        threads=_threads(args),
        runs=args.runs,
        machine=this_machine(),
        clip_sets=tuple(clip_sets),
    )


def _threads(args: argparse.Namespace) -> int:
    n_cpus = len(os.sched_getaffinity(0))
    return min(args.threads or n_cpus, n_cpus)


def _plan(
    args: argparse.Namespace, variants: Sequence[Variant], checkpoint: Checkpoint, work: Path
) -> Plan:
    return Plan(
        variants=variants,
        checkpoint=checkpoint,
        model=args.model or checkpoint.name,
        device=args.device,
        threads=_threads(args),
        checkout=checkout_folder(),
        work=work,
    )


def _deliver(results: Results, args: argparse.Namespace, report: _Problems) -> None:
    normalise_texts(results, checkout_folder())
    for problem in results.problems:
        report(problem)
    if not results.measurements:
        return
    document, table = json_document(bench_document(results)), markdown(results)
    sys.stdout.write(document if args.json else table)
    if args.output is not None:
        try:
            args.output.mkdir(parents=True, exist_ok=True)
            (args.output / "benchmark.json").write_text(document, encoding="utf-8")
            (args.output / "benchmark.md").write_text(table, encoding="utf-8")
        except OSError as error:
            report(f"{args.output} could not be written ({error.strerror})")
