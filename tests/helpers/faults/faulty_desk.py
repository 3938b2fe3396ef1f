"""A desk whose app, windows and disks a test may break, and what the app has kept of each take."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.desk import Desk
from desktop.dictating_desk import SETTINGS, DictatingDesk
from typing_extensions import override

from faults.faulty_app import PROGRAM
from faults.small_disks import SmallDisks

if TYPE_CHECKING:
    import subprocess

HISTORY_PROGRAM: Final = Path(__file__).with_name("history_program.py")


@dataclass(frozen=True, slots=True)
class KeptTake:
    """A take in the app's history."""

    outcome: str
    text: str
    detail: str
    has_sound: bool


class FaultyDesk(DictatingDesk):
    """The app on its desk, with disks of its own."""

    def __init__(self, desk: Desk, disks: SmallDisks) -> None:
        super().__init__(desk, home=disks.home)
        self.disks = disks
        self.history = self.home / "data" / "maxwhisper" / "history"
        self._historian: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the app with its usual settings."""
        self.start(SETTINGS, (str(PROGRAM), str(self._gaps), str(self._gate)))

    @override
    def command_line(self, *program: str) -> tuple[str, ...]:
        """Return the command line that runs a Python program with the app's disks."""
        return self.disks.inside(*super().command_line(*program))

    def ask_history(self, question: str, argument: object = "") -> object:
        """Ask ``history_program.py``, which tells what is on disk."""
        if self._historian is None:
            file = self.desk.folder / "data" / "maxwhisper" / "history" / "history.db"
            program = self.command_line(str(HISTORY_PROGRAM), str(file))
            self._historian = self.desk.spawn(*program, piped=True)
        return self.desk.ask(self._historian, f"{question} {argument}")

    def takes_since(self, started_s: float) -> list[KeptTake]:
        """Return the takes in the history on disk; none while it cannot be read."""
        rows = self.ask_history("takes", started_s)
        return [self._kept(*row) for row in rows] if isinstance(rows, list) else []

    def _kept(self, outcome: str, text: str, detail: str, recording: str | None) -> KeptTake:
        has_sound = recording and (self.history / "recordings" / recording).is_file()
        return KeptTake(outcome, text, detail, bool(has_sound))

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
