"""The real app on a desktop of its own, with the real engine, a real key and a real voice."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desk import Desk
from desk_person import Person
from desk_targets import Window

from maxwhisper_desktop.control_client import ControlError, NotRunningError, send_command

KEY = "F9"
WATCHED_APP = Path(__file__).with_name("watched_app.py")
SETTINGS = f"""
hotkey = "{KEY}"
[recognition]
model = "tiny.en"
[presence]
sounds = false
"""
READY_S = 60.0
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

    def start(self, settings: str = SETTINGS, program: Sequence[str] = ()) -> None:
        """Start the app and wait until it can recognise."""
        file = self.desk.folder / "config" / "maxwhisper" / "settings.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings, encoding="utf-8")
        program = program or (str(WATCHED_APP), str(self._gaps))
        self.process = self.desk.spawn(sys.executable, *program)
        self.wait_until(lambda status: status["state"] == "ready", READY_S)

    def command(self, command: str) -> None:
        """Send the app a command."""
        send_command(self._socket, command)

    def kill_engine(self) -> None:
        """Let the engine's process die as a driver's fault would."""
        engine = "maxwhisper_desktop.recognizer.host"
        self.desk.run("pkill", "-KILL", "-P", str(self.process.pid), "-f", engine)

    def n_files_running(self) -> int:
        """How many recognitions of files the engine has begun and not ended."""
        log = self._log_file.read_text()
        return log.count(" begins\n") - log.count(" ends\n")

    def drag(self, source: str, target: str) -> None:
        """Drag from the middle of one window into the middle of another, by their titles."""
        start, end = Window(self.desk, source), Window(self.desk, target)
        end.focus()
        start.focus()
        self.person.move(*start.middle)
        self.person.button_down(1)
        self.person.move(*end.middle)
        self.person.button_up(1)

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
        self, condition: Callable[[dict[str, Any]], object], timeout_s: float = 20.0
    ) -> dict[str, Any]:
        """Return the first status for which ``condition`` holds."""
        seen: list[dict[str, Any]] = []

        def is_so() -> object:
            seen[:] = [self.status()]
            return condition(seen[0])

        try:
            self.desk.wait_for(is_so, timeout_s)
        except TimeoutError as error:
            raise TimeoutError(f"{json.dumps(seen[0], indent=1)}\n{self.log()}") from error
        return seen[0]

    def log(self) -> str:
        """What the app wrote down, and what it said on its streams."""
        logged = self._log_file.read_text() if self._log_file.exists() else ""
        return logged[-4000:] + self.desk.log(sys.executable)[-2000:]

    def play(self, speech: Path) -> None:
        """Let the microphone hear a WAV file, to its end."""
        self.desk.run("paplay", "--device=mic_in", str(speech), timeout_s=60)

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
