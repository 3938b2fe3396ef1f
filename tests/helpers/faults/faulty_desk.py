"""A desk whose app, windows and disks a test may break, and what the app has kept of each take."""

import os
import signal
from functools import cached_property

from desktop.desk import Desk
from desktop.dictating_desk import SETTINGS, DictatingDesk
from typing_extensions import override

from faults.faulty_app import PROGRAM
from faults.kept_takes import KeptTake, KeptTakes
from faults.small_disks import SmallDisks


class FaultyDesk(DictatingDesk):
    """The app on its desk, with disks of its own."""

    def __init__(self, desk: Desk, disks: SmallDisks) -> None:
        super().__init__(desk, home=disks.home)
        self.disks = disks
        self.history = self.home / "data" / "maxwhisper" / "history"

    @cached_property
    def _kept_takes(self) -> KeptTakes:
        return KeptTakes(self)

    def begin(self) -> None:
        """Start the app with its usual settings."""
        self.start(SETTINGS, (str(PROGRAM), str(self._gaps), str(self._gate)))

    @override
    def command_line(self, *program: str) -> tuple[str, ...]:
        """Return the command line that runs a Python program with the app's disks."""
        return self.disks.inside(*super().command_line(*program))

    def ask_history(self, question: str, argument: object = "") -> object:
        """Ask ``history_program.py``, which tells what is on disk."""
        return self._kept_takes.ask(question, argument)

    def takes_since(self, started_s: float) -> list[KeptTake]:
        """Return the takes in the history on disk; none while it cannot be read."""
        return self._kept_takes.since(started_s)

    def delete_recordings_but_one(self) -> None:
        """Leave the newest: without a history, all of them are recognised again, which takes minutes."""
        recordings = sorted(
            (self.history / "recordings").iterdir(), key=lambda file: file.stat().st_mtime
        )
        for recording in recordings[:-1]:
            recording.unlink()

    def stop_engine(self) -> None:
        """Let the engine hang."""
        (pid,) = self.engine_pids()
        os.kill(pid, signal.SIGSTOP)
