"""The thread that owns the engine, with an engine that crashes, hangs and fails on demand."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fakes.fake_engine_host as fake
import numpy as np
import pytest
from child_processes import children
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from engine.audio.waveform import Waveform
from engine.errors import AudioFileError
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.ports import (
    EngineChoice,
    LiveText,
    RecognitionDone,
    RecognitionProgress,
    RecognitionReport,
    RecognitionRequest,
    SpokenSoFar,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.messages import (
    Compiling,
    EngineReport,
    Loaded,
    LoadFailed,
    Loading,
    Restarted,
    Unloaded,
)
from maxwhisper_desktop.recognizer.worker import RecognizerWorker


class Told(QObject):
    """The worker's signals, collected on the main thread."""

    came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.all: list[RecognitionReport | EngineReport | LiveText] = []
        self.came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def _take(self, report: RecognitionReport | EngineReport | LiveText) -> None:
        self.all.append(report)

    def ends(self) -> list[RecognitionDone | RecognitionFailed]:
        return [end for end in self.all if isinstance(end, RecognitionDone | RecognitionFailed)]

    def kinds(self) -> list[type]:
        """The kinds of the engine's reports; the many reports of a compile count as one."""
        kinds = [type(report) for report in self.all if isinstance(report, EngineReport)]
        return [kind for i, kind in enumerate(kinds) if i == 0 or kind is not kinds[i - 1]]


@pytest.fixture
def told() -> Told:
    return Told()


Make = Callable[..., RecognizerWorker]


@pytest.fixture
def make(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    command = (sys.executable, "-m", "fakes.fake_engine_host", str(tmp_path))
    workers: list[RecognizerWorker] = []

    def start(choice: EngineChoice | None = None) -> RecognizerWorker:
        worker = RecognizerWorker(choice or EngineChoice(), lambda: EngineProcess(command))
        worker.engine_reported.connect(told.came)
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.shut_down()
        assert worker.isFinished()


def _sound(what: int) -> Waveform:
    return np.full(16_000, what / 100, np.float32)


def _asked(told: Told, what: int, number: int = 1, **more: object) -> RecognitionRequest:
    options = TranscribeOptions(prompt=str(number))
    return RecognitionRequest(number, lambda: _sound(what), options, told.came.emit, **more)  # type: ignore[arg-type]


def _loaded(make: Make, told: Told, qtbot: QtBot) -> RecognizerWorker:
    """Return a worker whose model is loaded."""
    worker = make()
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded])
    return worker


def _done(told: Told, qtbot: QtBot) -> RecognitionDone:
    """Wait for the one recognition to end well."""
    qtbot.waitUntil(lambda: bool(told.ends()))
    (end,) = told.ends()
    assert isinstance(end, RecognitionDone)
    return end


