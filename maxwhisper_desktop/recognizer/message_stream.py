"""Messages between two processes, whose sound is sent beside them and not within them.

To pickle an hour of sound takes a third of a second, in which no other thread of Python's runs, not even
the one with the windows. Sent from where it lies, it is not touched by Python, and a thread that waits
for the socket waits without Python's lock.
"""

import pickle
from multiprocessing.connection import Connection
from typing import Any, Final

_PROTOCOL: Final = 5
"""The first one of pickle that can leave out large buffers."""


def send_message(connection: Connection, message: object) -> None:
    """Send a message; ``receive_message`` returns it.

    Raises:
        OSError: The connection is lost.
    """
    sounds: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(message, _PROTOCOL, buffer_callback=sounds.append)
    connection.send((pickled, len(sounds)))
    for sound in sounds:
        connection.send_bytes(sound.raw())


def receive_message(connection: Connection) -> Any:  # noqa: ANN401 - as pickle does
    """Wait for a message and return it. Arrays in it may be changed.

    Raises:
        EOFError: The other process has closed the connection.
        OSError: The connection is lost.
    """
    pickled, n_sounds = connection.recv()
    sounds = [bytearray(connection.recv_bytes()) for _ in range(n_sounds)]
    return pickle.loads(pickled, buffers=sounds)  # noqa: S301 - from our own process
