"""Sends a command to the running app. Needs neither Qt nor the engine, so that it is quick."""

import json
import socket
from pathlib import Path
from typing import Final

TIMEOUT_S: Final = 2.0
"""How long an app may take to answer: it may be swapped out, but it never works that long."""


class NotRunningError(Exception):
    """There is no app to command."""


class ControlError(Exception):
    """The app did not do it; the message says why."""


def send_command(path: Path, command: str) -> dict[str, object]:
    """Send ``command`` to the app that listens at ``path`` and return its answer.

    Raises:
        NotRunningError: Nobody listens.
        ControlError: The app refused, or did not answer.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with connection:
        connection.settimeout(TIMEOUT_S)
        try:
            connection.connect(str(path))
        except OSError as error:
            raise NotRunningError("MaxWhisper is not running; start it: maxwhisper") from error
        try:
            connection.sendall(command.encode() + b"\n")
            line = b"".join(iter(lambda: connection.recv(65536), b""))
            document = json.loads(line)
        except (OSError, ValueError) as error:
            raise ControlError(
                "MaxWhisper does not answer; end it and start it again"
            ) from error
    if not isinstance(document, dict):
        raise ControlError("MaxWhisper gave an answer of another version; start it again")
    if "error" in document:
        raise ControlError(str(document["error"]))
    return document
