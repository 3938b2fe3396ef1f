"""All commands that need more than a socket; imported late, so that the others start fast."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from maxwhisper_desktop.commands.bench import add_bench_parser, run_bench
from maxwhisper_desktop.commands.compile import add_compile_parser, run_compile
from maxwhisper_desktop.commands.doctor import add_doctor_parser, run_doctor
from maxwhisper_desktop.commands.models import add_models_parser, run_models
from maxwhisper_desktop.commands.transcribe import run_transcribe
from maxwhisper_desktop.commands.transcribe_arguments import add_transcribe_parser
from maxwhisper_desktop.commands.tray import run_tray

COMMANDS: Final[Mapping[str | None, Callable[[argparse.Namespace], int]]] = {
    None: run_tray,
    "transcribe": run_transcribe,
    "models": run_models,
    "bench": run_bench,
    "compile": run_compile,
    "doctor": run_doctor,
}
"""Commands by name; None is the tray app."""


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add a parser for each command."""
    add_transcribe_parser(subparsers)
    add_models_parser(subparsers)
    add_bench_parser(subparsers)
    add_compile_parser(subparsers)
    add_doctor_parser(subparsers)
