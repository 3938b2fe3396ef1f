"""One app per user: the running app holds a lock."""

import fcntl
import os
from pathlib import Path


class InstanceLock:
    """A lock that the system releases when the process ends, even in a crash."""

    def __init__(self, socket: Path) -> None:
        """Use a lock file beside ``socket``, the path of the app's control socket."""
        self._path = socket.with_suffix(".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return whether it was free."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Release the lock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
