"""The `maxwhisper` command: which subcommand does what."""

import argparse
import sys
from collections.abc import Sequence

from maxwhisper_desktop.commands.control import COMMANDS, add_control_parsers, run_control


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; a wrong one exits with 2."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(
        prog="maxwhisper",
        description="Whisper on this machine: speech in, text out. "
        "Without a command: the tray app, in which a key is held to dictate.",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_control_parsers(subparsers)
    if arguments and arguments[0] in COMMANDS:
        return run_control(parser.parse_args(arguments))
    # Imported late: somebody pressed a key for the commands above, which need none of this.
    from maxwhisper_desktop.commands import all_commands  # noqa: PLC0415

    all_commands.add_parsers(subparsers)
    args = parser.parse_args(arguments)
    return all_commands.COMMANDS[args.command](args)
