"""An environment is exactly the tested one, created completely or not at all."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import environment
import pytest
from environment import downloads, main

ENVIRONMENT = Path(environment.__file__)

# What an installer of the tests does: it makes a Python that works, and notes that it ran.
INSTALL = """
import os, pathlib, sys
folder = pathlib.Path(sys.argv[1])
(folder / "bin").mkdir(exist_ok=True)
os.symlink("/bin/true", folder / "bin" / "python")
with open("installed", "a") as log:
    log.write(sys.argv[2] + "\\n")
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with locked versions, as the current folder."""
    project = tmp_path / "project"
    (project / "packaging" / "locked").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[project]")
    (project / "packaging" / "locked" / "use.txt").write_text("one==1.0")
    monkeypatch.chdir(project)
    return project


def _install(kind: str, folder: Path) -> Sequence[Sequence[str]]:
    return [[sys.executable, "-I", "-S", "-c", INSTALL, str(folder), kind]]


def _say(words: str, status: int = 1) -> Callable[[str, Path], Sequence[Sequence[str]]]:
    """Return an installer that prints something and exits."""
    program = "import sys; print(sys.argv[1]); sys.exit(int(sys.argv[2]))"
    command = [sys.executable, "-I", "-S", "-c", program, words, str(status)]
    return lambda _kind, _folder: [command]


def _installed() -> list[str]:
    log = Path("installed")
    return log.read_text().splitlines() if log.exists() else []


def test_a_valid_environment_is_kept() -> None:
    main("use", Path("env"), _install)
    main("use", Path("env"), _install)
    assert _installed() == ["use"]


def test_a_development_environment_includes_use_but_not_the_reverse() -> None:
    main("use", Path("env"), _install)
    main("develop", Path("env"), _install)
    main("use", Path("env"), _install)
    assert _installed() == ["use", "develop"]


def _renew_lock(project: Path) -> None:
    (project / "packaging" / "locked" / "use.txt").write_text("one==1.1")


def _lose_python(project: Path) -> None:
    (project / "env" / "bin" / "python").unlink()
    (project / "env" / "bin" / "python").symlink_to("/bin/false")


def _be_interrupted(project: Path) -> None:
    (project / "env" / "made-for").unlink()


@pytest.mark.parametrize("happen", [_renew_lock, _lose_python, _be_interrupted])
def test_an_outdated_environment_is_created_anew(
    project: Path, happen: Callable[[Path], None]
) -> None:
    main("use", Path("env"), _install)
    (project / "env" / "left").touch()
    happen(project)
    main("use", Path("env"), _install)
    assert _installed() == ["use", "use"]
    assert not (project / "env" / "left").exists()


# The installers' own words, as pip 23 to 26 and uv 0.13 said them when each was made to happen.
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            (
                "WARNING: Retrying after connection broken by 'NewConnectionError('Failed to establish "
                "a new connection: [Errno -3] Temporary failure in name resolution')'\n"
                "ERROR: No matching distribution found for uv==0.13.9"
            ),
            "connect this machine to the network",
        ),
        (
            "error: Request failed after 3 retries\n  cause: client error (Connect)\n  cause: dns error",
            "connect this machine to the network",
        ),
        (
            (
                "WARNING: Retrying after connection broken by 'ProxyError('Cannot connect to proxy.')'\n"
                "ERROR: No matching distribution found for uv==0.13.9"
            ),
            "set HTTPS_PROXY",
        ),
        (
            (
                "error: Request failed\n  cause: client error (Connect)\n  cause: tunnel error: failed to "
                "create underlying connection"
            ),
            "set HTTPS_PROXY",
        ),
        (
            (
                "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate "
                "verify failed: unable to get local issuer certificate'))"
            ),
            "set SSL_CERT_FILE",
        ),
        (
            (
                "error: Failed to download `pyside6-essentials==6.11.3`\n  cause: I/O operation failed "
                "during extraction\n  cause: No space left on device (os error 28)"
            ),
            "the disk is full",
        ),
        (
            "ERROR: Could not install packages: [Errno 122] Disk quota exceeded",
            "the disk is full",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "differs from the tested one",
        ),
        (
            "error: Hash mismatch for `av==19.0.2`\n Computed:\n sha256:aa",
            "differs from the tested one",
        ),
        (
            "error: max-core==26.7.0 has no wheels with a matching platform tag",
            "x86-64 or arm64 and Python 3.11 to 3.14",
        ),
        ("ERROR: [Errno 13] Permission denied: '/home/a/.cache/pip'", "make the project"),
        ("something new\n\nwent wrong", "setting up failed: went wrong"),
        ("", "setting up failed: no output"),
    ],
)
def test_a_failure_is_one_sentence_with_a_remedy(
    said: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main("use", Path("env"), _say(said))
    assert ended.value.code == 1
    *_, last = capsys.readouterr().err.splitlines()
    assert last.startswith("error: ")
    assert sentence in last
    assert "env/setup.log" in last
    assert not Path("env", "made-for").exists()


def test_installers_output_is_logged_but_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main("use", Path("env"), _say("+ one==1.0", status=0))
    shown = capsys.readouterr().err
    assert "+ one==1.0" not in shown
    assert "setting up env" in shown
    assert "+ one==1.0" in Path("env", "setup.log").read_text()


def test_a_full_disk_is_reported_before_anything_is_downloaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "NEEDED_BYTES", {"use": 1 << 60})
    with pytest.raises(SystemExit):
        main("use", Path("env"), _install)
    assert "the disk is full" in capsys.readouterr().err
    assert _installed() == []


def test_an_unwritable_project_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "env").touch()
    with pytest.raises(SystemExit):
        main("use", Path("env", "inner"), _install)
    assert capsys.readouterr().err.startswith("error: ")


# Stands for Python's own ``venv``: it tells its number, then makes an environment for ever.
ENDLESS_VENV = """
import os, signal
with open("running", "w") as fifo:
    fifo.write(str(os.getpid()))
