"""Commands from other processes to the running app, over the real socket."""

import contextlib
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from patience import wait_for
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from typing_extensions import override

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.tray import becomes_the_app
from maxwhisper_desktop.control import server as control_server
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.control.instance_lock import InstanceLock
from maxwhisper_desktop.control.server import ControlServer
from maxwhisper_desktop.system.paths import runtime_socket


def _answer(command: str) -> dict[str, object]:
    if command == "nonsense":
        raise ValueError("There is no command 'nonsense'")
    return {"state": "ready", "asked": command}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "runtime").mkdir(exist_ok=True)
    return tmp_path / "control.sock"


@pytest.fixture
def server(path: Path, qtbot: QtBot) -> Iterator[ControlServer]:
    server = ControlServer(path, _answer)
    yield server
    server.shut_down()


def test_a_stopped_app_is_told_at_once(path: Path) -> None:
    listen = (
        "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]);"
        " s.listen(); print(flush=True); input()"
    )
    app = subprocess.Popen(
        [sys.executable, "-c", listen, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert app.stdout is not None
    app.stdout.readline()
    app.send_signal(signal.SIGSTOP)
    state = Path(f"/proc/{app.pid}/stat")
    wait_for(lambda: state.read_text().rpartition(")")[2].split()[0] == "T")
    with pytest.raises(ControlError, match=f"kill -CONT {app.pid}"):
        send_command(path, "status")
    app.send_signal(signal.SIGCONT)
    app.communicate()


class Client(QThread):
    """Sends one command from another thread, as another process would."""

    def __init__(self, path: Path, command: str) -> None:
        super().__init__()
        self.path, self.command = path, command
        self.document: dict[str, object] = {}
        self.error = ""

    @override
    def run(self) -> None:
        try:
            self.document = send_command(self.path, self.command)
        except (ControlError, NotRunningError) as error:
            self.error = str(error)


def _send(qtbot: QtBot, path: Path, command: str) -> Client:
    client = Client(path, command)
    with qtbot.waitSignal(client.finished):
        client.start()
    return client


def test_a_command_is_answered_with_a_document(
    server: ControlServer, path: Path, qtbot: QtBot
) -> None:
    assert _send(qtbot, path, "toggle").document == {"state": "ready", "asked": "toggle"}


def test_an_unknown_command_is_an_error(
    server: ControlServer, path: Path, qtbot: QtBot
) -> None:
    assert _send(qtbot, path, "nonsense").error == "There is no command 'nonsense'"


def test_only_its_owner_may_use_the_socket(server: ControlServer, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_silent_and_endless_clients_block_nobody(
    server: ControlServer, path: Path, qtbot: QtBot
) -> None:
    silent, endless = (socket.socket(socket.AF_UNIX) for _ in range(2))
    silent.connect(str(path))
    endless.connect(str(path))
    endless.sendall(b"x" * 10_000)
    assert _send(qtbot, path, "status").document["asked"] == "status"
    silent.close()
    endless.close()
    assert _send(qtbot, path, "status").document["asked"] == "status"


@pytest.fixture
def asked(path: Path, qtbot: QtBot) -> Iterator[list[str]]:
    """The commands that a server executed."""
    asked: list[str] = []

    def answer(command: str) -> dict[str, object]:
        asked.append(command)
        return {}

    server = ControlServer(path, answer)
    yield asked
    server.shut_down()


def test_a_command_whose_client_has_disconnected_is_not_executed(
    asked: list[str], path: Path, qtbot: QtBot
) -> None:
    # The app's event loop does not run meanwhile, as if the app were suspended.
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(b"toggle\n")
    _send(qtbot, path, "status")
    assert asked == ["status"]


def test_a_client_that_closes_only_its_writing_end_is_answered(
    asked: list[str], path: Path, qtbot: QtBot
) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(b"toggle\n")
        client.shutdown(socket.SHUT_WR)
        qtbot.waitUntil(lambda: asked == ["toggle"])
        assert client.recv(100) == b"{}\n"


def test_a_silent_client_is_disconnected(
    asked: list[str], path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control_server, "SILENCE_MS", 1)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.settimeout(0)
        dropped: list[bytes] = []

        def is_dropped() -> bool:
            with contextlib.suppress(BlockingIOError):
                dropped.append(client.recv(100))
            return dropped == [b""]

        qtbot.waitUntil(is_dropped)
    assert asked == []


def test_without_an_app_the_command_to_start_it_is_named(path: Path) -> None:
    with pytest.raises(NotRunningError, match="start it with: maxwhisper"):
        send_command(path, "status")


def test_a_socket_left_by_a_crash_is_taken_over(path: Path, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(path))
    server = ControlServer(path, _answer)
    assert _send(qtbot, path, "status").document["asked"] == "status"
    server.shut_down()
    assert not path.exists()


def test_only_one_app_has_the_lock_until_it_ends(path: Path) -> None:
    first, second = InstanceLock(path), InstanceLock(path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_the_command_line_says_that_no_app_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["toggle"]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err) == (
        "",
        "error: MaxWhisper is not running; start it with: maxwhisper\n",
    )


def test_without_a_screen_the_app_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 1
    assert capsys.readouterr().err.startswith("error: There is no screen")


def test_a_second_instance_shows_the_panel_of_the_first(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = InstanceLock(runtime_socket())
    assert lock.acquire()
    asked: list[str] = []

    def answer(command: str) -> dict[str, object]:
        asked.append(command)
        return {}

    server = ControlServer(runtime_socket(), answer)
    statuses: list[int] = []
    thread = threading.Thread(target=lambda: statuses.append(run([])))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    server.shut_down()
    lock.release()
    assert (statuses, asked) == ([0], ["show"])
    assert "already running" in capsys.readouterr().err


def test_a_second_start_takes_over_from_an_app_that_is_just_ending() -> None:
    first, second = (InstanceLock(runtime_socket()) for _ in range(2))
    assert first.acquire()
    took_over: list[bool] = []
    thread = threading.Thread(target=lambda: took_over.append(becomes_the_app(second)))
    thread.start()
    first.release()
    thread.join()
    assert took_over == [True]
    second.release()


def test_a_second_start_waits_for_the_first_to_listen(qtbot: QtBot) -> None:
    first = InstanceLock(runtime_socket())
    assert first.acquire()
    took_over: list[bool] = []
    second = InstanceLock(runtime_socket())
    thread = threading.Thread(target=lambda: took_over.append(becomes_the_app(second)))
    thread.start()
    server = ControlServer(runtime_socket(), _answer)
    qtbot.waitUntil(lambda: not thread.is_alive())
    server.shut_down()
    first.release()
    assert took_over == [False]


def test_the_command_line_prints_the_app_s_status(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    document = {
        "state": "ready",
        "model": "base",
        "device": "cpu",
        "hotkey": "F9",
        "problem": None,
    }
    server = ControlServer(runtime_socket(), lambda _: dict(document))
    statuses: list[int] = []
    thread = threading.Thread(target=lambda: statuses.append(run(["status"])))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    server.shut_down()
    assert statuses == [0]
    assert capsys.readouterr().out == "ready: base on cpu; hold F9\n"
