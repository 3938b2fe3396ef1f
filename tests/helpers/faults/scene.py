"""One run of a fault: what was said, and what the app made of it."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from desktop.desk_targets import QtField
from patience import HopelessError

from faults.faulty_desk import FaultyDesk
from faults.kept_takes import KeptTake

SENTENCE: Final = "Thank you very much for your long letter."
_ALIKE: Final = 0.7
"""On a busy machine a sound server loses audio, and the model hears another word."""
_SENTENCES: Final = re.compile(r"[^.?!]+[.?!]?")


def n_said(text: str) -> int:
    """Return how often the sentence stands in a text, more or less."""
    parts = (part.strip() for part in _SENTENCES.findall(text))
    return sum(SequenceMatcher(None, part, SENTENCE).ratio() > _ALIKE for part in parts)


@dataclass(slots=True)
class Verdict:
    """What a run showed.

    Attributes:
        n_takes: Takes that were spoken.
        n_lost: Takes of which there is neither a text nor a recording.
        false: What the app said although it was not so.
    """

    n_takes: int = 0
    n_lost: int = 0
    false: list[str] = field(default_factory=list)


class Scene:
    """A user who speaks into a window while something fails."""

    def __init__(self, place: FaultyDesk, speech: Path, *, is_long: bool) -> None:
        """Begin with an empty window.

        Args:
            place: The desk with the app.
            speech: A WAV file in which ``SENTENCE`` is said.
            is_long: Whether there is time for faults that take minutes.
        """
        self.place = place
        self.desk = place.desk
        self.speech = speech
        self.is_long = is_long
        self.verdict = Verdict()
        # Also after the fault before, which may have ended the engine.
        place.wait_until(lambda status: status["state"] in {"ready", "failed"})
        self.window = QtField(place.desk)
        self._is_holding = False
        self._started_s = time.time()

    def speak(self) -> None:
        """Dictate the sentence."""
        self.verdict.n_takes += 1
        self.place.dictate(self.speech)

    def press(self) -> None:
        """Press the key, and wait until the app hears."""
        self.verdict.n_takes += 1
        self._is_holding = True
        self.place.person.down(self.place.key)
        self.place.wait_until(lambda status: status["hears"])

    def hold(self) -> None:
        """Press the key, and say the sentence without letting go."""
        self.press()
        self.place.play(self.speech)

    def let_go(self) -> None:
        """Release the key."""
        self._is_holding = False
        self.place.person.up(self.place.key)

    def reaches(self, state: str) -> None:
        """Wait until the app is in a state."""
        self.place.wait_until(lambda status: status["state"] == state)

    def says(self, pattern: str) -> None:
        """Wait until the app says what is wrong."""
        if not self._comes(lambda: re.search(pattern, self._problem())):
            self.verdict.false.append(f"{self._problem()!r}, not {pattern!r}")

    def ends(self, *outcomes: str) -> None:
        """Wait until the takes have ended like this; each is a pattern."""

        def ends() -> list[str]:
            return [take.outcome for take in self._kept()]

        if not self._comes(
            lambda: len(ends()) == len(outcomes) and all(map(re.fullmatch, outcomes, ends()))
        ):
            told = [(take.outcome, take.detail) for take in self._kept()]
            self.verdict.false.append(f"{told} instead of {[*outcomes]}")

    def settle(self, *outcomes: str, problem: str | None = None, detail: str = "") -> None:
        """Compare what the app says at the end with what is so.

        Args:
            outcomes: Patterns of how the takes must have ended.
            problem: A pattern of what the app must say is wrong at the end; None if nothing is.
            detail: A pattern of what it must say about the last take.
        """
        false = self.verdict.false
        self.ends(*outcomes)
        if not self._comes(lambda: self.place.status()["state"] in {"ready", "failed"}):
            false.append(f"it stays in the state {self.place.status()['state']}")
        kept = self._kept()
        n_safe = sum(take.has_sound or n_said(take.text) == 1 for take in kept)
        self.verdict.n_lost += max(self.verdict.n_takes - n_safe, 0)
        self._compare_window(kept)
        pattern = problem or "^None$"
        if not self._comes(lambda: re.search(pattern, self._problem())):
            false.append(f"{self._problem()!r} instead of {problem!r}")
        if kept and not re.search(detail, kept[-1].detail):
            false.append(f"{kept[-1].detail!r} of the last take instead of {detail!r}")

    def leave(self) -> None:
        """Let go of the key, and close the window, unless that has been done."""
        if self._is_holding:
            self.let_go()
        if self.window.process.poll() is None:
            self.window.leave()

    def _compare_window(self, kept: list[KeptTake]) -> None:
        arrived = [take for take in kept if take.outcome in {"delivered", "sent"}]
        if self.window.process.poll() is not None:
            if arrived:
                self.verdict.false.append("it arrived in a window that is gone")
            return
        self._comes(lambda: self._n_in_window() >= len(arrived))
        not_confirmed = [take for take in kept if "did not confirm" in take.detail]
        unknown = [take for take in kept if take.outcome in {"quit", "heard again"}]
        n_possible = len(arrived) + len(not_confirmed) + len(unknown)
        if not len(arrived) <= self._n_in_window() <= n_possible:
            self.verdict.false.append(
                f"{[take.outcome for take in kept]} with {self.window.text()!r} in the window"
            )
        if kept and kept[-1].outcome == "in clipboard":
            text = self.desk.run("xclip", "-o", "-selection", "clipboard").strip()
            if text != kept[-1].text.strip():
                self.verdict.false.append(f"in clipboard, where {text!r} is")

    def _n_in_window(self) -> int:
        return n_said(self.window.text())

    def _kept(self) -> list[KeptTake]:
        return self.place.takes_since(self._started_s)

    def _problem(self) -> str:
        return str(self.place.status().get("problem"))

    def _comes(self, condition: Callable[[], object]) -> bool:
        with suppress(HopelessError, TimeoutError):
            self.desk.wait_for(condition, self.place.process)
            return True
        return False
