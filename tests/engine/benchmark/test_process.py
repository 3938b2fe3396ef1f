"""An engine's process: requests in lines, suspended between turns, crashes."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from project_files import HELPERS

from engine.benchmark.process import EngineFailedError, Launch, RunnerProcess
from engine.benchmark.runners.protocol import (
    Load,
    Prepare,
    Ready,
    TranscribedClip,
    from_line,
    to_line,
)

PROGRAM = HELPERS / "fakes" / "fake_peer.py"
Start = Callable[[], RunnerProcess]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:
        command = (sys.executable, str(PROGRAM))
        launch = Launch(command, tmp_path / "log", {"OMP_NUM_THREADS": "2"})
        yield lambda: stack.enter_context(RunnerProcess(launch))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    np.save(tmp_path / "clip.npy", np.zeros(160, np.float32))
    return tmp_path / "clip.npy"


def load(**options: str) -> Load:
    return Load("base", "cpu", "", "", options, 2)


def state(process: RunnerProcess) -> str:
    stat = Path(f"/proc/{process.number}/stat").read_text(encoding="utf-8")
    return stat.rpartition(")")[2].split()[0]


def test_a_clip_goes_in_and_its_text_comes_out(start: Start, clip: Path) -> None:
    process = start()
    ready = process.set_up(load(), lambda _: None)
    assert ready == Ready("cpu", {"fake": "1.0", "threads": "2"})
    told = process.transcribe(clip, "en")
    assert told.text == "160 samples of en"
    assert told.n_tokens == 4
    assert told.stages_ms == {"encode": 1.0}
    assert told.wall_ms > 0


def test_progress_is_reported_before_the_answer(start: Start) -> None:
    told: list[str] = []
    start().set_up(Prepare("base", "cpu", "", "", {}, 2), told.append)
    assert told == ["converting"]


def test_after_a_failure_the_next_clip_is_transcribed(start: Start, clip: Path) -> None:
    process = start()
    process.set_up(load(fails_at="1"), lambda _: None)
    with pytest.raises(EngineFailedError, match="ValueError: odd sound"):
        process.transcribe(clip, "en")
    assert process.transcribe(clip, "en").text == "160 samples of en"
    assert process.is_alive


def test_a_crash_is_reported_with_its_last_output(start: Start, clip: Path) -> None:
    process = start()
    process.set_up(load(dies_at="1"), lambda _: None)
    with pytest.raises(EngineFailedError, match=r"status 3\): segmentation fault"):
        process.transcribe(clip, "en")
    assert not process.is_alive
    assert process.peak_mb is None
    with pytest.raises(EngineFailedError, match="ended"):
        process.transcribe(clip, "en")


def test_an_idle_engine_is_suspended_until_the_next_request(start: Start, clip: Path) -> None:
    process = start()
    process.set_up(load(), lambda _: None)
    process.rest()
    while state(process) != "T":
        pass
    assert process.transcribe(clip, "en").n_tokens == 4


def test_a_suspended_engine_can_be_ended(start: Start) -> None:
    process = start()
    process.set_up(load(), lambda _: None)
    process.rest()
    process.end()
    assert not process.is_alive


def test_peak_memory_is_known_while_it_runs(start: Start) -> None:
    process = start()
    process.set_up(load(), lambda _: None)
    assert process.peak_mb is not None
    assert process.peak_mb > 1


@pytest.mark.parametrize(
    "message", [load(option="value"), TranscribedClip("text \u2014", 2, 1.5, {"mel": 0.5})]
)
def test_a_message_survives_its_line(message: Load | TranscribedClip) -> None:
    line = to_line(message)
    assert line.count("\n") == 1
    assert from_line(line) == message


@pytest.mark.parametrize(
    "line",
    ["", "loading: 100 %", "42", "[]", '{"kind": "Dance"}', json.dumps({"kind": "Load"})],
)
def test_output_of_libraries_is_not_a_message(line: str) -> None:
    assert from_line(line) is None
