"""What became of each rung, as lines of a file that is written at once."""

import enum
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from gpu.unpack import tell

FILE: Final = "ladder.jsonl"


class Result(enum.Enum):
    """How a rung ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rung.

    Attributes:
        rung: Its name.
        model: The model's; empty for the device's own.
        result: How it ended.
        seconds: How long it took.
        found: The figures, or what is wrong.
    """

    rung: str
    model: str
    result: Result
    seconds: float
    found: str


def append_outcome(folder: Path, outcome: Outcome) -> None:
    """Add an outcome to the file in a folder, and print it."""
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(outcome) | {"result": outcome.result.value}) + "\n")
    tell(line_of(outcome))


def read_outcomes(folder: Path) -> list[Outcome]:
    """Return all outcomes in a folder."""
    file = folder / FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [json.loads(line) for line in lines]
    return [Outcome(**(one | {"result": Result(one["result"])})) for one in found]


def line_of(outcome: Outcome) -> str:
    """Return an outcome as a line of text."""
    of = f"{outcome.model} " if outcome.model else ""
    return f"{outcome.result.value:9} {of}{outcome.rung} ({outcome.seconds:.1f} s): {outcome.found}"
