"""Playing a dropped file: where it is, jumps, and what cannot be played."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.fake_sounddevice import Card, FakeSoundDevice, FakeStream
from pytestqt.qtbot import QtBot

from engine.audio.waveform import SAMPLE_RATE
from engine.errors import AudioFileError
from engine.sentence import Sentence
from maxwhisper_desktop.presenters.file_player import FilePlayer
from maxwhisper_desktop.sound.playback import Player
from maxwhisper_desktop.sound.sound_library import SoundLibrary

MB = 1_000_000
TALK = np.linspace(-0.5, 0.5, 10 * SAMPLE_RATE, dtype=np.float32)


class Desk:
    """A player of files with a fake loudspeaker and a clock that the test sets."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.speaker = FakeSoundDevice(Card("Speaker"))
        self.player = Player(SoundLibrary(self.speaker))
        self.now_s = 100.0
        self.n_read = 0
        self.sound = [TALK.tobytes()]
        self.files = FilePlayer(self.player, self._read, lambda: self.now_s)
        self.places: list[tuple[int | None, float]] = []
        self.files.moved.connect(self._note)

    def stream(self) -> FakeStream:
        """Wait until a file is heard."""
        self.qtbot.waitUntil(lambda: not self.speaker.started.empty())
        return self.speaker.running()

    def _note(self, number: int | None, place_s: float) -> None:
        self.places.append((number, place_s))

    def _read(self, path: Path, given_up: threading.Event) -> Iterator[bytes]:
        self.n_read += 1
        if path.stem == "broken":
            raise AudioFileError(Sentence("it contains no audio"))
        return iter(self.sound)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.files.shut_down()
    desk.player.shut_down()


def test_a_file_is_heard_from_the_chosen_place(desk: Desk) -> None:
    desk.files.play(1, Path("talk.wav"), 4.0)
    heard = desk.stream().play(100)
    np.testing.assert_array_equal(heard, TALK[4 * SAMPLE_RATE :][:100])


def test_the_place_follows_the_clock(desk: Desk, qtbot: QtBot) -> None:
    desk.files.play(1, Path("talk.wav"), 4.0)
    desk.stream()
    desk.now_s += 1.5
    qtbot.waitUntil(lambda: desk.places[-1] == (1, 5.5))


def test_a_jump_needs_no_second_reading(desk: Desk, qtbot: QtBot) -> None:
    desk.files.play(1, Path("talk.wav"), 0.0)
    first = desk.stream()
    desk.files.play(1, Path("talk.wav"), 8.0)
    qtbot.waitUntil(lambda: not first.is_running)
    heard = desk.stream().play(100)
    np.testing.assert_array_equal(heard, TALK[8 * SAMPLE_RATE :][:100])
    assert desk.n_read == 1
    assert desk.places[-1][0] == 1


def test_hours_of_sound_take_no_memory(desk: Desk) -> None:
    n_blocks = 64
    desk.sound = [bytes(MB)] * n_blocks
    before = own_memory()
    desk.files.play(1, Path("talk.wav"), 60.0)
    desk.stream().play(100)
    assert own_memory() - before < n_blocks * MB / 4


def own_memory() -> int:
    """Return the bytes of this process that no file holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def test_a_file_without_samples_ends_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.sound = []
    desk.files.play(1, Path("talk.wav"), 0.0)
    stream = desk.stream()
    while stream.is_running:
        assert not stream.play(SAMPLE_RATE).any()
    qtbot.waitUntil(lambda: desk.places[-1][0] is None)


def test_the_end_of_a_file_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.files.play(1, Path("talk.wav"), 9.5)
    stream = desk.stream()
    while stream.is_running:
        stream.play(SAMPLE_RATE)
    qtbot.waitUntil(lambda: desk.places[-1][0] is None)


def test_a_stopped_file_is_silent_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.files.play(1, Path("talk.wav"), 0.0)
    stream = desk.stream()
    desk.files.stop()
    assert desk.places[-1][0] is None
    qtbot.waitUntil(lambda: not stream.is_running)


def test_a_file_that_cannot_be_read_is_told(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.files.failed) as failed:
        desk.files.play(1, Path("broken.wav"), 0.0)
    assert "it contains no audio" in failed.args[0]
    assert desk.places[-1][0] is None


def test_without_a_loudspeaker_a_sentence_says_so(qtbot: QtBot) -> None:
    files = FilePlayer(None)
    with qtbot.waitSignal(files.failed):
        files.play(1, Path("talk.wav"), 0.0)
    files.shut_down()
