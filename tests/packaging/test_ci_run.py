"""What CI does beside the checks, with other programs in place of the long ones."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / ".ci" / "run"
SKIPS = "skipping dictation on current desktops"
SECOND = "passed only on the second try"


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str, str], subprocess.CompletedProcess[str]]:
    """Runs it, with Bash code in place of the desktops' creation and of the tests on them."""

    def put(name: str, code: str) -> None:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/usr/bin/env bash\n{code}\n")
        file.chmod(0o755)

    def run(create: str, test: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / ".ci").mkdir()
        shutil.copy(RUN, tmp_path / ".ci" / "run")
        put("bin/mmdebstrap", "")
        put("packaging/check", "")
        put("packaging/desktops", f'if [ "${{1:-}}" = test ]; then {test}; else {create}; fi')
        path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
        command = [tmp_path / ".ci" / "run"]
        environment = os.environ | {"PATH": path}
        return subprocess.run(
            command, check=False, env=environment, capture_output=True, text=True
        )

    return run


def test_dictation_that_passes_is_tried_once(
    run: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    done = run("true", "echo tried")
    assert done.returncode == 0
    assert done.stdout == "tried\n"
    assert "warning" not in done.stderr


def test_a_machine_that_cannot_create_desktops_says_that_they_are_skipped(
    run: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    done = run("exit 1", "echo tried")
    assert done.returncode == 0
    assert SKIPS in done.stderr
    assert not done.stdout


def test_dictation_that_fails_once_is_tried_again_and_that_is_said(
    run: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    done = run("true", "[ -e failed ] || { touch failed; exit 1; }")
    assert done.returncode == 0
    assert SECOND in done.stderr


def test_dictation_that_fails_twice_fails(
    run: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    done = run("true", "echo tried; exit 1")
    assert done.returncode == 1
    assert done.stdout == "tried\n" * 2
