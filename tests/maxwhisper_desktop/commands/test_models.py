import argparse
import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import huggingface_hub
import pytest
from fakes.fake_hub import TOY_CATALOGUE, TOY_FILES, FakeHub, serving
from fakes.fake_terminal import Clock, Terminal
from typing_extensions import override

from engine.benchmark.machine_rates import KeptRates, MachineRates
from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.download import DownloadReport, ModelStore
from engine.checkpoints.files import Checkpoint
from engine.checkpoints.recommendation import recommended_model
from engine.checkpoints.starter import STARTERS
from maxwhisper_desktop.commands.models import ProgressLine, add_models_parser, run_models
from maxwhisper_desktop.system.means import estimated_waits, this_machine_means


class InterruptedStore(ModelStore):
    """Simulates Ctrl-C as soon as something has been downloaded."""

    @override
    def get(self, name: str, report: DownloadReport = lambda *_: None) -> Checkpoint:
        report(1, 2, "model.safetensors")
        raise KeyboardInterrupt


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelStore]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    huggingface_hub.close_session()
    with serving(FakeHub()) as hub:
        yield ModelStore(tmp_path / "models", TOY_CATALOGUE, (), hub.endpoint)
    huggingface_hub.close_session()


def unmeasured() -> KeptRates:
    """Return rates that are not known, since their measurement was cancelled."""
    return KeptRates(Path("nowhere"), lambda _: None)


def measured(tmp_path: Path) -> KeptRates:
    return KeptRates(tmp_path / "machine.json", lambda _: MachineRates(118e9, 31e9))


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_models_parser(parser.add_subparsers())
    return parser.parse_args(["models", *words])


