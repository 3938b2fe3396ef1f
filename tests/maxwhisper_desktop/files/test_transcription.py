"""Transcribing dropped files, with a recognizer that answers when the test says so."""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.fake_ports import FakeRecognizer
from pytestqt.qtbot import QtBot
from samples.audio_samples import tone_wav
from samples.page_samples import sample_transcript

from engine.audio.parts import SoundPart
from engine.errors import AudioFileError
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.files.folders import NOTHING_FOUND
from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.files.read_ahead import FilePart
from maxwhisper_desktop.files.transcription import FileTranscription
from maxwhisper_desktop.ports import RecognitionDone, RecognitionProgress
from maxwhisper_desktop.system.paths import unfinished_folder


def _read(path: Path, given_up: threading.Event) -> Generator[FilePart, None, None]:
    if path.stem == "broken":
        raise AudioFileError(Sentence("It contains no audio"))
    if path.stem == "endless":
        given_up.wait()
        raise AudioFileError(Sentence("It was given up"))
    second = np.zeros(16_000, np.float32)
    if path.stem.startswith("long"):
        yield FilePart(SoundPart(second, 0.0, is_last=False))
        if path.stem == "long-broken":
            raise AudioFileError(Sentence("It is damaged"))
        yield FilePart(SoundPart(second, 1.0, is_last=True), ends_file=True)
        return
    warning = Sentence("It ends early") if path.stem == "torn" else None
    yield FilePart(SoundPart(second, 0.0, is_last=True), None, warning, ends_file=True)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Desk:
    """A queue and its last state."""

    def __init__(
        self,
        qtbot: QtBot,
        clock: Callable[[], float] = time.monotonic,
        options: Callable[[], TranscribeOptions] = TranscribeOptions,
    ) -> None:
        self.qtbot = qtbot
        self.recognizer = FakeRecognizer()
        self.files = FileTranscription(self.recognizer, options, _read, clock)
        self.jobs: tuple[FileJob, ...] = ()
        self.files.changed.connect(self._show)

    def _show(self, jobs: tuple[FileJob, ...]) -> None:
        self.jobs = jobs

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def states(self) -> list[JobState]:
        return [job.state for job in self.jobs]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.files.shut_down()


