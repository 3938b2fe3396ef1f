"""Sends a command to the running app; fast, since it needs neither Qt nor the engine."""

import json
import socket
from pathlib import Path
from typing import Final

from engine.errors import SaidError
from engine.sentence import Sentence, joined
from maxwhisper_desktop.control.peer import peer_of

TIMEOUT_S: Final = 2.0
"""Seconds to wait for an answer: the app may be swapped out, but never works that long."""


_STOPPED: Final = frozenset("Tt")
"""States of a process that was stopped, or is being debugged (proc(5))."""


class NotRunningError(SaidError):
    """The app is not running."""


class ControlError(SaidError):
    """The app did not execute the command; the message says why."""


def send_command(path: Path, command: str) -> dict[str, object]:
    """Send ``command`` to the app that listens at ``path`` and return its answer.

    Raises:
        NotRunningError: No app listens there.
        ControlError: The app refused the command, or did not answer.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with connection:
        connection.settimeout(TIMEOUT_S)
        try:
            connection.connect(str(path))
        except OSError as error:
            raise NotRunningError(
                Sentence("MaxWhisper is not running; start it with: maxwhisper")
            ) from error
        try:
            _check_running(connection)
            connection.sendall(command.encode() + b"\n")
            line = b"".join(iter(lambda: connection.recv(65536), b""))
            document = json.loads(line)
        except (OSError, ValueError) as error:
            raise ControlError(
                Sentence("MaxWhisper does not respond; end it and start it again")
            ) from error
    if not isinstance(document, dict):
        raise ControlError(Sentence("Another version of MaxWhisper is running; restart it"))
    if "error" in document:
        raise ControlError(joined([str(document["error"])]))  # In the user's language already.
    return document


def _check_running(connection: socket.socket) -> None:
    """Check at once whether the app is stopped, since it would not answer."""
    pid = peer_of(connection).pid
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:  # Its processes are invisible from here.
        return
    if stat.rpartition(")")[2].split()[0] in _STOPPED:
        raise ControlError(
            Sentence("MaxWhisper is stopped; continue it with: kill -CONT {pid}", pid=pid)
        )
