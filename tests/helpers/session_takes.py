"""Dictates on each kind of desktop: does every text stand in the field, and how soon after key up?

``packaging/desktops run python tests/helpers/session_takes.py [--sessions NAME...] [--takes N] [--quick N]``

On each desktop the app, as users have it, gets takes one by one, and then short ones in quick
succession: the next key press does not wait for the text of the last one. A take is lost if its text is
not in the field, wherever else it is, and wrong if what stands there differs from it. It prints a
Markdown table, and what was lost or wrong; if there is anything, the exit status is 1.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.dictating_desk import DictatingDesk, say
from desktop.dictating_sessions import APP, SESSIONS, Session
from desktop.wayland_desk import WaylandDesk
from faults.kept_takes import KeptTake, KeptTakes
from latency import SENTENCES
from patience import HopelessError

if TYPE_CHECKING:
    from desktop.wayland_targets import WaylandTarget

QUICK: Final = "Thank you."
AGAIN_S: Final = 0.25
"""Seconds in which a finger that is in a hurry presses a key again."""
LATE_S: Final = 20.0
"""Seconds after a take's end within which its text must stand in the field, on a busy machine."""


@dataclass(slots=True)
class Tally:
    """What happened to the takes of a desktop.

    Attributes:
        n_takes: Takes one by one.
        n_quick: Takes in quick succession.
        n_lost: Takes of both whose text is not in the field.
        faults: What was lost or wrong, as sentences.
        seen_ms: From key up until the text was seen, of takes one by one.
        receipt_ms: From key up, as the app learns of it, until the app knew that it had arrived. On labwc
            it learns of it a second late, when no more repeats come.
    """

    n_takes: int = 0
    n_quick: int = 0
    n_lost: int = 0
    faults: list[str] = field(default_factory=list)
    seen_ms: list[float] = field(default_factory=list)
    receipt_ms: list[float] = field(default_factory=list)

    @property
    def n_wrong(self) -> int:
        """Takes whose text is not what stands in the field, without those that are lost."""
        return len(self.faults) - self.n_lost


class Sitting:
    """A user who dictates into a field."""

    def __init__(self, place: DictatingDesk, session: Session) -> None:
        assert isinstance(place.desk, WaylandDesk)
        self._place = place
        self._field: WaylandTarget = session.field(place.desk)
        self._kept = KeptTakes(place)
        self.tally = Tally()

    def take(self, words: str) -> None:
        """Dictate, and wait for the text."""
        place, tally = self._place, self.tally
        sound = say(place.desk, words, "take")
        started_s = time.time()
        self._field.clear()
        place.dictate(sound)
        up_s = time.monotonic()
        with suppress(TimeoutError, HopelessError):
            place.desk.wait_for(
                lambda: self._field.text() or self._has_ended(started_s, 1), place.process
            )
        self._comes(lambda: bool(self._field.text()))
        seen_ms = (time.monotonic() - up_s) * 1000
        tally.n_takes += 1
        if self._judge(self._ended(started_s, 1), 1):
            tally.seen_ms.append(seen_ms)
            last = place.wait_until(lambda status: status["state"] == "ready")["last"]
            tally.receipt_ms.append(last["timings_ms"]["total"])

    def quick_takes(self, n: int) -> None:
        """Dictate some words again and again, without waiting for their text."""
        place = self._place
        sound = say(place.desk, QUICK, "quick")
        started_s = time.time()
        self._field.clear()
        for _ in range(n):
            time.sleep(AGAIN_S)
            if not self._is_off():
                self.tally.faults.append("it still records after the key came up")
                place.command("stop")
            # A press that is not heard is a take that is lost.
            with suppress(TimeoutError):
                place.dictate(sound)
        self.tally.n_quick += n
        self._judge(self._ended(started_s, n), n)

    def leave(self) -> None:
        """Close the field."""
        self._field.leave()

    def _ended(self, started_s: float, n: int) -> list[KeptTake]:
        """Wait until some takes have ended, and return them."""
        self._comes(lambda: self._has_ended(started_s, n))
        return self._kept.since(started_s)

    def _is_off(self) -> bool:
        return self._comes(lambda: self._place.status()["state"] not in (None, "recording"))

    def _has_ended(self, started_s: float, n: int) -> bool:
        return len(self._kept.ended_since(started_s)) >= n

    def _judge(self, takes: Sequence[KeptTake], n: int) -> bool:
        """Compare the field with the texts of ``n`` takes; return whether all is as it should be."""
        if len(takes) != n:
            self.tally.n_lost += max(n - len(takes), 0)
            self.tally.faults.append(f"{len(takes)} takes of {n} holds: {takes}")
        wanted = "".join(take.text for take in takes)
        are_delivered = all(take.outcome == "delivered" and take.text for take in takes)
        if self._comes(lambda: self._field.text() == wanted) and are_delivered:
            return len(takes) == n
        found = self._field.text()
        lost = [take for take in takes if not take.text or take.text not in found]
        self.tally.n_lost += len(lost)
        self.tally.faults += [f"lost: {take}" for take in lost]
        if not lost:
            self.tally.faults.append(f"{found!r} stands there after {takes}")
        return False

    def _comes(self, condition: Callable[[], object]) -> bool:
        with suppress(TimeoutError, HopelessError):
            self._place.desk.wait_for(condition, self._place.process, patience_s=LATE_S)
            return True
        return False


def main() -> int:
    """Dictate, then print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", nargs="+", choices=SESSIONS, default=[*SESSIONS])
    parser.add_argument("--takes", type=int, default=20, help="one by one, on each desktop")
    parser.add_argument("--quick", type=int, default=10, help="in quick succession")
    args = parser.parse_args()
    tallies: dict[str, Tally] = {}
    for name in args.sessions:
        with sitting(SESSIONS[name]) as here:
            for words in islice(cycle(SENTENCES), args.takes):
                here.take(words)
            here.quick_takes(args.quick)
            tallies[name] = here.tally
        sys.stderr.write(f"{row(name, here.tally)}\n")
    sys.stdout.write(table(tallies))
    return 1 if any(tally.faults for tally in tallies.values()) else 0


@contextmanager
def sitting(session: Session) -> Iterator[Sitting]:
    """Give a user at a desktop on which the app is ready."""
    with session.begin(APP) as place:
        here = Sitting(place, session)
        yield here
        here.leave()
        place.end()


def table(tallies: dict[str, Tally]) -> str:
    """Return what happened as Markdown."""
    lines = [
        "| session | takes | quick takes | lost | wrong | text seen p50 ms | p95 ms | receipt p50 ms | p95 ms |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row(name, tally) for name, tally in tallies.items()),
        *(f"\n{name}: {fault}" for name, tally in tallies.items() for fault in tally.faults),
    ]
    return "\n".join(lines) + "\n"


def row(name: str, tally: Tally) -> str:
    """Return a desktop's row."""
    times = [
        f"{figure(some):.0f}" if len(some) > 1 else ""
        for some in (tally.seen_ms, tally.receipt_ms)
        for figure in (median, _p95)
    ]
    counts = (tally.n_takes, tally.n_quick, tally.n_lost, tally.n_wrong)
    return f"| {name} | {' | '.join(map(str, (*counts, *times)))} |"


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    sys.exit(main())
