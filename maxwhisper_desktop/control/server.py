"""Receives commands from other programs of the same user over a socket in the runtime folder.

A client sends one line, a command's name, and gets one line back, a JSON document. It must wait
for the answer: if it has disconnected, the command is not executed. Otherwise an app that was
suspended or swapped out would start recording when nobody expects it any more. The socket is a
file that only its owner may open; no network is involved.
"""

import contextlib
import json
import logging
import os
import select
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from maxwhisper_desktop.control.peer import peer_of

log = logging.getLogger(__name__)

MAX_BYTES: Final = 4096
"""Longest command; longer or endless ones are rejected."""

SILENCE_MS: Final = 5_000
"""Clients that have sent no command by then are disconnected."""

Answer = Callable[[str], dict[str, object]]
"""Executes a command and returns the document that answers it; fast."""


class ControlServer(QObject):
    """Listens on the app's main thread; the caller holds the ``InstanceLock``."""

    def __init__(self, path: Path, answer: Answer, parent: QObject | None = None) -> None:
        """Listen at ``path``.

        Raises:
            OSError: Listening there is not possible.
        """
        super().__init__(parent)
        self._path = path
        self._answer = answer
        path.unlink(missing_ok=True)  # Left by a crash: we hold the lock, so no app is running.
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        old_mask = os.umask(0o177)
        try:
            self._socket.bind(str(path))
        finally:
            os.umask(old_mask)
        self._socket.listen()
        self._socket.settimeout(0)
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def shut_down(self) -> None:
        """Stop listening."""
        self._notifier.setEnabled(False)
        for client in self.findChildren(_Client):
            client.leave()
        self._socket.close()
        self._path.unlink(missing_ok=True)

    @Slot()
    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # It may have disconnected again.
            connection, _ = self._socket.accept()
            if peer_of(connection).uid == os.getuid():
                _Client(connection, self._answer, self)
            else:
                connection.close()


class _Client(QObject):
    """A connected client."""

    def __init__(self, connection: socket.socket, answer: Answer, parent: QObject) -> None:
        super().__init__(parent)
        connection.settimeout(0)
        self._connection = connection
        self._answer = answer
        self._received = b""
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self.leave)
        self._silence.start(SILENCE_MS)

    @Slot()
    def leave(self) -> None:
        """Close the connection."""
        self._silence.stop()
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()

    @Slot()
    def _read(self) -> None:
        try:
            more = self._connection.recv(MAX_BYTES)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self._received += more
        line, end, _ = self._received.partition(b"\n")
        if end and _is_waiting(self._connection):
            self._reply(line)
        elif end:
            log.warning("the client that sent %r has disconnected; command ignored", line)
        if end or not more or len(self._received) > MAX_BYTES:
            self.leave()

    def _reply(self, line: bytes) -> None:
        try:
            document = self._answer(line.decode())
        except ValueError as error:
            document = {"error": str(error)}
        with contextlib.suppress(OSError):  # The client may disconnect at this moment.
            self._connection.sendall(json.dumps(document).encode() + b"\n")


def _is_waiting(connection: socket.socket) -> bool:
    """Return whether the other end is still open, even if only for reading the answer."""
    poll = select.poll()
    poll.register(connection, 0)  # Hang-ups are always reported.
    return not poll.poll(0)
