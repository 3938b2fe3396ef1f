"""Learn from the system whether the program of a window has dealt with all that was sent to it.

Few programs answer when they are asked (``window_ping``). But one that has not run between two
answers of the server has nothing left to read: it waits for what comes next.
"""

import re
from pathlib import Path
from typing import Final

from Xlib.error import XError
from Xlib.ext import res

from maxwhisper_desktop.typist.x11_link import XLink

_RUNS: Final = re.compile(r"^(?:State|\w+_ctxt_switches):.*$", re.MULTILINE)
"""Of a thread's ``/proc/PID/task/TID/status``: what changes whenever it runs."""
_SLEEPS: Final = re.compile(r"^State:\s+[SI]", re.MULTILINE)
"""It neither runs, nor waits for a processor or a disk, nor was stopped."""


class WindowProgram:
    """The program of one window, in the link's thread."""

    def __init__(self, link: XLink, xid: int) -> None:
        self._link = link
        self._xid = xid
        self._seen: list[str] | None = None

    def is_at_rest(self) -> bool:
        """Return whether it has slept since it was looked at before; True if nobody knows."""
        # The server passes on what it has for others before it answers twice.
        for _ in range(2):
            self._link.display.sync()
        before, self._seen = self._seen, self._threads()
        return before == self._seen and all(map(_SLEEPS.search, self._seen))

    def _threads(self) -> list[str]:
        """Return what the system tells of each thread; nothing where it cannot be known."""
        if not self._link.display.has_extension(res.extname):
            return []
        asked = [(self._xid, res.LocalClientPIDMask)]
        try:
            found = self._link.display.res_query_client_ids(asked)
            return [
                "\n".join(_RUNS.findall((thread / "status").read_text()))
                for client in found.ids
                for pid in client.value
                for thread in sorted(Path(f"/proc/{pid}/task").iterdir())
            ]
        except (OSError, XError):  # It ends, or is out of sight; or the server is an old one.
            return []
