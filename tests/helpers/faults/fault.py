"""A fault by its name, and the table of what all of them did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from faults.scene import Scene, Verdict

_HEAD: Final = ("| fault | runs | takes | lost | false sentences |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault.

    Attributes:
        name: What happens, as the table says it.
        happen: Lets it happen, and settles the scene.
        is_in_suite: Whether every run of the tests has it: one of each kind, which no other test
            has.
        is_long: Whether it takes minutes, so that only a long run has it.
    """

    name: str
    happen: Callable[[Scene], None]
    is_in_suite: bool = False
    is_long: bool = False


def table(verdicts: Mapping[str, list[Verdict]]) -> str:
    """Return the Markdown table of all runs, by the faults' names."""
    rows = []
    for name, runs in verdicts.items():
        n_takes = sum(run.n_takes for run in runs)
        n_lost = sum(run.n_lost for run in runs)
        n_false = sum(len(run.false) for run in runs)
        rows.append(f"| {name} | {len(runs)} | {n_takes} | {n_lost} | {n_false} |")
    return "\n".join((*_HEAD, *rows))
