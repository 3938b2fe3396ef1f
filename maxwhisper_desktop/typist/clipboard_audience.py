"""Who may read a text that is lent to one window: its program, not the clipboard managers.

Most clipboard managers keep whatever they can read, and ignore the hint that password managers give.
"""

from itertools import product
from pathlib import Path

from maxwhisper_desktop.typist.x11_link import ClientId, XLink
from maxwhisper_desktop.typist.x11_windows import processes_of


class ClipboardAudience:
    """The program of one window. On the link's thread."""

    def __init__(self, link: XLink, clients: frozenset[ClientId] = frozenset()) -> None:
        """Remember the program by its connections."""
        self._link = link
        self.clients = clients
        self._verdicts = dict.fromkeys(clients, True)
        self._pids = [pid for client in clients for pid in processes_of(link, client)]

    def has(self, client: ClientId) -> bool:
        """Return whether a connection may be the program's.

        Wine reads the clipboard in another process than the window's, so processes that run the same
        file count. So do those of which nothing is known, such as one on another machine.
        """
        if client not in self._verdicts:
            pids = processes_of(self._link, client)
            is_known = bool(pids and self._pids)
            self._verdicts[client] = not is_known or any(
                _run_the_same(*pair) for pair in product(pids, self._pids)
            )
        return self._verdicts[client]


def _run_the_same(pid: int, other: int) -> bool:
    if pid == other:
        return True
    try:
        return Path(f"/proc/{pid}/exe").samefile(f"/proc/{other}/exe")
    except OSError:  # One has ended, or has more rights than we.
        return False
