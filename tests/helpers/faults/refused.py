"""An app whose desktop refuses it something, and what it makes of the takes."""

import re
import time
from contextlib import suppress
from typing import Final

from child_processes import children, cpu_s
from desktop.dictating_desk import DictatingDesk, say

from faults.kept_takes import KeptTake, KeptTakes

IDLE_S: Final = 4.0
"""Seconds for which an app that has nothing to do is watched."""
BUSY: Final = 0.2
"""Of a core: more than the app ever needs while it shows a sentence."""


class Refused:
    """A user who dictates all the same, and looks at what the app says."""

    def __init__(self, place: DictatingDesk) -> None:
        self.place = place
        self._kept = KeptTakes(place)
        self._speech = say(place.desk, "Thank you very much for your long letter.", "letter")

    def speak(self) -> float:
        """Hold the key and speak; return the time at which this began."""
        began_s = time.time()
        self.place.dictate(self._speech)
        return began_s

    def begin(self) -> float:
        """Start a take by command and speak; return the time at which this began."""
        began_s = time.time()
        self.place.command("start")
        self.hear()
        return began_s

    def hear(self) -> None:
        """Speak while the app records."""
        self.place.wait_until(lambda status: status["hears"])
        self.place.play(self._speech)

    def ended_since(self, began_s: float) -> list[KeptTake]:
        """Return the takes that have ended since then."""
        return self._kept.ended_since(began_s)

    def take_since(self, began_s: float, outcome: str, detail: str = "") -> KeptTake:
        """Wait for the take that began then; it must have a text, and have ended like this.

        Args:
            began_s: The time.
            outcome: How it must have ended.
            detail: A pattern of what must be said about it.
        """
        place = self.place
        place.wait_until(lambda _: self.ended_since(began_s))
        takes = self.ended_since(began_s)
        told = f"{takes}\n{place.log()}"
        assert len(takes) == 1, told
        (take,) = takes
        assert take.outcome == outcome, told
        assert take.text, told
        assert take.has_sound, told
        assert re.search(detail, take.detail), told
        return take

    def says(self, pattern: str) -> None:
        """Wait until the app says what is wrong."""
        self.place.wait_until(lambda status: re.search(pattern, str(status["problem"])))

    def rests(self) -> None:
        """Fail if the app and its engine compute although there is nothing to do."""
        before_s = self._cpu_s()
        time.sleep(IDLE_S)
        after_s = self._cpu_s()
        spent_s = sum(after_s[pid] - before_s[pid] for pid in before_s.keys() & after_s.keys())
        assert spent_s < BUSY * IDLE_S, f"{spent_s} s of {IDLE_S}\n{self.place.log()}"

    def _cpu_s(self) -> dict[int, float]:
        """Return the processor time of the app and of each of its running children."""
        app = self.place.process.pid
        spent_s = {app: cpu_s(app)}
        for child in children(app):
            with suppress(FileNotFoundError):  # It has just ended.
                spent_s[child] = cpu_s(child)
        return spent_s
