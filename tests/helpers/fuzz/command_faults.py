"""What is wrong with how the command takes a command line: nothing, if it works or says why not."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from engine.folders import compiled_folder
from fuzz.mutated_commands import furnish, mutated_command
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED, EXIT_OF_SIGNAL, EXIT_USAGE

PATIENCE_S: Final = 300.0
WATCH_S: Final = 20.0
"""After so long a watch gets Ctrl-C, since it has no end."""

_WATCH: Final = (b"--w", b"--wa", b"--wat", b"--watc", b"--watch")


@dataclass(frozen=True, slots=True)
class CommandFault:
    """A command line's number and what is wrong."""

    number: int
    arguments: Sequence[bytes]
    what: str


@dataclass(frozen=True, slots=True)
class _Run:
    arguments: Sequence[bytes]
    status: int | None
    """None if it did not end."""
    out: bytes
    err: bytes


def command_faults(
    numbers: Sequence[int], folder: Path, n_at_once: int
) -> Iterator[CommandFault]:
    """Run the command lines of these numbers, each in a fresh folder, and yield what is wrong."""
    furnished = folder / "furnished"
    furnished.mkdir()
    furnish(furnished)
    with ThreadPoolExecutor(n_at_once) as pool:
        check = partial(_fault, furnished=furnished, folder=folder)
        for number, what in pool.map(lambda one: (one, check(one)), numbers):
            if what is not None:
                yield CommandFault(number, mutated_command(number), what)


def _fault(number: int, furnished: Path, folder: Path) -> str | None:
    place = folder / str(number)
    shutil.copytree(furnished, place, symlinks=True)
    arguments = mutated_command(number)
    before = _tree(place)
    run = _run(arguments, place, folder / "home")
    fault = _fault_of_end(run) or _fault_of_output(run)
    fault = fault or _fault_of_files(run, before, _tree(place), place)
    shutil.rmtree(place)
    return fault


def _run(arguments: Sequence[bytes], place: Path, home: Path) -> _Run:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "QT_", "DISPLAY", "WAYLAND"))
    }
    with (place / "voice.wav").open("rb") as voice:
        process = subprocess.Popen(
            # A shell that runs this in the background has SIGINT ignored, which children inherit.
            [
                "env",
                "--default-signal=INT",
                sys.executable,
                "-m",
                "maxwhisper_desktop",
                *arguments,
            ],
            cwd=place,
            stdin=voice,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, "HOME": str(home), "MAXWHISPER_COMPILED": str(compiled_folder())},
        )
    limits_s = [WATCH_S, PATIENCE_S] if {*_WATCH} & {*arguments} else [PATIENCE_S]
    for limit_s in limits_s:
        try:
            out, err = process.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        else:
            return _Run(arguments, process.returncode, out, err)
    process.kill()
    return _Run(arguments, None, *process.communicate())


def _fault_of_end(run: _Run) -> str | None:
    if run.status is None:
        return "it did not end"
    if run.status < 0:
        return f"it ended by signal {-run.status}"
    if run.status not in {EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_OF_SIGNAL + signal.SIGINT}:
        return f"it ended with status {run.status}"
    return None


def _fault_of_output(run: _Run) -> str | None:
    said = run.err.decode(errors="backslashreplace")
    if "Traceback" in said or "Warning:" in said:
        return said
    if "\x1b" in said or "\x1b" in run.out.decode(errors="replace"):
        return f"it prints control sequences: {said!r}"
    is_told = any("error: " in line for line in said.splitlines())
    if run.status in {EXIT_FAILED, EXIT_USAGE} and not is_told:
        return f"status {run.status} without an error line: {said!r}"
    return _fault_of_json(run)


def _fault_of_json(run: _Run) -> str | None:
    if run.status == EXIT_USAGE or not {b"--json", b"--jsonl"} & {*run.arguments}:
        return None
    documents = run.out.splitlines() if b"--jsonl" in run.arguments else [run.out]
    if b"--help" in run.arguments or not run.out:
        return None
    try:
        for document in documents:
            json.loads(document)
    except ValueError as error:
        return f"no JSON ({error}): {run.out[:200]!r}"
    return None


def _fault_of_files(
    run: _Run, before: Mapping[bytes, str], after: Mapping[bytes, str], place: Path
) -> str | None:
    gone = before.keys() - after.keys()
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    new = after.keys() - before.keys()
    asked = _asked_for(run, place)
    overwrites = any(word.startswith(b"--ov") for word in run.arguments)
    if gone:
        return f"gone: {gone}"
    # Texts may be replaced if that is asked for, recordings never.
    if any(not overwrites or not _is_text(before[name]) for name in changed):
        return f"changed: {changed}"
    strange = {name for name in {*new, *changed} if not name.startswith(asked)}
    return f"not asked for: {strange}" if strange else None


def _asked_for(run: _Run, place: Path) -> tuple[bytes, ...]:
    """Return the folders that the command may write in."""
    words = run.arguments
    values = [after for word, after in pairwise(words) if word == b"--output-dir"]
    values += [word.partition(b"=")[2] for word in words if word.startswith(b"--output-dir=")]
    inside = [os.path.relpath(place / os.fsdecode(value), place) for value in values]
    return tuple(b"" if value == "." else os.fsencode(value) for value in inside)


def _tree(folder: Path) -> dict[bytes, str]:
    """Return what is in a folder: by path, the kind of a file and a hash of its content."""
    return {
        os.path.relpath(os.fsencode(path), os.fsencode(folder)): _kind(path)
        for path in folder.rglob("*")
    }


def _kind(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if path.is_dir():
        return "folder"
    content = path.read_bytes()
    return f"{'text' if content.isascii() else 'other'} {hashlib.sha256(content).hexdigest()}"


def _is_text(kind: str) -> bool:
    return kind.startswith("text")
