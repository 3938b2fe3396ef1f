"""What the doctor finds, on a desktop that has all and on one that has nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desktop.desk import Desk

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
    assert "Log in to a graphical session" in done.stdout
    assert "Traceback" not in done.stderr
