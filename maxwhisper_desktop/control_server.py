"""Takes the commands of other programs of the same user, over a socket in the runtime folder.

A client sends one line, a command's name, and gets one line back, a JSON document. The socket is
a file that only its owner may open; the network is not involved.
"""

import contextlib
import json
import logging
import os
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Slot

log = logging.getLogger(__name__)

MAX_BYTES: Final = 4096
"""Longest command; one that is longer, or has no end, is refused."""

Answer = Callable[[str], dict[str, object]]
"""Carries out a command and gives the document that answers it; quick."""


class ControlServer(QObject):
    """Listens on the app's main thread; the caller holds the ``InstanceLock``."""

    def __init__(self, path: Path, answer: Answer, parent: QObject | None = None) -> None:
        """Listen at ``path``.

        Raises:
            OSError: Nobody can listen there.
        """
        super().__init__(parent)
        self._path = path
        self._answer = answer
        self._clients: dict[int, _Client] = {}
        path.unlink(missing_ok=True)  # Of an app that crashed: the lock says that none runs.
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
        """Listen no more."""
        self._notifier.setEnabled(False)
        for client in [*self._clients.values()]:
            self._drop(client)
        self._socket.close()
        self._path.unlink(missing_ok=True)

    @Slot()
    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # It may have gone again.
            connection, _ = self._socket.accept()
            if not _is_of_this_user(connection):
                connection.close()
                return
            connection.settimeout(0)
            client = _Client(connection, self)
            self._clients[connection.fileno()] = client
            client.notifier.activated.connect(self._read)

    @Slot(int)
    def _read(self, number: int) -> None:
        client = self._clients.get(number)
        if client is None:
            return
        with contextlib.suppress(BlockingIOError):
            try:
                is_over = client.read()
            except ConnectionError:
                is_over = True
            if is_over:
                self._reply(client)
                self._drop(client)

    def _reply(self, client: "_Client") -> None:
        line, end, _ = client.received.partition(b"\n")
        if not end:
            return
        try:
            document = self._answer(line.decode())
        except ValueError as error:
            document = {"error": str(error)}
        with contextlib.suppress(OSError):  # It need not wait for the answer.
            client.connection.sendall(json.dumps(document).encode() + b"\n")

    def _drop(self, client: "_Client") -> None:
        self._clients.pop(client.connection.fileno(), None)
        client.notifier.setEnabled(False)
        client.notifier.deleteLater()
        client.connection.close()


class _Client:
    """A program that sends a command."""

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        self.connection = connection
        self.received = b""
        self.notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, parent)

    def read(self) -> bool:
        """Return whether the command is there, or none will come."""
        more = self.connection.recv(MAX_BYTES)
        self.received += more
        return not more or b"\n" in self.received or len(self.received) > MAX_BYTES


def _is_of_this_user(connection: socket.socket) -> bool:
    form = "3i"  # struct ucred: pid, uid, gid
    credentials = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(form)
    )
    _, uid, _ = struct.unpack(form, credentials)
    return bool(uid == os.getuid())
