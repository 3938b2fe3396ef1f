"""Fakes of all adapters that the app's services use; the engine is a fake in a real process."""

import sys
from collections.abc import Callable
from pathlib import Path

from engine.audio.waveform import Waveform
from engine.sentence import Sentence
from fakes.fake_keyring import FakeKeyring
from fakes.fake_ports import FakeHotkey, FakeMicrophone, FakePlayers, FakeTypist
from maxwhisper_desktop.mechanisms import Choice, Standing, Tell, Verdict
from maxwhisper_desktop.ports import (
    Hotkey,
    Microphone,
    MicrophoneNews,
    TellMicrophone,
    Typist,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.services.services import Adapters


class Outside:
    """The fake adapters."""

    def __init__(self, sound: Waveform, folder: Path) -> None:
        self.microphone = FakeMicrophone(sound)
        self.typist = FakeTypist()
        self.keyring = FakeKeyring()
        self.players = FakePlayers()
        self.program: str | None = None
        self.hotkeys: list[FakeHotkey] = []
        self.taken_keys: set[str] = set()
        self._command = (sys.executable, "-m", "fakes.fake_engine_host", str(folder))

    def hotkey(self, key: str, report: Callable[[object], None], tell: Tell) -> Choice[Hotkey]:
        self.tell_of_hotkey = tell
        if key in self.taken_keys:
            refused = Verdict("fake", Standing.LACKING, Sentence(f"{key} is taken"))
            return Choice(None, (refused,))
        self.hotkeys.append(FakeHotkey(name=key))
        self.hotkeys[-1].listen(report)
        return Choice(
            self.hotkeys[-1], (Verdict("fake", Standing.USABLE, Sentence("It is a fake.")),)
        )

    def open_microphone(self, _: str | None, tell: TellMicrophone) -> Microphone:
        self.tell_of_microphone = tell
        tell(MicrophoneNews(self.microphone.name))
        return self.microphone

    def open_typist(self, _: object, __: object, tell: Tell) -> Choice[Typist]:
        self.tell_of_typist = tell
        return Choice(
            self.typist, (Verdict("fake", Standing.USABLE, Sentence("It is a fake.")),)
        )

    def engine(self) -> EngineProcess:
        return EngineProcess(self._command)

    def adapters(self) -> Adapters:
        return Adapters(
            self.hotkey,
            self.open_microphone,
            lambda: [("fake", "A fake microphone")],
            self.open_typist,
            self.keyring,
            self.keyring.is_there,
            self.players,
            lambda: self.program,
            self.engine,
        )
