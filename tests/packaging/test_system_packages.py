"""Missing system packages are installed by the package manager, or named in one command.

The package managers are fakes that record their calls; ``packaging/fresh`` tries real Debian
systems.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FEDORA = Path(__file__).with_name("fedora-packages.txt").read_text().splitlines()
TOOLS = ("bash", "cat", "env", "grep", "kill", "mktemp", "rm", "sleep", "sort", "tail")


class Machine:
    """A system with only a shell, its tools and a package manager."""

    def __init__(self, folder: Path) -> None:
        self._programs = folder / "bin"
        self._programs.mkdir()
        self._calls = folder / "calls"
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self._programs / tool).symlink_to(found)
        self.has("ldconfig", "exit 0")  # no library is here

    def has(self, program: str, script: str = "exit 0") -> None:
        """Add a program that records its calls."""
        path = self._programs / program
        path.write_text(f'#!/bin/bash\necho "{program} $*" >> "{self._calls}"\n{script}\n')
        path.chmod(0o755)

    def is_used_by(self, user_id: int) -> None:
        """Set the user that ``id`` reports."""
        self.has("id", f"echo {user_id}")

    def ensure(self, kind: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up of missing packages."""
        return subprocess.run(
            [
                "bash",
                "-c",
                f"set -euo pipefail; source packaging/setup.sh; ensure_system {kind}",
            ],
            cwd=ROOT,
            env={"PATH": str(self._programs), "HOME": "/nonexistent"},
            stdin=subprocess.DEVNULL,
            check=False,
            capture_output=True,
            text=True,
        )

    def calls(self, program: str) -> list[list[str]]:
        """Return the arguments of each call of a program."""
        lines = self._calls.read_text().splitlines()
        return [line.split()[1:] for line in lines if line.split()[0] == program]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def _packages(call: Sequence[str]) -> set[str]:
    return {word for word in call[1:] if not word.startswith(("-", "DPkg"))}


@pytest.mark.parametrize("kind", ["use", "develop"])
def test_all_fedora_packages_exist(machine: Machine, kind: str) -> None:
    machine.is_used_by(0)
    machine.has("dnf")
    done = machine.ensure(kind)
    assert done.returncode == 0, done.stderr
    (call,) = machine.calls("dnf")
    assert call[:2] == ["install", "-y"]
    assert _packages(call) <= set(FEDORA)
    assert {"python3", "portaudio", "libglvnd-egl"} <= _packages(call)
    assert ("xdotool" in call) == (kind == "develop")


def test_pipewire_is_not_replaced_on_fedora(machine: Machine) -> None:
    machine.is_used_by(0)
    machine.has("dnf")
    machine.ensure("develop")
    (call,) = machine.calls("dnf")
    assert "pulseaudio" not in call


def test_debian_installs_all_missing_packages_at_once(machine: Machine) -> None:
    machine.is_used_by(0)
    machine.has("apt-get")
    machine.has("xdotool")
    assert machine.ensure("develop").returncode == 0
    update, install = machine.calls("apt-get")
    assert update == ["update"]
    assert {"python3-venv", "libportaudio2", "openbox"} <= _packages(install)
    assert "xdotool" not in install
    assert len(install) == len(set(install))


def test_a_user_with_sudo_needs_no_second_command(machine: Machine) -> None:
    machine.is_used_by(1000)
    machine.has("apt-get")
    machine.has("sudo", '[ "$1" = -n ] || "$@"')
    assert machine.ensure("use").returncode == 0
    assert [call[0] for call in machine.calls("apt-get")] == ["update", "install"]


@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_a_user_without_sudo_gets_the_one_command(machine: Machine, manager: str) -> None:
    machine.is_used_by(1000)
    machine.has(manager)
    done = machine.ensure("use")
    assert done.returncode == 1
    why, command = done.stderr.splitlines()
    assert why == "error: system packages are missing; install them, then run this again:"
    assert f"sudo {manager} install" in command
    assert "python3" in command.split()


def test_a_failed_installation_says_why_in_a_line(machine: Machine) -> None:
    machine.is_used_by(0)
    machine.has("apt-get", "echo one; echo 'E: Unable to locate package xvfb' >&2; exit 100")
    done = machine.ensure("use")
    assert done.returncode == 1
    *_, last = done.stderr.splitlines()
    assert last.startswith("error: system packages could not be installed: E: Unable to locate")


def test_with_another_package_manager_missing_packages_are_named(machine: Machine) -> None:
    machine.is_used_by(0)
    done = machine.ensure("use")
    assert done.returncode == 1
    assert "libportaudio.so.2" in done.stderr


def test_an_activated_environment_is_not_renewed_with_its_own_python() -> None:
    found = subprocess.run(
        ["bash", "-c", 'source packaging/setup.sh; find_python; echo "$PATH"'],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{ROOT}/.venv/bin:{os.environ['PATH']}:/last"},
        check=True,
        capture_output=True,
        text=True,
    )
    python, path = found.stdout.splitlines()
    assert not python.startswith(f"{ROOT}/.venv/")
    assert f"{ROOT}/.venv/bin" not in path.split(":")
    assert path.endswith(":/last")
