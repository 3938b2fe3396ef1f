"""The command ends as shells expect."""

import signal
import subprocess
import sys
from importlib.metadata import version

import pytest

PROGRAM = (sys.executable, "-m", "maxwhisper_desktop")
SLOW = """
import sys, time
from maxwhisper_desktop import __main__ as entry

def run():
    print("begun", flush=True)
    while True:
        time.sleep(0.01)  # A signal just before a sleep does not end it: Python looks afterwards.

entry.run = run
sys.exit(entry.main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_a_traceback(number: signal.Signals) -> None:
    # A shell that runs these tests in the background has SIGINT ignored, which children inherit.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    program = subprocess.Popen(
        [sys.executable, "-c", listening + SLOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    program.send_signal(number)
    _, errors = program.communicate()
    assert (program.returncode, errors) == (128 + number, "")


def test_a_closed_pipe_ends_it_quietly() -> None:
    listing = subprocess.Popen(
        [*PROGRAM, "models", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert listing.stdout is not None
    listing.stdout.close()
    assert listing.stderr is not None
    errors = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait(), errors) == (128 + signal.SIGPIPE, b"")


def test_it_tells_its_version_in_a_line() -> None:
    told = subprocess.run([*PROGRAM, "--version"], check=True, capture_output=True, text=True)
    assert told.stdout == f"maxwhisper {version('maxwhisper-desktop')}\n"


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_one_error_line(redirection: str) -> None:
    listing = subprocess.run(
        ["bash", "-c", f'"$@" {redirection}', "bash", *PROGRAM, "models", "list"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert listing.returncode == 1
    (line,) = listing.stderr.splitlines()
    assert line.startswith("error: the standard output")


def test_closed_errors_spoil_neither_output_nor_status() -> None:
    listing = subprocess.run(
        ["bash", "-c", '"$@" 2>&-', "bash", *PROGRAM, "models", "list"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert listing.returncode == 0
    assert "tiny.en" in listing.stdout