def _kill_engine() -> None:
    # Other tests may have left children that are just ending.
    (engine,) = (
        pid
        for pid in children()
        if b"fake_engine_host" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(engine, signal.SIGKILL)


def test_the_model_is_loaded_at_start_and_a_recording_is_transcribed(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    worker.recognise(_asked(told, fake.SAYS_HELLO))
    end = _done(told, qtbot)
    assert (end.number, end.transcript.text, end.is_cold) == (1, "hello 1", False)


def test_a_recording_that_waited_for_the_model_is_cold(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    make().recognise(_asked(told, fake.SAYS_HELLO))
    end = _done(told, qtbot)
    assert end.is_cold


def test_a_dictation_precedes_a_running_file_which_then_continues(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make()
    file = _asked(told, fake.NEVER_ENDS, 7, is_urgent=False)
    worker.recognise(file)
    qtbot.waitUntil(lambda: any(isinstance(one, RecognitionProgress) for one in told.all))
    worker.recognise(_asked(told, fake.SAYS_HELLO, 8))
    end = _done(told, qtbot)
    assert end.transcript.text == "hello 8"
    told.all.clear()
    qtbot.waitUntil(lambda: any(isinstance(one, RecognitionProgress) for one in told.all))
    worker.cancel(file)
    worker.recognise(_asked(told, fake.SAYS_HELLO, 9, is_urgent=False))
    qtbot.waitUntil(lambda: bool(told.ends()))
    assert [end.number for end in told.ends() if isinstance(end, RecognitionDone)] == [9]


def test_a_recording_is_repeated_after_its_engine_crashed(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make()
    worker.recognise(_asked(told, fake.DIES_ONCE))
    _done(told, qtbot)
    # Reports about the engine come by a queued signal, the text does not.
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded, Restarted, Loaded])


def test_a_recording_that_always_crashes_is_reported_and_the_next_one_works(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make()
    worker.recognise(_asked(told, fake.ALWAYS_DIES, 1))
    worker.recognise(_asked(told, fake.SAYS_HELLO, 2))
    qtbot.waitUntil(lambda: len(told.ends()) == 2)
    first, second = told.ends()
    assert isinstance(first, RecognitionFailed)
    assert "crashed 3 times" in first.detail
    assert isinstance(second, RecognitionDone)


def test_an_unreadable_recording_fails_with_the_reason(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    def unreadable() -> Waveform:
        raise AudioFileError(Sentence("It contains no audio"))

    def gone() -> Waveform:
        raise FileNotFoundError(2, "No such file or directory")

    worker = make()
    worker.recognise(RecognitionRequest(1, unreadable, TranscribeOptions(), told.came.emit))
    worker.recognise(RecognitionRequest(2, gone, TranscribeOptions(), told.came.emit))
    qtbot.waitUntil(lambda: len(told.ends()) == 2)
    assert told.ends() == [
        RecognitionFailed(1, Sentence("It contains no audio")),
        RecognitionFailed(
            2, Sentence("The recording cannot be read: No such file or directory")
        ),
    ]


def test_without_a_model_each_recording_fails_until_one_is_chosen(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make(EngineChoice("absent"))
    qtbot.waitUntil(lambda: LoadFailed in told.kinds())
    worker.recognise(_asked(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: bool(told.ends()))
    assert isinstance(told.ends()[0], RecognitionFailed)
    worker.choose(EngineChoice("base"))
    worker.recognise(_asked(told, fake.SAYS_HELLO, is_urgent=False))
    qtbot.waitUntil(lambda: len(told.ends()) == 2)
    assert isinstance(told.ends()[1], RecognitionDone)


def test_choosing_another_model_stops_a_compile(make: Make, told: Told, qtbot: QtBot) -> None:
    worker = make(EngineChoice("slow"))
    qtbot.waitUntil(lambda: Compiling in told.kinds())
    worker.choose(EngineChoice("base"))
    qtbot.waitUntil(lambda: Loaded in told.kinds())


def test_after_a_recording_with_another_model_the_chosen_one_is_loaded_again(
    make: Make, told: Told, qtbot: QtBot, tmp_path: Path
) -> None:
    worker = make(EngineChoice("base", "cpu"))
    worker.recognise(_asked(told, fake.SAYS_HELLO, model="tiny.en", is_urgent=False))
    qtbot.waitUntil(lambda: bool(told.ends()))
    qtbot.waitUntil(lambda: (tmp_path / "loads").read_text().split("\n").count("base cpu") == 2)
    (end,) = told.ends()
    assert isinstance(end, RecognitionDone)
    assert end.transcript.model == "tiny.en"


def test_an_idle_engine_is_unloaded_and_loaded_again_on_demand(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make(EngineChoice(unload_after_s=0.05))
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded, Unloaded])
    worker.recognise(_asked(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: bool(told.ends()))
    assert isinstance(told.ends()[0], RecognitionDone)


def test_an_engine_that_ends_while_idle_is_loaded_again_but_only_once_without_use(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    _kill_engine()
    again = [Loading, Loaded, Restarted, Loading, Loaded]
    qtbot.waitUntil(lambda: told.kinds() == again)
    _kill_engine()
    qtbot.waitUntil(lambda: told.kinds() == [*again, Unloaded])
    worker.recognise(_asked(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: bool(told.ends()))
    assert isinstance(told.ends()[0], RecognitionDone)


def test_the_worker_can_be_stopped_during_a_recording(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make()
    worker.recognise(_asked(told, fake.NEVER_ENDS))
    qtbot.waitUntil(lambda: any(isinstance(one, RecognitionProgress) for one in told.all))
    worker.shut_down()
    assert worker.isFinished()
    assert not told.ends()


def _spoken(told: Told, what: int, start: int = 0) -> SpokenSoFar:
    part = SpokenPart(start, _sound(what), start + 16_000, is_pause=False)
    return SpokenSoFar(4, part, TranscribeOptions(prompt="4"), told.came.emit)


def _texts(told: Told) -> list[str]:
    return [one.stable + one.unstable for one in told.all if isinstance(one, LiveText)]


def test_what_was_said_so_far_is_told_while_the_take_goes_on(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    worker.overhear(_spoken(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: _texts(told) == ["hello 4"])
    worker.overhear(_spoken(told, fake.SAYS_HELLO, 16_000))
    qtbot.waitUntil(lambda: _texts(told) == ["hello 4"] * 2)
    shown = [one for one in told.all if isinstance(one, LiveText)]
    assert [one.stable for one in shown] == ["", "hello 4"]
    worker.recognise(_asked(told, fake.SAYS_HELLO, 4, take=4))
    end = _done(told, qtbot)
    assert end.transcript.text == "hello 4"


def test_an_engine_that_dies_of_what_it_overhears_is_loaded_again_before_the_take_ends(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    worker.overhear(_spoken(told, fake.DIES_ONCE))
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded, Restarted, Loading, Loaded])
    worker.recognise(_asked(told, fake.DIES_ONCE, 4, take=4))
    _done(told, qtbot)


def test_an_unloaded_model_is_loaded_when_somebody_speaks(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = make(EngineChoice(unload_after_s=0.01))
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded, Unloaded])
    worker.choose(EngineChoice())
    qtbot.waitUntil(lambda: told.kinds()[-1] is Loaded)
    worker.choose(EngineChoice(unload_after_s=0.01))
    qtbot.waitUntil(lambda: told.kinds()[-1] is Unloaded)
    worker.overhear(_spoken(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: _texts(told) == ["hello 4"])


def test_a_take_that_was_cancelled_is_overheard_no_more(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    worker.overhear(_spoken(told, fake.NEVER_ENDS))
    worker.forget(4)
    worker.recognise(_asked(told, fake.SAYS_HELLO, 5, is_urgent=False))
    qtbot.waitUntil(lambda: bool(told.ends()))
    assert _texts(told) == []


def test_a_model_that_is_changed_while_somebody_speaks_gets_the_whole_take(
    make: Make, told: Told, qtbot: QtBot
) -> None:
    worker = _loaded(make, told, qtbot)
    worker.overhear(_spoken(told, fake.SAYS_HELLO))
    qtbot.waitUntil(lambda: _texts(told) == ["hello 4"])
    worker.choose(EngineChoice(model="small"))
    qtbot.waitUntil(lambda: told.kinds() == [Loading, Loaded] * 2)
    worker.overhear(_spoken(told, fake.SAYS_HELLO, 16_000))
    options, whole = TranscribeOptions(prompt="4"), np.tile(_sound(fake.SAYS_HELLO), 2)
    worker.recognise(RecognitionRequest(4, lambda: whole, options, told.came.emit, take=4))
    end = _done(told, qtbot)
    assert (end.transcript.model, end.transcript.duration_s) == ("small", 2.0)
    assert end.transcript.headway is None


def test_the_app_ends_while_a_take_is_overheard(make: Make, told: Told, qtbot: QtBot) -> None:
    worker = _loaded(make, told, qtbot)
    worker.overhear(_spoken(told, fake.NEVER_ENDS))
    worker.shut_down()
    assert worker.isFinished()
