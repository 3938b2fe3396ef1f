"""``maxwhisper transcribe --watch``, with a transcriber that answers at once and time that is told."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from fakes.fake_terminal import Clock
from project_files import SAMPLE
from samples.audio_samples import tone_wav
from samples.page_samples import sample_transcript

from engine.audio.waveform import Waveform
from engine.errors import DeviceError
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.command_engine import CommandEngine
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.commands.transcribe_arguments import add_transcribe_parser
from maxwhisper_desktop.commands.watch import Watch
from maxwhisper_desktop.exit_status import EXIT_FAILED, EXIT_OF_SIGNAL, EXIT_USAGE

if TYPE_CHECKING:
    from engine.transcription.transcriber import Transcriber

LOST = Sentence("The graphics card does not answer any more")
INTERRUPTED = EXIT_OF_SIGNAL + signal.SIGINT


@dataclass
class FakeTranscriber:
    """Says the same of every recording; Ctrl-C may come in the midst of one, and its device may fail."""

    name: str = "fake"
    device: str = "cpu"
    n_asked: int = 0
    is_interrupted: bool = False
    has_failed: bool = False

    def begin(self, _waveform: Waveform, _options: TranscribeOptions) -> "FakeTranscriber":
        self.n_asked += 1
        return self

    def advance(self) -> Transcript:
        if self.is_interrupted:
            raise KeyboardInterrupt
        if self.has_failed:
            raise DeviceError(LOST)
        return sample_transcript()

    def so_far(self) -> Transcript:
        return sample_transcript()


@dataclass
class Place:
    """A watched folder, and what happens there while the command pauses."""

    root: Path
    transcriber: FakeTranscriber = field(default_factory=FakeTranscriber)
    on_cpu: FakeTranscriber | None = None
    """What stands in for a graphics card that fails."""

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def texts(self) -> Path:
        return self.root / "texts"

    def arrive(self, name: str = "talk.wav", mtime_s: int = 1000) -> Path:
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(self.root / "tone.wav", path)
        os.utime(path, (mtime_s, mtime_s))
        return path

    def written(self) -> set[str]:
        return {
            str(path.relative_to(self.texts))
            for path in self.texts.rglob("*")
            if path.is_file()
        }

    def watch(self, *happenings: Callable[[], object], options: tuple[str, ...] = ()) -> int:
        """Watch; after each thing that happens the folder has time to settle. Then comes Ctrl-C."""
        clock = Clock()

        def script() -> Iterator[None]:
            yield from (None, None)
            for happening in happenings:
                happening()
                yield from (None, None)

        steps = script()

        def pause(seconds: float) -> None:
            clock.pause(seconds)
            for _ in steps:
                return
            raise KeyboardInterrupt

        parser = argparse.ArgumentParser()
        add_transcribe_parser(parser.add_subparsers())
        watched = ["transcribe", "--watch", str(self.inbox), "--output-dir", str(self.texts)]
        args = parser.parse_args([*watched, *options])
        # All that a watch uses of them.
        transcriber, on_cpu = (
            cast("Transcriber", one) for one in (self.transcriber, self.on_cpu)
        )
        load_on_cpu = None if self.on_cpu is None else lambda: on_cpu
        engine = CommandEngine(transcriber, load_on_cpu)
        return Watch(args, engine, Printer(), sys.stderr).run(pause, clock)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "inbox").mkdir()
    tone_wav(tmp_path)
    return Place(tmp_path)


def test_what_is_there_and_what_arrives_is_transcribed_with_a_line_for_each(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.arrive("a.wav")
    status = place.watch(lambda: place.arrive("sub/b.wav"), options=("--format", "srt"))
    assert status == INTERRUPTED
    assert place.written() == {"a.wav.srt", "sub/b.wav.srt"}
    assert capsys.readouterr().out.splitlines() == [
        f"{place.inbox}/a.wav -> {place.texts}/a.wav.srt",
        f"{place.inbox}/sub/b.wav -> {place.texts}/sub/b.wav.srt",
    ]


def test_once_a_graphics_card_fails_the_processor_takes_over(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.transcriber, place.on_cpu = FakeTranscriber(device="gpu"), FakeTranscriber()
    place.arrive("a.wav")

    def fail() -> None:
        assert place.written() == {"a.wav.txt"}
        place.transcriber.has_failed = True
        place.arrive("b.wav")

    place.watch(fail, lambda: place.arrive("c.wav"))
    assert place.written() == {"a.wav.txt", "b.wav.txt", "c.wav.txt"}
    assert (place.transcriber.n_asked, place.on_cpu.n_asked) == (2, 2)
    errors = capsys.readouterr().err
    assert errors.count("from here on the processor is used") == 1
    assert "error:" not in errors


def test_a_graphics_card_that_was_asked_for_is_not_replaced(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.transcriber = FakeTranscriber(device="gpu", has_failed=True)
    place.arrive("a.wav")
    place.watch()
    assert place.written() == {"a.wav.partial.txt"}
    assert f"error: {place.inbox}/a.wav: {LOST}" in capsys.readouterr().err


def test_each_recording_is_transcribed_once_also_after_a_restart(place: Place) -> None:
    place.arrive("talk.wav")
    place.arrive("talk.mp3")
    place.watch()
    assert place.written() == {"talk.wav.txt", "talk.mp3.txt"}
    place.watch()
    assert place.transcriber.n_asked == 2


def test_only_missing_formats_are_written_after_a_restart(place: Place) -> None:
    place.arrive()
    place.watch()
    (place.texts / "talk.wav.txt").write_text("corrected")
    place.watch(options=("--format", "all"))
    assert place.written() == {
        f"talk.wav.{extension}" for extension in ("txt", "srt", "vtt", "tsv", "json", "md")
    }
    assert (place.texts / "talk.wav.txt").read_text() == "corrected"


def test_a_recording_that_changes_replaces_its_own_text(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.arrive()
    place.watch(lambda: place.arrive(mtime_s=4_000_000_000))
    assert place.transcriber.n_asked == 2
    assert "error" not in capsys.readouterr().err


def test_a_text_that_somebody_else_wrote_is_only_replaced_on_demand(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.arrive(mtime_s=4_000_000_000)
    place.texts.mkdir()
    text = place.texts / "talk.wav.txt"
    text.write_text("my notes")
    place.watch()
    assert f"{text} exists; --overwrite replaces it" in capsys.readouterr().err
    assert text.read_text() == "my notes"
    place.watch(options=("--overwrite",))
    assert "Good evening" in text.read_text()


def test_a_recording_is_never_replaced(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.arrive(mtime_s=4_000_000_000)
    place.texts.mkdir()
    other = tone_wav(place.root).rename(place.texts / "talk.wav.txt")
    before = other.read_bytes()
    place.watch(options=("--overwrite",))
    assert f"would replace the recording {other}" in capsys.readouterr().err
    assert other.read_bytes() == before


def test_a_damaged_recording_is_reported_once_until_it_changes(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = place.inbox / "broken.wav"
    damaged.write_bytes(b"RIFF\xff\xff\xff\xffWAVE" + bytes(40))
    place.watch(lambda: None)
    assert capsys.readouterr().err.count(f"error: {damaged}: ") == 1
    place.watch(lambda: place.arrive("broken.wav"))
    assert capsys.readouterr().err.count(f"error: {damaged}: ") == 1
    assert place.written() == {"broken.wav.txt"}


def test_ctrl_c_drops_what_is_not_complete(place: Place) -> None:
    place.arrive()
    place.transcriber.is_interrupted = True
    assert place.watch() == INTERRUPTED
    assert place.written() == set()


def test_a_line_of_json_comes_for_each_file_on_demand(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.arrive()
    place.watch(options=("--jsonl",))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("{")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("a", "b"), "--watch takes one folder"),
        (("a",), "--watch needs --output-dir"),
        (("a", "--output-dir", "b", "--json"), "--watch has no end"),
    ],
)
def test_a_watch_that_makes_no_sense_is_refused(
    arguments: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["transcribe", "--watch", *arguments]) == EXIT_USAGE
    assert problem in capsys.readouterr().err


def test_a_watched_folder_must_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = tmp_path / "absent"
    arguments = ["transcribe", "--watch", str(absent), "--output-dir", str(tmp_path / "texts")]
    assert run(arguments) == EXIT_FAILED
    assert capsys.readouterr().err == f"error: {absent}: there is no such folder\n"
    assert not (tmp_path / "texts").exists()


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.usefixtures("transcriber")
def test_ctrl_c_ends_the_command_with_130(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    shutil.copy(SAMPLE, tmp_path / "inbox")
    # A shell that runs these tests in the background has SIGINT ignored, which children inherit.
    heeding = ["env", "--default-signal=INT"]
    program = [*heeding, sys.executable, "-m", "maxwhisper_desktop", "transcribe"]
    watched = ["--model", "tiny.en", "--watch", str(tmp_path / "inbox")]
    words = [*program, *watched, "--output-dir", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        assert command.stdout.readline().endswith(f"{SAMPLE.name}.txt\n")
        command.send_signal(signal.SIGINT)
    assert command.returncode == INTERRUPTED
    assert "let go" in (tmp_path / f"{SAMPLE.name}.txt").read_text()
