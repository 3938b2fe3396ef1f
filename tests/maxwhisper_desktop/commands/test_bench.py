"""``maxwhisper bench`` as a user runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project_files import ROOT, SAMPLE

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands import bench as bench_command


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout without other installed engines."""
    for package in ("engine", "maxwhisper_desktop"):
        (tmp_path / package).symlink_to(ROOT / package)
    monkeypatch.setattr(bench_command, "checkout_folder", lambda: tmp_path)


@pytest.mark.usefixtures("bare")
@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_our_engine_is_measured_alone_if_no_other_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "figures"
    arguments = ["--model", "tiny.en", "--runs", "1", "--default-only", "--output", str(target)]
    assert run(["bench", str(SAMPLE), *arguments]) == 0
    out, err = capsys.readouterr()
    assert "| **maxwhisper** |" in out
    assert "| encode |" in out
    assert "install with: packaging/peers openai-whisper" in err
    document = json.loads((target / "benchmark.json").read_text())
    (summary,) = document["summaries"]
    assert set(summary["stages_ms"]) == {"mel", "encode", "prefill", "decode"}
    assert summary["n_loops"] == 0
    assert summary["word_error_rate"] < 0.3
    (facts,) = document["engines"]
    assert facts["cold_start_ms"] > 0
    assert facts["ready_ms"] > 0
    assert "let go" in document["measurements"][0]["text"]
    assert (target / "benchmark.md").read_text() == out


@pytest.mark.usefixtures("bare")
def test_a_named_engine_that_is_missing_is_an_error_with_the_command_to_install_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "absent.wav")
    arguments = ["--model", "tiny.en", "--against", "whisper.cpp,transformers"]
    assert run(["bench", absent, *arguments]) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "error: transformers, whisper.cpp not installed; "
        "install with: packaging/peers transformers whisper.cpp"
    )


def test_an_engine_that_does_not_exist_is_one_line_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["bench", "--against", "siri"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "error: There is no engine 'siri' to compare with; choose from openai-w"
    )


def test_without_clips_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = tmp_path / "absent.wav"
    assert run(["bench", str(absent), "--model", "tiny.en", "--against", "none"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"error: {absent}: there is no such file",
        "error: There are no clips to measure with",
    ]


@pytest.mark.parametrize("arguments", [["--runs", "0"], ["--threads", "some"]])
def test_a_wrong_number_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        run(["bench", *arguments])
    assert end.value.code == 2
    assert "bench" in capsys.readouterr().err


@pytest.mark.parametrize("ends_it", [signal.SIGINT, signal.SIGTERM])
def test_a_comparison_that_is_stopped_says_so_and_leaves_nothing_behind(
    ends_it: signal.Signals, tmp_path: Path
) -> None:
    words = ["bench", "--model", "tiny.en", "--against", "none"]
    # A shell that runs these tests in the background has SIGINT ignored, which children
    # inherit.
    heeding = ["env", "--default-signal=INT"]
    program = [*heeding, sys.executable, "-m", "maxwhisper_desktop", *words]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=environment) as bench:
        assert bench.stderr is not None
        bench.stderr.readline()  # It has begun.
        bench.send_signal(ends_it)
        told = bench.stderr.read()
    assert bench.returncode == 128 + ends_it
    assert told.splitlines()[-1] == "stopped"
    assert not list(tmp_path.glob("maxwhisper-bench-*"))
