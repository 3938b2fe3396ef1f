"""A desktop of a test's own: a screen with a window manager, a session bus, a sound server.

It does not touch the machine's desktop and leaves nothing running::

    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        desk.spawn("xterm")
        desk.run("paplay", "--device=mic_in", "speech.wav")

``desk.services`` has each server by its program's name, so that it can be stopped alone.
Programs run in the desk's ``environment``; ``desk.move_in`` gives the test's process the same
session.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from types import MappingProxyType, TracebackType
from typing import Self

import pytest
from patience import PATIENCE_S, wait_for

from desktop.desk_servers import (
    ACCESSIBILITY,
    BUS_CONFIG,
    SOUND_SCRIPT,
    WITHOUT_COMPOSING,
    XVFB,
    read_display_number,
    sound_command,
    tray_command,
)

_OF_A_SESSION = (
    "DBUS_",
    "DISPLAY",
    "PULSE_",
    "QT_",
    "WAYLAND_",
    "XAUTHORITY",
    "XDG_",
    "XMODIFIERS",
)
_HOMES = ("CACHE", "CONFIG", "DATA", "STATE")
_TIED = ("setpriv", "--pdeathsig", "TERM", "--")


class Desk:
    """Servers and programs with one environment; leaving the ``with`` block ends them all."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.session: dict[str, str] = {}
        """The environment variables of the session, without those of the private home."""
        self.services: dict[str, subprocess.Popen[bytes]] = {}
        self._home = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_OF_A_SESSION)
        }
        self._home |= {f"XDG_{kind}_HOME": str(self.folder / kind.lower()) for kind in _HOMES}
        self._home |= {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)}
        self._home |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1"}
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            self.stop(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of programs on this desktop."""
        return self._home | self.session

    def move_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Give this process the desktop's session until the test ends."""
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in self.session.items():
            monkeypatch.setenv(name, value)

    def dbus(self) -> Self:
        """Start a session bus that does not start services on demand."""
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(socket=self.folder / "bus"), encoding="utf-8")
        self._serve("dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog")
        self.wait_for_server(self.folder / "bus")
        self.session["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.folder / 'bus'}"
        return self

    def accessibility(self) -> Self:
        """Start the bus of screen readers; programs tell them all from now on."""
        self._serve(ACCESSIBILITY, "--launch-immediately")
        question = ("--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self.wait_for(lambda: self.run("dbus-send", "--session", "--print-reply", *question))
        self.session["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        return self

    def x11(self, layout: str = "us", variant: str = "", *, tray: bool = False) -> Self:
        """Start a screen with a window manager and optionally a system tray."""
        reading, writing = os.pipe()
        try:
            self._serve(*XVFB, "-displayfd", str(writing), pass_fds=(writing,))
            os.close(writing)
            self.session["DISPLAY"] = read_display_number(reading)
        finally:
            os.close(reading)
        self.session |= {"XDG_SESSION_TYPE": "x11", "QT_QPA_PLATFORM": "xcb"}
        self.keyboard(layout, variant)
        self._serve("openbox", more=WITHOUT_COMPOSING)
        self.wait_for(lambda: "#" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        if tray:
            tray_program = tray_command()
            self._serve(*tray_program)
            name = f'"{tray_program[0]}"'
            self.wait_for(lambda: name in self.run("xwininfo", "-root", "-tree"))
        return self

    def keyboard(self, layout: str, variant: str = "") -> None:
        """Change the keyboard layout; ``us,ru`` gives two layouts to switch between."""
        self.run("setxkbmap", "-layout", layout, "-variant", variant)

    def pulse(self) -> Self:
        """Start a sound server, or restart it after it was stopped.

        It has a loudspeaker ``speaker`` and a microphone ``mic``, which records what is played
        to ``mic_in``. ALSA's default device uses it too.
        """
        place = self.folder / "pulse.socket"
        place.unlink(missing_ok=True)
        script = self.folder / "pulse.pa"
        script.write_text(SOUND_SCRIPT.format(socket=place), encoding="utf-8")
        self.session["PULSE_SERVER"] = f"unix:{place}"
        (self.folder / ".asoundrc").write_text(
            "pcm.!default pulse\nctl.!default pulse\n"
            "pcm.pulse { type pulse }\nctl.pulse { type pulse }\n",
            encoding="utf-8",
        )
        self._serve(*sound_command(script))
        self.wait_for_server(place)
        self.wait_for(lambda: "\tmic\t" in self.run("pactl", "list", "short", "sources"))
        return self

    def spawn(
        self,
        *command: str,
        piped: bool = False,
        pass_fds: tuple[int, ...] = (),
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; its output goes to ``log``, unless it is piped.

        Args:
            command: The program and its arguments.
            piped: Whether ``stdin`` and ``stdout`` are pipes.
            pass_fds: Open files to inherit.
            more: Additional environment variables.
        """
        # It ends with us, even if the test run is killed.
        tied = (*_TIED, *command)
        with self._log_of(command[0]).open("ab") as log:
            process = subprocess.Popen(
                tied,
                stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
                stdout=subprocess.PIPE if piped else log,
                stderr=log,
                env=self.environment | dict(more),
                cwd=self.folder,
                pass_fds=pass_fds,
            )
        self._processes.append(process)
        return process

    def ask(self, process: subprocess.Popen[bytes], question: str) -> object:
        """Send a line to a piped program, and return its answer, a line of JSON."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{question}\n".encode())
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, f"the program has ended: {self.log(_program_of(process))[-2000:]}"
        answer: object = json.loads(line)
        return answer

    def run(self, *command: str, patience_s: float = PATIENCE_S) -> str:
        """Run a program on this desktop, which must succeed; return its output."""
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=self.folder,
            check=True,
            timeout=patience_s,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return done.stdout.decode()

    def stop(self, program: str | subprocess.Popen[bytes], *, crash: bool = False) -> None:
        """End a server by its name, or any program, and wait for it."""
        process = self.services.pop(program) if isinstance(program, str) else program
        if process.poll() is None:
            process.send_signal(signal.SIGKILL if crash else signal.SIGTERM)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def log(self, program: str) -> str:
        """Return the output of all runs of ``program`` so far."""
        return self._log_of(program).read_text(encoding="utf-8", errors="replace")

    def screenshot(self, path: Path) -> None:
        """Save a screenshot as PNG."""
        self.run("import", "-window", "root", f"png:{path}")

    def wait_for_server(self, path: Path) -> None:
        """Return as soon as somebody listens at a socket, which is there a moment before."""

        def listens() -> bool:
            with socket(AF_UNIX, SOCK_STREAM) as client:
                return client.connect_ex(str(path)) == 0

        self.wait_for(listens)

    def wait_for(
        self,
        condition: Callable[[], object],
        *needed: subprocess.Popen[bytes],
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Return as soon as ``condition`` holds; a failing command counts as not holding.

        Args:
            condition: The condition.
            needed: Programs that it depends on, besides the servers.
            patience_s: The timeout, for what takes minutes even on an idle machine.

        Raises:
            HopelessError: One of the programs or servers has ended.
            TimeoutError: The condition did not hold in time.
        """

        def holds() -> object:
            try:
                return condition()
            except subprocess.CalledProcessError:
                return False

        wait_for(holds, lambda: self._obituary(*needed), patience_s)

    def _obituary(self, *needed: subprocess.Popen[bytes]) -> str | None:
        """Return which server or program has ended, with its output; None if none has."""
        for process in (*self.services.values(), *needed):
            if process.poll() is not None:
                program = _program_of(process)
                return (
                    f"{program} has ended ({process.returncode}): {self.log(program)[-2000:]}"
                )
        return None

    def _serve(
        self,
        *command: str,
        pass_fds: tuple[int, ...] = (),
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.services[command[0]] = self.spawn(*command, pass_fds=pass_fds, more=more)

    def _log_of(self, program: str) -> Path:
        return self.folder / f"{Path(program).name}.log"


def _program_of(process: subprocess.Popen[bytes]) -> str:
    assert isinstance(process.args, tuple)
    return str(process.args[len(_TIED)])
