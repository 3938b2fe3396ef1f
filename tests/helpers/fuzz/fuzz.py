"""Reads damaged files and runs odd command lines, and shows what goes wrong.

    python tests/helpers/fuzz/fuzz.py files|commands FIRST COUNT

The same numbers give the same files and command lines.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fuzz.command_faults import CommandFault, command_faults
from fuzz.file_faults import FileFault, file_faults


def _faults(what: str, numbers: range, folder: Path) -> Iterator[FileFault | CommandFault]:
    n_at_once = os.cpu_count() or 1
    if what == "files":
        yield from file_faults(numbers, folder, n_at_once)
    else:
        yield from command_faults(numbers, folder, n_at_once)


def main(what: str, first: int, count: int) -> int:
    """Return the exit status: 1 if anything went wrong."""
    n_faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for fault in _faults(what, range(first, first + count), Path(folder)):
            n_faults += 1
            sys.stdout.write(f"{fault}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count} {what}, {n_faults} faults\n")
    return min(n_faults, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
