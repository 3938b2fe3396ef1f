"""The real app on a desktop of its own, with the real engine, a real key and a real voice."""

import fcntl
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from patience import PATIENCE_S, HopelessError
from project_files import HELPERS

from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.desk_targets import DragSource, Window
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
"""The model may have to be compiled first."""


class DictatingDesk:
    """A desk with the app on it."""

    def __init__(self, desk: Desk, key: str = KEY) -> None:
        self.desk = desk
        self.key = key
        self.person = Person(desk)
        self._socket = desk.folder / "maxwhisper" / "control.sock"
        self._log_file = desk.folder / "state" / "maxwhisper" / "desktop.log"
        self._gaps = desk.folder / "gaps"
        self._gate = desk.folder / "gate"
        self._gate.touch()

    def start(self, settings: str = SETTINGS, program: Sequence[str] = ()) -> None:
        """Start the app and wait until it can recognise."""
        file = self.desk.folder / "config" / "maxwhisper" / "settings.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings, encoding="utf-8")
        program = program or (str(WATCHED_APP), str(self._gaps), str(self._gate))
        helpers = {"PYTHONPATH": str(HELPERS)}
        self.process = self.desk.spawn(sys.executable, *program, more=helpers)
        status = self.wait_until(
            lambda status: status["state"] in {"ready", "failed"}, patience_s=COMPILE_S
        )
        assert status["state"] == "ready", status

    def command(self, command: str) -> None:
        """Send the app a command."""
        send_command(self._socket, command)

    @contextmanager
    def engine_held(self) -> Iterator[None]:
        """Let no recognition begin meanwhile."""
        with self._gate.open() as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def kill_engine(self) -> None:
        """Let the engine's process die as a driver's fault would."""
        engine = "gated_engine_host"
        self.desk.run("pkill", "-KILL", "-P", str(self.process.pid), "-f", engine)

    def lengths_recognised(self) -> list[float]:
        """Return how long the recordings were that the engine has done, in seconds, in order."""
        return [float(line) for line in self._gate.read_text().split()]

    def n_files_running(self) -> int:
        """How many recognitions of files the engine has begun and not ended."""
        log = self._log_file.read_text()
        return log.count(" begins\n") - log.count(" ends\n")

    def drag(self, file: Path, target: str) -> DragSource:
        """Drag a file into the middle of a window with this title.

        Returns:
            Where it comes from, which has to be there until the file is taken.
        """
        end = Window(self.desk, target).focus()
        start = DragSource(self.desk, file)
        self.person.move(*start.middle)
        self.person.button_down(1)
        goal = end.middle
        self.person.move(*goal)

        def is_welcome() -> bool:
            # A hand is never still, and programs follow it one motion after the other.
            self.person.move(goal[0] + 1, goal[1])
            self.person.move(*goal)
            return start.is_welcome

        start.wait_for(is_welcome)
        self.person.button_up(1)
        return start

    def end(self, *, crash: bool = False) -> None:
        """End the app, in good order or not."""
        self.desk.stop(self.process, crash=crash)

    def status(self) -> dict[str, Any]:
        """What the app says of itself; empty while it does not answer."""
        try:
            return send_command(self._socket, "status")
        except (NotRunningError, ControlError):
            return {"state": None, "last": None}

    def wait_until(
        self,
        condition: Callable[[dict[str, Any]], object],
        patience_s: float = PATIENCE_S,
    ) -> dict[str, Any]:
        """Return the first status for which ``condition`` holds, as long as the app lives.

        A state that passes by itself may never be seen: it has to be held, as by ``engine_held``.
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
        """What the app wrote down, and what it said on its streams."""
        logged = self._log_file.read_text() if self._log_file.exists() else ""
        return logged[-4000:] + self.desk.log(sys.executable)[-2000:]

    def play(self, speech: Path) -> None:
        """Let the microphone hear a WAV file, to its end."""
        self.desk.run("paplay", "--device=mic_in", str(speech))

    def take_after(self, before: object) -> dict[str, Any]:
        """Wait for another take to end than was the last before; return what is known of it."""
        last = self.wait_until(lambda status: status["last"] not in (None, before))["last"]
        assert isinstance(last, dict)
        return last

    def dictate(self, speech: Path) -> None:
        """Hold the key while a WAV file is spoken."""
        with self.person.holding(self.key):
            self.wait_until(lambda status: status["state"] == "recording")
            self.play(speech)

    @property
    def longest_block_ms(self) -> float:
        """How long the app's main thread was ever blocked."""
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
