"""The process at the other end of a local socket."""

import socket
import struct
from typing import Final, NamedTuple

_UCRED: Final = struct.Struct("3i")


class Peer(NamedTuple):
    """The kernel's ``struct ucred``."""

    pid: int
    uid: int
    gid: int


def peer_of(connection: socket.socket) -> Peer:
    """Return the process that connected, or listens."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
    return Peer(*_UCRED.unpack(credentials))
