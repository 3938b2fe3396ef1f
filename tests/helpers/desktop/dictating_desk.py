"""The real app on its own desktop, with the real engine, key presses and a synthetic voice."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from patience import PATIENCE_S, HopelessError
from project_files import HELPERS

from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import DragSource, Window
from desktop.gate import poison_of
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command

KEY = "F9"
WATCHED_APP = Path(__file__).with_name("watched_app.py")
SETTINGS = f"""
hotkey = "{KEY}"
[recognition]
model = "tiny.en"
[presence]
sounds = false
"""
COMPILE_S = 3000.0
"""Seconds that loading may take, since the model may have to be compiled first."""


class Hands(Protocol):
    """A user who can hold keys."""

    def holding(self, *keys: str) -> AbstractContextManager[None]:
        """Keep keys down within the context."""
        ...


class DictatingDesk:
    """A desktop with the app running on it."""

    def __init__(
        self, desk: Desk, key: str = KEY, hands: Hands | None = None, home: Path | None = None
    ) -> None:
        """Prepare the app's files.

        Args:
            desk: The desk that it runs on.
            key: The key to hold.
            hands: The user who holds it; None for one at an X11 keyboard.
            home: Where the app's home is seen from here; None for the desk's folder.
        """
        self.desk = desk
        self.key = key
        self.home = home or desk.folder
        self.again_s = 0.0
        """How long the user has to wait between two takes, in seconds."""
        self._hands = hands
        self._socket = desk.folder / "maxwhisper" / "control.sock"
        self._log_file = self.home / "state" / "maxwhisper" / "desktop.log"
        self._gaps = desk.folder / "gaps"
        self._gate = desk.folder / "gate"
        self._gate.touch()

    @cached_property
    def person(self) -> Person:
        """The user at the X11 keyboard."""
        return Person(self.desk)

    def start(
        self,
        settings: str | None = SETTINGS,
        program: Sequence[str] = (),
        *,
        is_asked: bool = False,
    ) -> None:
        """Start the app and wait until it can recognise.

        Args:
            settings: The settings file; None for a new user, who has none.
            program: The arguments of Python; empty for the app itself.
            is_asked: Whether it first needs the user's permission.
        """
        if settings is not None:
            file = self.desk.folder / "config" / "maxwhisper" / "settings.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(settings, encoding="utf-8")
        program = program or (str(WATCHED_APP), str(self._gaps), str(self._gate))
        helpers = {"PYTHONPATH": str(HELPERS)}
        self._command = self.command_line(*program)
        self.process = self.desk.spawn(*self._command, more=helpers)
        status = self.wait_until(
            lambda status: status["state"] in {"ready", "failed"}, patience_s=COMPILE_S
        )
        assert status["model"], status
        assert status["state"] == ("failed" if is_asked else "ready"), status

    def command_line(self, *program: str) -> tuple[str, ...]:
        """Return the command line that runs a Python program where the app runs."""
        return (sys.executable, *program)

    def command(self, command: str) -> None:
        """Send the app a command."""
        send_command(self._socket, command)

    @contextmanager
    def engine_held(self) -> Iterator[None]:
        """Block new recognitions during the ``with`` block."""
        with self._gate.open() as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def engine_pids(self) -> list[int]:
        """The processes of the engine: one, or none."""
        # pgrep fails if there is none.
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "gated_engine_host"],
            check=False,
            capture_output=True,
        )
        return [int(line) for line in found.stdout.split()]

    def kill_engine(self) -> None:
        """Kill the engine's process, as a driver fault would."""
        (pid,) = self.engine_pids()
        os.kill(pid, signal.SIGKILL)

    def poison_engine(self) -> None:
        """Let the engine's next recognition fail for want of memory."""
        poison_of(self._gate).touch()

    def lengths_recognised(self) -> list[float]:
        """Return the lengths in seconds of all recordings recognised so far, in order."""
        return [float(line) for line in self._gate.read_text().split()]

    def n_files_running(self) -> int:
        """The number of unfinished recognitions of files."""
        log = self._log_file.read_text()
        return log.count(" begins\n") - log.count(" ends\n")

    def drag(self, file: Path, target: str) -> DragSource:
        """Drag a file to the centre of the window with this title.

        Returns:
            The drag's source, which must exist until the file is accepted.
        """
        end = Window(self.desk, target).focus()
        start = DragSource(self.desk, file)
        self.person.move(*start.middle)
        self.person.button_down(1)
        goal = end.middle
        # The drag begins over its source. Fields of text, which accept files too, may lie on the way: only
        # the goal's own welcome counts.
        self.person.move(start.middle[0] + 10, start.middle[1])

        def is_welcome() -> bool:
            # Programs react to motion events, so the pointer keeps moving.
            self.person.jump(goal[0] + 1, goal[1])
            self.person.jump(*goal)
            return start.is_welcome

        start.wait_for(is_welcome)
        self.person.button_up(1)
        return start

    def end(self, *, crash: bool = False) -> None:
        """End the app, cleanly or by a crash."""
        self.desk.stop(self.process, crash=crash)

    def status(self) -> dict[str, Any]:
        """The app's status; empty while it does not answer."""
        try:
            return send_command(self._socket, "status")
        except (NotRunningError, ControlError):
            return {"state": None, "hears": False, "last": None}

    def wait_until(
        self,
        condition: Callable[[dict[str, Any]], object],
        patience_s: float = PATIENCE_S,
    ) -> dict[str, Any]:
        """Wait for a status for which ``condition`` holds and return it; fail if the app ends.

        A transient state may be missed: hold it, as with ``engine_held``.
        """
        seen: list[dict[str, Any]] = []

        def is_so() -> object:
            seen[:] = [self.status()]
            return condition(seen[0])

        try:
            self.desk.wait_for(is_so, self.process, patience_s=patience_s)
        except (HopelessError, TimeoutError) as error:
            raise type(error)(f"{json.dumps(seen[0], indent=1)}\n{self.log()}") from error
        return seen[0]

    def log(self) -> str:
        """The app's log file and output."""
        logged = self._log_file.read_text() if self._log_file.exists() else ""
        return logged[-4000:] + self.desk.log(self._command[0])[-2000:]

    def play(self, speech: Path) -> None:
        """Play a whole WAV file to the microphone."""
        lasts_s = float(self.desk.run("soxi", "-D", str(speech)))
        self.desk.run("paplay", "--device=mic_in", str(speech), patience_s=lasts_s + PATIENCE_S)

    def last_take(self) -> object:
        """Return the last take, or None if there was none; waits for an app that is busy."""
        return self.wait_until(lambda status: status["state"])["last"]

    def take_after(self, before: object) -> dict[str, Any]:
        """Wait until the last take is another one than ``before``; return it."""
        last = self.wait_until(lambda status: status["last"] not in (None, before))["last"]
        assert isinstance(last, dict)
        return last

    def delivered_after(self, before: object) -> dict[str, Any]:
        """Wait as ``take_after``; the take's text must have been delivered."""
        last = self.take_after(before)
        assert last["delivered"], f"{last}\n{self.log()}"
        return last

    def dictate(self, speech: Path) -> None:
        """Hold the key while a WAV file is played."""
        with self.recording():
            self.play(speech)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Hold the key; the ``with`` block begins once the app hears."""
        time.sleep(self.again_s)
        with (self._hands or self.person).holding(self.key):
            self.wait_until(lambda status: status["hears"])
            yield

    @property
    def longest_block_ms(self) -> float:
        """The longest time that the app's main thread was blocked."""
        lines = self._gaps.read_text().split() if self._gaps.exists() else []
        return float(lines[-1]) if lines else 0.0


def say(desk: Desk, words: str, name: str, *, voice: str = "en-us") -> Path:
    """Return a WAV file in which a synthetic voice says ``words``."""
    raw, file = desk.folder / f"{name}-raw.wav", desk.folder / f"{name}.wav"
    desk.run("espeak-ng", "-v", voice, "-s", "150", "-w", str(raw), words)
    desk.run(
        "sox", str(raw), "-r", "48000", "-c", "1", "-b", "16", str(file), "pad", "0.1", "0.3"
    )
    return file
