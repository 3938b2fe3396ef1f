"""The program of a window, as the system sees it: whether it has anything left to do."""

import re
from pathlib import Path
from typing import Final

from maxwhisper_desktop.typist.x11_link import XLink
from maxwhisper_desktop.typist.x11_windows import processes_of

_RUNS: Final = re.compile(r"^(?:State|\w+_ctxt_switches):.*$", re.MULTILINE)
"""The lines of a thread's ``/proc/PID/task/TID/status`` that change whenever it runs."""
_SLEEPS: Final = re.compile(r"^State:\s+[SI]", re.MULTILINE)
"""States in which a thread neither runs, nor waits for a processor or a disk, nor is
stopped."""


class WindowProgram:
    """The program of one window. On the link's thread.

    Few programs answer a ping. But one that has not run between two answers of the
    server has nothing left to read: it is waiting for input.
    """

    def __init__(self, link: XLink, xid: int) -> None:
        self._link = link
        self._xid = xid
        self._seen: list[str] | None = None

    @property
    def is_known(self) -> bool:
        """Whether ``is_at_rest`` saw it."""
        return bool(self._seen)

    def is_at_rest(self) -> bool:
        """Return whether it has slept since the last check; True if unknown."""
        # Before its second answer, the server has delivered everything to others.
        for _ in range(2):
            self._link.display.sync()
        before, self._seen = self._seen, self._threads()
        return before == self._seen and all(map(_SLEEPS.search, self._seen))

    def _threads(self) -> list[str]:
        """Return the status of each thread; empty if unknown."""
        try:
            return [
                "\n".join(_RUNS.findall((thread / "status").read_text()))
                for pid in processes_of(self._link, self._xid)
                for thread in sorted(Path(f"/proc/{pid}/task").iterdir())
            ]
        except OSError:  # It has ended or is inaccessible.
            return []
