"""The files by which a test controls the app's engine process."""

from pathlib import Path


def poison_of(gate: Path) -> Path:
    """Return the file that lets the next recognition behind ``gate`` run out of memory."""
    return gate.with_name(f"{gate.name}.poison")
