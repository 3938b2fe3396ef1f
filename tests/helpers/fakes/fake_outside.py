"""All that the app's services meet, made of fakes; the engine is a fake in a real process."""

import sys
from pathlib import Path

from engine.audio.waveform import Waveform
from fakes.fake_ports import FakeHotkey, FakeMicrophone, FakeTypist
from maxwhisper_desktop.ports import HotkeyError
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.services.services import Adapters


class Outside:
    """What the services meet."""

    def __init__(self, sound: Waveform, folder: Path) -> None:
        self.microphone = FakeMicrophone(sound)
        self.typist = FakeTypist()
        self.hotkeys: list[FakeHotkey] = []
        self.taken_keys: set[str] = set()
        self._command = (sys.executable, "-m", "fakes.fake_engine_host", str(folder))

    def hotkey(self, key: str) -> FakeHotkey:
        if key in self.taken_keys:
            raise HotkeyError(f"{key} is taken")
        self.hotkeys.append(FakeHotkey(name=key))
        return self.hotkeys[-1]

    def engine(self) -> EngineProcess:
        return EngineProcess(self._command)

    def adapters(self) -> Adapters:
        return Adapters(
            self.hotkey,
            lambda _: self.microphone,
            lambda: [("fake", "A fake microphone")],
            lambda *_: self.typist,
            self.engine,
        )
