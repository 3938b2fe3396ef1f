"""What the app has kept of each take, read from its history on disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.dictating_desk import DictatingDesk

HISTORY_PROGRAM: Final = Path(__file__).with_name("history_program.py")


@dataclass(frozen=True, slots=True)
class KeptTake:
    """A take in the app's history."""

    outcome: str
    text: str
    detail: str
    has_sound: bool


class KeptTakes:
    """Reads them through ``history_program.py``, which sees the disks that the app sees."""

    def __init__(self, place: DictatingDesk) -> None:
        self._place = place
        self._folder = place.home / "data" / "maxwhisper" / "history"
        seen = place.desk.folder / "data" / "maxwhisper" / "history" / "history.db"
        program = place.command_line(str(HISTORY_PROGRAM), str(seen))
        self._historian = place.desk.spawn(*program, piped=True)

    def ask(self, question: str, argument: object = "") -> object:
        """Ask the program, which tells what is on disk."""
        return self._place.desk.ask(self._historian, f"{question} {argument}")

    def since(self, started_s: float) -> list[KeptTake]:
        """Return the takes that began after a time; none while the history cannot be read."""
        rows = self.ask("takes", started_s)
        return [self._kept(*row) for row in rows] if isinstance(rows, list) else []

    def ended_since(self, started_s: float) -> list[KeptTake]:
        """Return those that began after a time and have ended."""
        # A text is kept before its delivery, as if the app had then been quit.
        return [take for take in self.since(started_s) if take.outcome != "quit"]

    def _kept(self, outcome: str, text: str, detail: str, recording: str | None) -> KeptTake:
        has_sound = recording and (self._folder / "recordings" / recording).is_file()
        return KeptTake(outcome, text, detail, bool(has_sound))