def test_files_are_transcribed_one_by_one(desk: Desk) -> None:
    desk.files.add([Path("one.wav"), Path("two.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.until(lambda: desk.states() == [JobState.RUNNING, JobState.WAITING])
    assert not desk.recognizer.asked[0].is_urgent
    desk.recognizer.answer("First.")
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.answer("Second.")
    desk.until(lambda: desk.states() == [JobState.DONE, JobState.DONE])
    assert [job.transcript.text for job in desk.jobs if job.transcript] == ["First.", "Second."]


def test_progress_is_shown(desk: Desk) -> None:
    desk.files.add([Path("one.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.asked[0].report(RecognitionProgress(1, 0.4, 1.0))
    desk.until(lambda: desk.jobs[0].done_s == 0.4)
    assert desk.jobs[0].duration_s == 1.0


def test_the_time_that_remains_is_told_from_the_pace_so_far(qtbot: QtBot) -> None:
    clock = Clock()
    desk = Desk(qtbot, clock)
    desk.files.add([Path("one.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.asked[0].report(RecognitionProgress(1, 0.0, 1000.0))
    desk.until(lambda: desk.jobs[0].duration_s)
    clock.now_s += 10.0
    desk.recognizer.asked[0].report(RecognitionProgress(1, 200.0, 1000.0))
    desk.until(lambda: desk.jobs[0].done_s)
    assert desk.jobs[0].left_s == 40.0
    desk.files.shut_down()


def test_a_correction_is_told_to_the_page(desk: Desk) -> None:
    desk.files.add([Path("one.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.asked[0].report(RecognitionDone(1, sample_transcript(), 0.0))
    desk.until(lambda: desk.states() == [JobState.DONE])
    desk.files.correct(1, 0, "Good morning.")
    assert desk.jobs[0].transcript is not None
    assert desk.jobs[0].transcript.text.startswith("Good morning. Tonight")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(desk: Desk) -> None:
    desk.files.add([Path("broken.wav"), Path("one.wav")])
    desk.until(lambda: desk.recognizer.asked)
    assert desk.jobs[0].problem == "It contains no audio"
    desk.recognizer.asked[0].report(RecognitionFailed(2, Sentence("The engine died.")))
    desk.until(lambda: desk.states() == [JobState.FAILED, JobState.FAILED])


def test_a_warning_is_kept_with_the_text(desk: Desk) -> None:
    desk.files.add([Path("torn.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.answer("Half.")
    desk.until(lambda: desk.states() == [JobState.DONE])
    assert desk.jobs[0].problem == "It ends early"


def test_cancelling_the_running_file_continues_with_the_next(desk: Desk) -> None:
    desk.files.add([Path("one.wav"), Path("two.wav")])
    desk.until(lambda: desk.recognizer.asked)
    first = desk.recognizer.asked.pop()
    desk.files.cancel(1)
    assert desk.recognizer.cancelled == [first]
    desk.until(lambda: desk.recognizer.asked)
    desk.until(lambda: desk.states() == [JobState.CANCELLED, JobState.RUNNING])


def test_cancelling_a_file_that_is_being_read_stops_the_reading(desk: Desk) -> None:
    desk.files.add([Path("endless.wav"), Path("two.wav")])
    desk.until(lambda: desk.states()[:1] == [JobState.RUNNING])
    desk.files.cancel(1)
    desk.until(lambda: desk.recognizer.asked)
    desk.files.cancel_all()
    assert desk.states() == [JobState.CANCELLED, JobState.CANCELLED]


def test_a_file_can_be_retried_and_finished_ones_removed(desk: Desk) -> None:
    desk.files.add([Path("broken.wav")])
    desk.until(lambda: desk.states() == [JobState.FAILED])
    desk.files.retry(1)
    desk.until(lambda: desk.states() == [JobState.FAILED])
    desk.files.remove_finished()
    assert desk.jobs == ()


def test_a_folder_adds_its_recordings_found_on_another_thread(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "talks").mkdir()
    tone_wav(tmp_path).rename(tmp_path / "talks" / "a.txt")
    (tmp_path / "talks" / "notes.mp3").write_text("no sound at all")
    desk.files.add([tmp_path / "talks"])
    assert desk.jobs == ()
    desk.until(lambda: [job.path.name for job in desk.jobs] == ["a.txt"])


def test_a_folder_without_recordings_stands_in_the_table_with_the_reason(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    desk.files.add([tmp_path / "empty"])
    desk.until(lambda: desk.states() == [JobState.FAILED])
    assert desk.jobs[0].problem == NOTHING_FOUND


def test_a_folder_can_be_searched_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    desk.files.add([tmp_path / "inbox"])
    desk.until(lambda: desk.states() == [JobState.FAILED])
    tone_wav(tmp_path / "inbox")
    desk.files.retry(desk.jobs[0].number)
    desk.until(lambda: [job.path.name for job in desk.jobs] == ["tone.wav"])


def test_nothing_is_added_from_a_folder_once_all_is_cancelled(
    desk: Desk, tmp_path: Path
) -> None:
    tone_wav(tmp_path)
    desk.files.add([tmp_path])
    desk.files.cancel_all()
    desk.files.add([Path("one.wav")])
    desk.until(lambda: desk.states() == [JobState.RUNNING])
    assert desk.jobs[0].path == Path("one.wav")


def test_a_long_file_is_recognised_part_by_part_and_has_one_text(desk: Desk) -> None:
    desk.files.add([Path("long.wav")])
    desk.until(lambda: desk.recognizer.asked)
    first = desk.recognizer.asked[0]
    assert first.options.before is None
    first.report(RecognitionProgress(1, 0.5, 1.0))
    desk.until(lambda: desk.jobs[0].done_s == 0.5)
    assert not desk.jobs[0].duration_s
    desk.recognizer.answer("Hello")
    desk.until(lambda: desk.recognizer.asked)
    second = desk.recognizer.asked[0]
    assert second.options.before is not None
    second.report(RecognitionProgress(1, 0.5, 1.0))
    desk.until(lambda: desk.jobs[0].done_s == 1.5)
    assert desk.jobs[0].duration_s == 2.0
    desk.recognizer.answer("world")
    desk.until(lambda: desk.states() == [JobState.DONE])
    (job,) = desk.jobs
    assert job.transcript is not None
    assert job.transcript.duration_s == 2.0


@pytest.mark.parametrize("fault", ["file", "engine"])
def test_what_was_recognised_before_a_fault_is_kept(desk: Desk, fault: str) -> None:
    desk.files.add([Path("long-broken.wav" if fault == "file" else "long.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.answer("Hello")
    if fault == "engine":
        desk.until(lambda: desk.recognizer.asked)
        desk.recognizer.asked.pop().report(RecognitionFailed(1, Sentence("It is damaged")))
    desk.until(lambda: desk.states() == [JobState.DONE])
    (job,) = desk.jobs
    assert job.transcript is not None
    assert job.problem == "It is damaged"


def test_a_long_file_of_which_nothing_can_be_kept_begins_anew_when_it_is_retried(
    desk: Desk,
) -> None:
    desk.files.add([Path("long.wav")])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.answer("Hello")
    desk.until(lambda: desk.recognizer.asked)
    stale = desk.recognizer.asked.pop()
    desk.files.cancel(1)
    desk.files.retry(1)
    desk.until(lambda: desk.recognizer.asked)
    assert desk.recognizer.asked[0].options.before is None
    assert stale.options.before is not None


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A long file, which is the same each time."""
    path = tmp_path / "long.wav"
    path.write_bytes(b"two seconds")
    return path


def _first_part_done(desk: Desk, talk: Path) -> None:
    desk.files.add([talk])
    desk.until(lambda: desk.recognizer.asked)
    desk.recognizer.answer("Hello")
    desk.until(lambda: desk.recognizer.asked)


def _second_part_done(desk: Desk) -> None:
    desk.recognizer.answer("world")
    desk.until(lambda: desk.states()[-1] is JobState.DONE)


def test_a_long_file_that_was_cancelled_goes_on_when_it_is_added_again(
    desk: Desk, talk: Path
) -> None:
    _first_part_done(desk, talk)
    desk.recognizer.asked.clear()
    desk.files.cancel(1)
    desk.files.add([talk])
    desk.until(lambda: desk.recognizer.asked)
    assert desk.recognizer.asked[0].options.before is not None
    assert desk.jobs[1].resumed_s == desk.jobs[1].done_s == 1.0
    _second_part_done(desk)
    assert desk.jobs[1].transcript is not None
    assert desk.jobs[1].transcript.duration_s == 2.0


def test_a_long_file_goes_on_where_the_app_was_closed(qtbot: QtBot, talk: Path) -> None:
    closed = Desk(qtbot)
    _first_part_done(closed, talk)
    closed.files.shut_down()
    desk = Desk(qtbot)
    desk.files.add([talk])
    desk.until(lambda: desk.recognizer.asked)
    assert desk.jobs[0].resumed_s == 1.0
    desk.files.shut_down()


def test_a_long_file_goes_on_after_the_engine_has_failed(desk: Desk, talk: Path) -> None:
    _first_part_done(desk, talk)
    desk.recognizer.asked.pop().report(RecognitionFailed(1, Sentence("The engine died.")))
    desk.until(lambda: desk.states() == [JobState.DONE])
    desk.files.retry(1)
    desk.until(lambda: desk.recognizer.asked)
    assert desk.jobs[0].resumed_s == 1.0


def test_a_long_file_begins_anew_when_it_is_to_be_transcribed_otherwise(
    qtbot: QtBot, talk: Path
) -> None:
    prompts = iter(["Names", "Other names"])
    desk = Desk(qtbot, options=lambda: TranscribeOptions(prompt=next(prompts)))
    _first_part_done(desk, talk)
    desk.recognizer.asked.clear()
    desk.files.cancel(1)
    desk.files.add([talk])
    desk.until(lambda: desk.recognizer.asked)
    assert desk.jobs[1].resumed_s is None
    desk.files.shut_down()


def test_nothing_is_kept_of_a_long_file_that_is_done(desk: Desk, talk: Path) -> None:
    _first_part_done(desk, talk)
    _second_part_done(desk)
    desk.files.retry(1)
    desk.until(lambda: desk.recognizer.asked)
    assert desk.jobs[0].resumed_s is None
    assert not [*unfinished_folder().iterdir()]