signal.pause()
"""


def _program(project: Path, **environment_: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(ENVIRONMENT), "use", "env"],
        cwd=project,
        env=os.environ | environment_,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_set_up_ends_its_installer_and_can_continue(
    project: Path, tmp_path: Path, how: signal.Signals
) -> None:
    (tmp_path / "venv.py").write_text(ENDLESS_VENV)
    os.mkfifo(project / "running")
    process = _program(project, PYTHONPATH=str(tmp_path))
    installer = int((project / "running").read_text())
    process.send_signal(how)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "stopped; run this again to continue"
    with pytest.raises(ProcessLookupError):
        os.kill(installer, 0)
    main("use", Path("env"), _install)
    assert _installed() == ["use"]


@pytest.fixture
def _ctrl_c_stops() -> Iterator[None]:
    """Python's own way with SIGINT, which a shell's background jobs ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_stops")
def test_a_stop_while_the_installer_is_starting_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []

    class StoppedAtOnce(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(subprocess, "Popen", StoppedAtOnce)
    endless = [sys.executable, "-I", "-S", "-c", "import signal; signal.pause()"]
    with pytest.raises(SystemExit) as stopped:
        main("use", Path("env"), lambda *_: [endless])
    assert stopped.value.code == 130
    assert [process.returncode for process in started] == [-signal.SIGTERM]


def test_a_second_set_up_waits_and_uses_the_first_one_s_result(project: Path) -> None:
    main("use", Path("made by the first"), _install)
    folder = os.open(project, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    second = _program(project)
    assert second.stderr is not None
    assert "waiting for it" in second.stderr.readline()
    Path("made by the first").rename("env")
    os.close(folder)
    _, said = second.communicate()
    assert (second.returncode, said) == (0, "")


def test_progress_counts_downloaded_and_total_bytes() -> None:
    log = (
        "Downloading av (34.0MiB)\nDownloading max (2.0GiB)\nDownloading six (11.5KiB)\n"
        " Downloaded av\n"
    )
    assert downloads("Using Python 3.13\n") == (0, 0)
    assert downloads(log) == (34 * 2**20, 34 * 2**20 + 2**31 + 11.5 * 2**10)
