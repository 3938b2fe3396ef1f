"""Writes results as JSON and a table: ``python -m gpu.report RESULTS FOLDER STATUS``.

STATUS is the tests' exit status.
"""

import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

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


def table(results: list[Measured]) -> str:
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


def document(results: list[Measured], tests: Path, status: int) -> str:
    """Return all results as JSON. If all tests were skipped, they have not passed."""
    outcomes = _outcomes(tests)
    found = {
        "max": version("max"),
        "tests_passed": status == 0 and any(one["outcome"] == "passed" for one in outcomes),
        "tests": outcomes,
        "speed": [asdict(one) for one in results],
    }
    return json.dumps(found, indent=2)


def _outcomes(tests: Path) -> list[dict[str, str]]:
    """Return each test's outcome with its recorded properties."""
    if not tests.is_file():
        return []
    cases = ET.parse(tests).getroot().iter("testcase")
    return [
        {
            "name": case.get("name", ""),
            "outcome": next(
                (
                    kind
                    for kind in ("failure", "error", "skipped")
                    if case.find(kind) is not None
                ),
                "passed",
            ),
        }
        | {note.get("name", ""): note.get("value", "") for note in case.iter("property")}
        for case in cases
    ]


def main() -> int:
    """Write ``gpu-check.json`` and ``gpu-check.md``, and print the latter.

    Returns:
        1 if the tests failed or did not run, or this engine was not measured.
    """
    measured, folder, status = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    results = read(measured) if measured.is_file() else []
    found = document(results, folder / "tests.xml", status)
    (folder / "gpu-check.json").write_text(found)
    (folder / "gpu-check.md").write_text(table(results))
    sys.stdout.write(table(results))
    is_measured = any(one.engine.startswith("maxwhisper") for one in results)
    return 0 if json.loads(found)["tests_passed"] and is_measured else 1


if __name__ == "__main__":
    sys.exit(main())
