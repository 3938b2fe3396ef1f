"""One app a user: who holds the lock is the one that runs."""

import fcntl
import os
from pathlib import Path


class InstanceLock:
    """A lock that ends with the process, however that ends."""

    def __init__(self, socket: Path) -> None:
        """Take ``socket`` as the path of the app's control socket, beside which the lock lies."""
        self._path = socket.with_suffix(".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Return whether this process is now the one app."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let another process be the app."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
