"""``maxwhisper bench --kernels`` as a user runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project_files import SAMPLE

from engine.benchmark.kernel_rates import measuring
from engine.runtime.machine import this_machine
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands import bench_kernels


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_every_kernel_of_encoder_and_decoder_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measuring, "BUDGET_S", 0.0)
    assert run(["bench", "--kernels", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["model"] == "base"
    assert document["peaks"]["n_threads"] >= 1
    kernels = document["kernels"]
    assert len({each["situation"] for each in kernels}) == 4
    assert len(kernels) == 2 * 8 + 2 * 2
    assert all(each["share"] > 0 for each in kernels)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([str(SAMPLE)], "--kernels needs no files"),
        (["--device", "gpu"], "a GPU has none of them"),
        (["--runs", "9", "--default-only"], "--kernels takes no --default-only, --runs; only"),
        (["--model", "huge"], "huge is not a published model; --kernels knows tiny, tiny.en"),
    ],
)
def test_what_has_no_kernels_is_refused_in_a_line(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "--kernels", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("error: ")
    assert reason in line


def test_a_processor_that_cannot_compute_in_int8_is_refused_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cpuinfo").write_text("model name : Old Xeon\nflags : sse4_2 popcnt ssse3\n")
    monkeypatch.setattr(bench_kernels, "this_machine", lambda: this_machine(tmp_path))
    assert run(["bench", "--kernels"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: This processor (Old Xeon) cannot recognise speech")


def test_a_compile_that_is_stopped_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    # A shell that runs these tests in the background has SIGINT ignored, which children
    # inherit.
    heeding = ["env", "--default-signal=INT"]
    program = [*heeding, sys.executable, "-m", "maxwhisper_desktop", "bench", "--kernels"]
    environment = {**os.environ, "MAXWHISPER_COMPILED": str(tmp_path)}
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=environment) as bench:
        assert bench.stderr is not None
        assert bench.stderr.readline().startswith("Compiling the encoder")
        bench.send_signal(signal.SIGINT)
        told = bench.stderr.read()
    assert bench.returncode == 128 + signal.SIGINT
    assert told.splitlines()[-1] == "stopped"
    assert not list(tmp_path.rglob("*.compiling-*"))
