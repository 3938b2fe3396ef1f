"""What the doctor finds, on a desktop that has all and on one that has nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desktop.desk import Desk

from engine.checkpoints.local import LocalModels
from engine.checkpoints.recommendation import MachineMeans
from maxwhisper_desktop.commands.doctor_checks import examine_models

PROGRAM = (sys.executable, "-m", "maxwhisper_desktop", "doctor")


@pytest.mark.desktop
def test_on_a_whole_desktop_everything_works() -> None:
    with Desk() as desk:
        desk.dbus().x11().pulse()
        findings = json.loads(desk.run(*PROGRAM, "--json"))
    assert [finding["part"] for finding in findings if not finding["works"]] == []
    parts = [
        "session",
        "windows",
        "settings",
        "key",
        "microphone",
        "model",
        "device",
        "typing",
        "disk",
        "app",
    ]
    assert [finding["part"] for finding in findings] == parts


@pytest.mark.desktop
def test_without_a_session_each_missing_part_says_what_to_do(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
    kept = ("PATH", "MAXWHISPER_COMPILED")
    bare = {name: os.environ[name] for name in kept if name in os.environ} | home
    done = subprocess.run(
        [*PROGRAM], env=bare, cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "FAIL  session" in done.stdout
    assert "FAIL  typing" in done.stdout
    assert "Log in to your desktop" in done.stdout
    assert "Traceback" not in done.stderr


def test_without_a_model_the_one_that_suits_is_named_with_its_size(tmp_path: Path) -> None:
    models = LocalModels(folder=tmp_path, starters=())
    found = examine_models(models, MachineMeans(n_cores=2, memory_gb=8.0, has_card=False), {})
    assert not found.works
    assert found.sentence == (
        "No model is installed; base suits this machine, a download of 293 MB."
    )
    assert found.mend == "maxwhisper models get base"
