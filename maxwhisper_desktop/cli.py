"""The `maxwhisper` command: which subcommand does what."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from maxwhisper_desktop.compile_command import add_compile_parser, run_compile
from maxwhisper_desktop.models_command import add_models_parser, run_models
from maxwhisper_desktop.transcribe_command import add_transcribe_parser, run_transcribe

COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "transcribe": run_transcribe,
    "models": run_models,
    "compile": run_compile,
}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; a wrong one exits with 2."""
    parser = argparse.ArgumentParser(
        prog="maxwhisper", description="Whisper on this machine: speech in, text out."
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    add_transcribe_parser(subparsers)
    add_models_parser(subparsers)
    add_compile_parser(subparsers)
    args = parser.parse_args(arguments)
    return COMMANDS[args.command](args)
