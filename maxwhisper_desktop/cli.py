"""The command line of ``maxwhisper``: parses it and runs the subcommand."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from typing_extensions import override

from maxwhisper_desktop.commands.control import COMMANDS, add_control_parsers, run_control
from maxwhisper_desktop.files.shown_names import shown_text


class _Parser(argparse.ArgumentParser):
    """Quotes wrong arguments without what could steer the terminal."""

    @override
    def error(self, message: str) -> NoReturn:
        super().error(shown_text(message))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status, 2 if it is wrong."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser: argparse.ArgumentParser = _Parser(
        prog="maxwhisper",
        description="Local speech recognition with Whisper. "
        "Without a command, starts the tray app: hold a key and dictate.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_control_parsers(subparsers)
    if arguments and arguments[0] in COMMANDS:
        return run_control(parser.parse_args(arguments))
    # Imported late: the commands above are bound to keys and must be quick; they need none of
    # this.
    from maxwhisper_desktop.commands import all_commands  # noqa: PLC0415

    all_commands.add_parsers(subparsers)
    args = parser.parse_args(arguments)
    if args.version:
        from importlib.metadata import version  # noqa: PLC0415 - as above

        sys.stdout.write(f"maxwhisper {version('maxwhisper-desktop')}\n")
        return 0
    return all_commands.COMMANDS[args.command](args)
