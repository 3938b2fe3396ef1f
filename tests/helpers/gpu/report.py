"""Writes what the ladder found as JSON and as tables: ``python -m gpu.report FOLDER``."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from gpu.outcome import Outcome, Result, read_outcomes
from gpu.workload import MANY, Measured, read

COLUMNS = (
    "model",
    "engine",
    "in",
    "encoder, 30 s",
    "by the device's events",
    "a token",
    "5 s, 20 tokens",
    f"{MANY} windows at once",
)
CELL_CHARS = 160
"""Of what was found, in the table; the JSON document has all of it."""


def rungs_table(outcomes: list[Outcome]) -> str:
    """Return one row per rung, in the order in which they were climbed."""
    lines = ["| rung | of | result | found |", "|---|---|---|---|"]
    for one in outcomes:
        found = " ".join(one.found.replace("|", "/").split())
        short = found if len(found) <= CELL_CHARS else found[: CELL_CHARS - 1] + "…"
        lines.append(f"| {one.rung} | {one.model or 'device'} | {one.result.value} | {short} |")
    return "\n".join(lines) + "\n"


def speeds_table(results: list[Measured]) -> str:
    """Return one row per engine and model, grouped by model."""
    ordered = sorted(results, key=lambda one: [r.model for r in results].index(one.model))
    rules = " | ".join("---" for _ in COLUMNS)
    lines = [" | ".join(COLUMNS), rules, *map(_row, ordered)]
    cards = ", ".join(sorted({one.device for one in results}))
    return f"On: {cards}\n\n" + "\n".join(f"| {line} |" for line in lines) + "\n"


def _row(one: Measured) -> str:
    figures = (
        f"{one.encoder_ms:.2f} ms",
        f"{one.encoder_device_ms:.2f} ms",
        f"{one.token_ms:.3f} ms",
        f"{one.clip_ms:.1f} ms",
        f"{one.many_x_real_time:.0f}x real time",
    )
    return " | ".join((one.model, one.engine, one.dtype, *figures))


def document(outcomes: list[Outcome], results: list[Measured]) -> str:
    """Return all of it as JSON. A ladder that was not climbed has not passed."""
    found = {
        "passed": bool(outcomes) and all(one.result is Result.PASSED for one in outcomes),
        "rungs": [asdict(one) | {"result": one.result.value} for one in outcomes],
        "speed": [asdict(one) for one in results],
    }
    return json.dumps(found, indent=2)


def main() -> int:
    """Write ``gpu-check.json`` and ``gpu-check.md``, and print the latter.

    Returns:
        1 if a rung failed or was not tried.
    """
    folder = Path(sys.argv[1])
    speeds = folder / "speed.jsonl"
    outcomes, results = read_outcomes(folder), read(speeds) if speeds.is_file() else []
    found = document(outcomes, results)
    tables = rungs_table(outcomes) + ("\n" + speeds_table(results) if results else "")
    (folder / "gpu-check.json").write_text(found)
    (folder / "gpu-check.md").write_text(tables)
    sys.stdout.write(tables)
    return 0 if json.loads(found)["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
