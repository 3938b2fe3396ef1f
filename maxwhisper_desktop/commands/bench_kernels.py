"""``maxwhisper bench --kernels``: measures each int8 kernel beside the processor's own peak."""

import argparse
import sys
from typing import Final

from engine.benchmark.kernel_rates.rates import KernelRates
from engine.benchmark.kernel_rates.table import kernel_document, kernel_table
from engine.checkpoints.catalogue import PUBLISHED_DIMS, WHISPER
from engine.errors import EngineError
from engine.runtime.machine import this_machine
from engine.writers.formats import json_document
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.status.compile_progress import compile_text
from maxwhisper_desktop.status.status_line import StatusLine

DEFAULT_MODEL: Final = "base"

_TAKEN: Final = {"kernels", "model", "device", "json"}


def run_kernels(args: argparse.Namespace) -> int:
    """Measure, print the table and return the exit status."""
    name = args.model or DEFAULT_MODEL
    model = WHISPER.find(name)
    if model is None:
        known = ", ".join(PUBLISHED_DIMS)
        return _refused(f"{name} is not a published model; --kernels knows {known}")
    if (mistake := _mistake(args)) is not None:
        return _refused(mistake)
    try:
        rates = _measured(model.name)
    except EngineError as error:
        return _refused(error)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return EXIT_FAILED
    told = json_document(kernel_document(rates)) if args.json else kernel_table(rates)
    sys.stdout.write(told)
    return EXIT_DONE


def _mistake(args: argparse.Namespace) -> str | None:
    if args.files:
        return "--kernels needs no files: the kernels get random numbers"
    if args.device == "gpu":
        return "--kernels measures the kernels of the processor; a GPU has none of them"
    if ignored := _ignored(args):
        return f"--kernels takes no {', '.join(ignored)}; only --model and --json"
    return None


def _ignored(args: argparse.Namespace) -> list[str]:
    """Return the options that are given and are about clips."""
    usual = vars(args.defaults).items()
    given = (name for name, value in usual if getattr(args, name) != value)
    return [f"--{name.replace('_', '-')}" for name in given if name not in _TAKEN]


def _measured(model: str) -> KernelRates:
    # Imported only now, since they import MAX.
    from engine.benchmark.kernel_rates.measuring import measured_kernels  # noqa: PLC0415
    from engine.runtime.device import refuse_old  # noqa: PLC0415

    refuse_old(this_machine())
    line = StatusLine(sys.stderr)
    try:
        return measured_kernels(
            model,
            PUBLISHED_DIMS[model],
            lambda progress: line.show(compile_text(progress)),
            line.show,
        )
    finally:
        line.erase()


def _refused(reason: object) -> int:
    sys.stderr.write(f"error: {reason}\n")
    return EXIT_FAILED
