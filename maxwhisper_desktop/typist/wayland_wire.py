"""The part of Wayland's wire protocol that the clipboard and the paste keys need.

A message is the object's id, its length and opcode, and arguments padded to four bytes; file
descriptors are sent beside it. The protocols' XML files define the messages.
"""

import array
import itertools
import os
import select
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

_DISPLAY: Final = 1
_SYNC, _GET_REGISTRY = 0, 1
_ERROR: Final = 0
_BIND: Final = 0
_DONE: Final = 0
_HEAD: Final = struct.Struct("=II")
_WORD: Final = struct.Struct("=I")
_MOST_FILES: Final = 28
"""Maximum number of file descriptors that libwayland sends at once."""
ANSWER_S: Final = 5.0
"""Seconds within which a compositor must reply; normally it replies at once."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file descriptor to send beside a message; the caller keeps it."""

    descriptor: int


Argument: TypeAlias = int | str | OpenFile


class Arguments:
    """The arguments of a message, to be taken in the protocol's order."""

    def __init__(self, content: bytes, files: list[int]) -> None:
        self._content = content
        self._files = files

    def number(self) -> int:
        """Take a number or an object's id."""
        (value,) = _WORD.unpack_from(self._content)
        self._content = self._content[_WORD.size :]
        return int(value)

    def numbers(self) -> tuple[int, ...]:
        """Take an array of numbers."""
        n_bytes = self.number()
        found = tuple(value for (value,) in _WORD.iter_unpack(self._content[:n_bytes]))
        self._content = self._content[_padded(n_bytes) :]
        return found

    def text(self) -> str:
        """Take a string."""
        length = self.number()
        text = self._content[: length - 1].decode()
        self._content = self._content[_padded(length) :]
        return text

    def file(self) -> int:
        """Take a file descriptor, which the caller must close."""
        return self._files.pop(0)


OnEvent: TypeAlias = Callable[[int, Arguments], None]
"""Takes an event's opcode and arguments."""


class WaylandConnection:
    """A connection to the compositor. For one thread; raises ``OSError`` once it has ended."""

    def __init__(self) -> None:
        """Connect to the environment's compositor, and read its globals."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(ANSWER_S)
        self._ids = itertools.count(_DISPLAY + 1)
        self._listeners: dict[int, OnEvent] = {_DISPLAY: self._hear_display}
        self._content = b""
        self._files: list[int] = []
        self.globals: dict[str, int] = {}
        """The compositor's globals: their numbers by interface."""
        try:
            self._socket.connect(str(_socket_path()))
            self._registry = self.new(self._hear_registry)
            self.send(_DISPLAY, _GET_REGISTRY, self._registry)
            self.roundtrip()
        except OSError:
            self.close()
            raise

    def fileno(self) -> int:
        """Return the file descriptor that is readable when there are events."""
        return self._socket.fileno()

    def new(self, on_event: OnEvent | None = None) -> int:
        """Return the id of a new object, for the request that creates it, which must follow.

        Args:
            on_event: Takes its events; None to ignore them.
        """
        number = next(self._ids)
        if on_event is not None:
            self._listeners[number] = on_event
        return number

    def listen(self, number: int, on_event: OnEvent) -> None:
        """Listen to the events of an object that the compositor has created."""
        self._listeners[number] = on_event

    def bind(self, interface: str, version: int = 1) -> int:
        """Return an object for a global; its events are ignored."""
        number = self.new()
        self.send(self._registry, _BIND, self.globals[interface], interface, version, number)
        return number

    def send(self, number: int, opcode: int, *arguments: Argument) -> None:
        """Send a request to an object."""
        content = b""
        files: list[int] = []
        for argument in arguments:
            if isinstance(argument, OpenFile):
                files.append(argument.descriptor)
            elif isinstance(argument, str):
                text = argument.encode() + b"\0"
                content += _WORD.pack(len(text)) + text.ljust(_padded(len(text)), b"\0")
            else:
                content += _WORD.pack(argument)
        head = _HEAD.pack(number, (_HEAD.size + len(content)) << 16 | opcode)
        beside = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
        sent = self._socket.sendmsg([head + content], beside if files else [])
        self._socket.sendall((head + content)[sent:])

    def roundtrip(self) -> None:
        """Wait until the compositor has processed all requests, and handle its events."""
        answers: list[int] = []
        callback = self.new(lambda opcode, _: answers.append(opcode))
        self.send(_DISPLAY, _SYNC, callback)
        while _DONE not in answers:
            if not select.select([self._socket], [], [], ANSWER_S)[0]:
                raise TimeoutError("the compositor does not respond")
            self.hear()

    def hear(self) -> None:
        """Handle the received events; called when there are some."""
        content, beside, _, _ = self._socket.recvmsg(65536, socket.CMSG_SPACE(4 * _MOST_FILES))
        for _, kind, data in beside:
            if kind == socket.SCM_RIGHTS:
                files = array.array("i")
                files.frombytes(data[: len(data) - len(data) % files.itemsize])
                self._files += files
        if not content:
            raise ConnectionError("the compositor has closed the connection")
        self._content += content
        while len(self._content) >= _HEAD.size:
            number, word = _HEAD.unpack_from(self._content)
            length, opcode = word >> 16, word & 0xFFFF
            if len(self._content) < length:
                break
            arguments = Arguments(self._content[_HEAD.size : length], self._files)
            self._content = self._content[length:]
            if number in self._listeners:
                self._listeners[number](opcode, arguments)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()
        for file in self._files:
            os.close(file)
        self._files.clear()

    def _hear_display(self, opcode: int, arguments: Arguments) -> None:
        if opcode == _ERROR:
            arguments.number(), arguments.number()
            raise ConnectionError(arguments.text())

    def _hear_registry(self, opcode: int, arguments: Arguments) -> None:
        if opcode == 0:
            number = arguments.number()
            self.globals.setdefault(arguments.text(), number)


def _socket_path() -> Path:
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", "/"))
    return folder / os.environ.get("WAYLAND_DISPLAY", "wayland-0")


def _padded(length: int) -> int:
    return length + -length % _WORD.size
