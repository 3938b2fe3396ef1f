"""``maxwhisper start|stop|toggle|cancel|status``: for key bindings of the desktop."""

import argparse
import sys
from collections.abc import Mapping
from typing import Final

from engine.errors import os_reason
from engine.writers.formats import json_document
from maxwhisper_desktop.commands.printer import tell_error
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.status.document import status_line
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.paths import runtime_socket

COMMANDS: Final[Mapping[str, str]] = {
    "start": "start recording, like a tap on the key",
    "stop": "stop recording and type the text",
    "toggle": "start or stop recording",
    "cancel": "cancel the recording, or its recognition",
    "status": "print what the app is doing",
}


def add_control_parsers(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add a parser for each command."""
    for command, meaning in COMMANDS.items():
        parser = subparsers.add_parser(command, help=meaning)
        parser.add_argument("--json", action="store_true", help="print one JSON document")


def run_control(args: argparse.Namespace) -> int:
    """Send the command to the app, print the resulting status and return the exit status."""
    try:
        document = send_command(runtime_socket(), args.command)
    except (NotRunningError, ControlError) as error:
        tell_error(error.sentence)
        return EXIT_FAILED
    except PermissionError as error:
        tell_error(os_reason(error))
        return EXIT_FAILED
    if args.json:
        sys.stdout.write(json_document(document))
    elif args.command == "status":
        sys.stdout.write(f"{said(status_line(document))}\n")
    return EXIT_DONE
