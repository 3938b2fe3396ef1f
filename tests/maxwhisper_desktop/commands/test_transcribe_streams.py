"""``maxwhisper transcribe`` between other programs: pipes, full disks, odd names and encodings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from project_files import SAMPLE

PROGRAM = (sys.executable, "-m", "maxwhisper_desktop", "transcribe", "--model", "tiny.en")

pytestmark = [
    pytest.mark.compiles,
    pytest.mark.timeout(2400),
    pytest.mark.usefixtures("transcriber"),
]


def _run(
    command: str, *arguments: str | bytes | Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``"$@"`` is the program with the arguments."""
    return subprocess.run(
        ["bash", "-c", command, "bash", *PROGRAM, *arguments],
        env={**os.environ, **variables},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "command",
    [
        f'cat "{SAMPLE}" | "$@" -',
        f'"$@" - < "{SAMPLE}"',
        f'cat "{SAMPLE}" | "$@" /dev/stdin',
        f'"$@" <(cat "{SAMPLE}")',
    ],
)
def test_a_recording_may_come_through_a_pipe(command: str) -> None:
    done = _run(command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "let go" in done.stdout


def test_an_empty_pipe_is_an_error_line(tmp_path: Path) -> None:
    done = _run('"$@" - < /dev/null')
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: -: the file is empty\n"


def test_names_that_are_no_utf_8_are_escaped_and_cost_no_result(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.wav"
    Path(os.fsdecode(odd)).write_bytes(SAMPLE.read_bytes())
    done = _run('"$@"', odd, SAMPLE, tmp_path / "absent.wav", "--json")
    first, second, third = json.loads(done.stdout)
    assert first["file"] == f"{tmp_path}/caf\\xe9\x1b[31m.wav"
    assert first["text"] == second["text"]
    assert third["error"] == "there is no such file"
    (tmp_path / "texts").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/texts/caf\xe9\x1b[31m.txt")).touch()
    refused = _run('"$@"', odd, "--output-dir", tmp_path / "texts", "--json")
    said = f"{tmp_path}/texts/caf\\xe9\\x1b[31m.txt exists; --overwrite replaces it"
    assert json.loads(refused.stdout)["error"] == said
    timed = _run('"$@"', odd, "--timings")
    assert timed.stderr.startswith(f"{tmp_path}/caf\\xe9\\x1b[31m.wav: ")


def test_letters_that_the_output_lacks_are_an_error_of_their_file_alone(tmp_path: Path) -> None:
    # A prefix is part of the text.
    done = _run('"$@"', SAMPLE, "--prefix", "日本", PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"error: {SAMPLE}: the standard output's encoding, latin-1, lacks")


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_told_for_each_file(redirection: str) -> None:
    done = _run(f'"$@" {redirection}', SAMPLE, SAMPLE)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert all("the standard output cannot be written to" in line for line in lines)


def test_a_line_of_json_comes_for_each_file_and_quiet_is_quiet(tmp_path: Path) -> None:
    done = _run('"$@"', tmp_path / "absent.wav", SAMPLE, "--jsonl", "--quiet")
    failed, transcribed = (json.loads(line) for line in done.stdout.splitlines())
    assert failed["error"] == "there is no such file"
    assert "let go" in transcribed["text"]
    assert done.stderr.count("\n") == 1


def test_a_dumb_terminal_gets_no_control_sequences() -> None:
    """As ``script`` shows a terminal, both streams go there."""
    done = subprocess.run(
        ["script", "-qec", " ".join([*PROGRAM, str(SAMPLE)]), "/dev/null"],
        env={**os.environ, "TERM": "dumb"},
        stdin=subprocess.DEVNULL,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "\x1b" not in done.stdout
    assert "let go" in done.stdout
