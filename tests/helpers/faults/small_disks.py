"""Disks of the app's own, one for each kind of its folders, which can be full or read-only.

They exist only in a mount namespace that the app is started in, and need no rights.
"""

import os
import subprocess
from pathlib import Path
from typing import Final, Literal, TypeAlias

from desktop.desk import Desk

Kind: TypeAlias = Literal["data", "state", "cache"]
KINDS: Final[tuple[Kind, ...]] = ("data", "state", "cache")
SIZE: Final = "1g"


def can_have_disks() -> bool:
    """Return whether the system lets users mount file systems of their own."""
    tried = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "true"],
        check=False,
        capture_output=True,
    )
    return tried.returncode == 0


class SmallDisks:
    """A file system in memory for each kind of folder of a desk's home."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        folders = [desk.folder / kind for kind in KINDS]
        for folder in folders:
            folder.mkdir(exist_ok=True)
        mounts = (
            f"mount -t tmpfs -o size={SIZE},mode=700 none '{folder}'" for folder in folders
        )
        # It holds the namespace until the desk ends it.
        script = f"{' && '.join(mounts)} && echo true && exec cat"
        flags = ("--user", "--map-root-user", "--mount")
        self._holder = desk.spawn("unshare", *flags, "sh", "-c", script, piped=True)
        desk.ask(self._holder, "")
        self.home: Path = Path(f"/proc/{self._holder.pid}/root") / desk.folder.relative_to("/")
        """The desk's home as its programs see it."""

    def inside(self, *command: str) -> tuple[str, ...]:
        """Return the command line that runs ``command`` with these disks."""
        pid = str(self._holder.pid)
        flags = ("--user", "--mount", "--preserve-credentials")
        # A change of user namespace undoes the tie to the test run.
        tied = ("setpriv", "--pdeathsig", "TERM", "--")
        return ("nsenter", "--target", pid, *flags, "--", *tied, *command)

    def fill(self, kind: Kind) -> None:
        """Leave no space for another byte."""
        used = os.statvfs(self.home / kind)
        n_bytes = (used.f_blocks - used.f_bfree) * used.f_frsize
        self._remount(kind, f"size={max(n_bytes, used.f_frsize)}")

    def free(self, kind: Kind) -> None:
        """Make it large and writable again."""
        self._remount(kind, f"rw,size={SIZE}")

    def protect(self, kind: Kind) -> None:
        """Make it read-only, as the system does after a disk error."""
        # A lazy one of all files that are open for writing is not possible, a bind mount is.
        folder = str(self._desk.folder / kind)
        self._desk.run(*self.inside("mount", "--bind", folder, folder))
        self._desk.run(*self.inside("mount", "-o", "remount,bind,ro", folder))

    def unprotect(self, kind: Kind) -> None:
        """Make it writable again."""
        self._desk.run(*self.inside("umount", str(self._desk.folder / kind)))

    def _remount(self, kind: Kind, options: str) -> None:
        folder = str(self._desk.folder / kind)
        self._desk.run(*self.inside("mount", "-o", f"remount,{options}", folder))
