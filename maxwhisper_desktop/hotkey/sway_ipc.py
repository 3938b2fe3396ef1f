"""Commands to sway and events of its key bindings, over the socket in SWAYSOCK."""

import json
import os
import socket
import struct
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.ports import HotkeyError

_MAGIC: Final = b"i3-ipc"
_HEAD: Final = struct.Struct("=6sII")
_RUN_COMMAND, _SUBSCRIBE, _GET_CONFIG = 0, 2, 9
_EVENT: Final = 1 << 31
ANSWER_S: Final = 5.0
"""Seconds within which sway must reply; normally it replies at once."""


class SwayConnection:
    """A connection. For one thread."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            HotkeyError: This is not a sway session.
        """
        path = os.environ.get("SWAYSOCK")
        if not path:
            raise HotkeyError(Sentence("This is not a sway session."), fits_session=False)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(ANSWER_S)
        try:
            self._socket.connect(path)
        except OSError as error:
            self._socket.close()
            raise HotkeyError(Sentence("There is no connection to sway.")) from error

    def fileno(self) -> int:
        """Return the file descriptor that is readable when there are events."""
        return self._socket.fileno()

    def run(self, command: str) -> None:
        """Run one of sway's commands.

        Raises:
            HotkeyError: sway rejects it.
            OSError: sway has exited.
        """
        (answer,) = json.loads(self._ask(_RUN_COMMAND, command))
        if not answer["success"]:
            raise HotkeyError(Sentence("sway does not allow this key. Choose another one."))

    def config(self) -> str:
        """Return the configuration that sway has read.

        Raises:
            OSError: sway has exited.
        """
        return str(json.loads(self._ask(_GET_CONFIG, ""))["config"])

    def subscribe(self, *kinds: str) -> None:
        """Let ``event`` return events of these kinds from now on.

        Raises:
            OSError: sway has exited.
        """
        self._ask(_SUBSCRIBE, json.dumps(kinds))

    def event(self) -> dict[str, object]:
        """Return the next event; called when there is one.

        Raises:
            OSError: sway has exited.
        """
        _, content = self._receive()
        event: dict[str, object] = json.loads(content)
        return event

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _ask(self, kind: int, content: str) -> bytes:
        data = content.encode()
        self._socket.sendall(_HEAD.pack(_MAGIC, len(data), kind) + data)
        while True:
            answered, answer = self._receive()
            if not answered & _EVENT:
                return answer

    def _receive(self) -> tuple[int, bytes]:
        _, length, kind = _HEAD.unpack(self._read(_HEAD.size))
        return kind, self._read(length)

    def _read(self, length: int) -> bytes:
        content = b""
        while len(content) < length:
            piece = self._socket.recv(length - len(content))
            if not piece:
                raise ConnectionError("sway has closed the connection")
            content += piece
        return content