@pytest.mark.parametrize("words", [[], ["list"]])
def test_the_list_shows_download_languages_size_on_disk_and_folder(
    store: ModelStore, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    store.get("unpinned")
    assert run_models(parse(*words), store, unmeasured()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["toy.en", "0", "MB", "English", "only", "-"]
    on_disk = ["fetched", "0", "MB", str(store.folder / "unpinned")]
    assert lines[1].split()[-4:] == on_disk


def test_the_list_tells_what_a_sentence_would_take_here_and_what_is_recommended(
    store: ModelStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = replace(store, published=WHISPER)
    waits_s = estimated_waits(MachineRates(118e9, 31e9))
    advised = recommended_model(this_machine_means(), waits_s)
    run_models(parse("list"), published, measured(tmp_path))
    told = capsys.readouterr()
    assert f"{advised} is recommended" in told.err
    base = next(line for line in told.out.splitlines() if line.startswith("base "))
    assert f"multilingual  about {waits_s['base']:.1f} s" in base
    run_models(parse("list", "--json"), published, measured(tmp_path))
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["models"]}
    assert rows["base"]["sentence_s"] == round(waits_s["base"], 1)
    assert [name for name, row in rows.items() if row["is_recommended"]] == [advised]


def test_a_running_measurement_is_told_on_a_terminal(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run_models(parse("list"), store, measured(tmp_path))
    assert "measuring how fast this computer is" in terminal.getvalue()
    first = len(terminal.getvalue())
    run_models(parse("list"), store, measured(tmp_path))
    assert "measuring" not in terminal.getvalue()[first:]


def test_a_measurement_that_was_interrupted_claims_nothing(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Callable[[], bool]) -> None:
        raise KeyboardInterrupt

    assert run_models(parse("list"), store, KeptRates(Path("nowhere"), interrupted)) == 0
    told = capsys.readouterr()
    assert "toy.en" in told.out
    assert "about" not in told.out + told.err


def test_an_unknown_size_is_estimated_from_the_parameters(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    run_models(parse("list"), store, unmeasured())
    assert "2 M par." in capsys.readouterr().out


def test_a_model_of_the_users_own_is_listed_last(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.get("toy").folder.rename(store.folder / "my-dialect")
    run_models(parse("list", "--json"), store, unmeasured())
    rows = json.loads(capsys.readouterr().out)["models"]
    assert [row["name"] for row in rows] == ["toy.en", "unpinned", "my-dialect"]
    assert rows[-1]["languages"] is None


@pytest.mark.parametrize("words", [["--json"], ["--json", "list"], ["list", "--json"]])
def test_json_may_be_given_before_or_after_the_command(
    store: ModelStore, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run_models(parse(*words), store, unmeasured()) == 0
    assert json.loads(capsys.readouterr().out)["models"][0] == {
        "name": "toy.en",
        "download_bytes": sum(map(len, TOY_FILES.values())),
        "size_bytes": None,
        "parameters_m": 1,
        "languages": "English only",
        "installed": None,
        "folder": None,
        "sentence_s": None,
        "is_recommended": False,
    }


def test_a_download_is_reported_on_stdout_and_its_progress_on_stderr(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_models(parse("get", "toy"), store) == 0
    told = capsys.readouterr()
    assert told.out == f"toy: installed in {store.folder / 'toy.en'}\n"
    assert "100 %" in told.err


def test_one_failure_does_not_stop_the_other_downloads(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_models(parse("get", "huge", "toy"), store) == 1
    told = capsys.readouterr()
    assert told.out.startswith("toy: installed")
    assert "error: huge: There is no model “huge”" in told.err


def test_json_lists_each_success_and_failure(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.get("toy")
    assert run_models(parse("verify", "--json", "toy", "unpinned"), store) == 1
    results = json.loads(capsys.readouterr().out)["results"]
    assert [(result["name"], result["ok"]) for result in results] == [
        ("toy", True),
        ("unpinned", False),
    ]
    assert "not installed" in results[1]["error"]


def test_a_removed_model_is_gone(store: ModelStore, capsys: pytest.CaptureFixture[str]) -> None:
    store.get("toy")
    assert run_models(parse("remove", "toy"), store) == 0
    assert capsys.readouterr().out == "toy: removed\n"
    assert store.installed() == ()


def test_ctrl_c_stops_with_the_command_to_resume(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    interrupted = InterruptedStore(store.folder, store.published, ())
    assert run_models(parse("get", "toy", "unpinned"), interrupted) == 1
    told = capsys.readouterr()
    assert told.err.endswith("stopped; resume with: maxwhisper models get toy unpinned\n")
    assert "unpinned:" not in told.out + told.err


@pytest.mark.parametrize("words", [["get"], ["fetch", "toy"], ["list", "toy"]])
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        parse(*words)
    assert exited.value.code == 2


def test_a_terminal_sees_one_line_redrawn() -> None:
    stream, clock = Terminal(), Clock()
    line = ProgressLine("toy", stream, clock)
    states = ((0.0, 1_000_000), (0.01, 1_100_000), (0.5, 3_000_000), (1.0, 4_000_000))
    for clock.now, bytes_done in states:
        line(bytes_done, 4_000_000, "model.safetensors")
    line.close()
    drawn = stream.getvalue().split("\r")[1:]
    assert [text.split(", ")[:3] for text in drawn] == [
        ["toy: 1.0 MB of 4.0 MB", "25 %", "0.0 MB/s"],
        ["toy: 3.0 MB of 4.0 MB", "75 %", "4.0 MB/s"],
        ["toy: 4.0 MB of 4.0 MB", "100 %", "3.0 MB/s"],
    ]
    assert stream.getvalue().endswith("\n")


def test_a_log_gets_a_line_every_ten_seconds() -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine("toy", stream, clock)
    for bytes_done in range(6):
        clock.now = 4.0 * bytes_done
        line(bytes_done * 1_000_000, 9_000_000, "model.safetensors")
    line.close()
    assert [text.split(", ")[1] for text in stream.getvalue().splitlines()] == ["0 %", "33 %"]


def test_the_packaged_models_are_marked_as_such(
    store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    if STARTERS[0].find() is None:
        pytest.skip("the starter packages are not installed")
    run_models(
        parse("--json"), replace(store, published=WHISPER, starters=STARTERS), unmeasured()
    )
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["models"]}
    assert rows["tiny.en"]["installed"] == "starter"
    assert rows["large-v3"]["installed"] is None
