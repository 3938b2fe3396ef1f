"""A decoder that crashes, hangs, prints nonsense or is cancelled affects nothing else."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from samples.audio_samples import tone_wav
from typing_extensions import override

from engine.audio.file import ReadingCancelledError, read_audio_file
from engine.audio.waveform import duration_s
from engine.errors import AudioFileError, in_full


def fake_decoder(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


REPORT = """import sys; sys.stderr.write('noise\\n{"problem": null, "is_damaged": false}\\n')"""
HANG = "import signal; signal.pause()"


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return tone_wav(tmp_path)


def test_other_output_of_the_decoder_is_ignored(wav: Path) -> None:
    code = REPORT + "; sys.stdout.buffer.write(bytes(4 * 100_000))"

    sound = read_audio_file(wav, decoder=fake_decoder(code))

    assert sound.waveform.tolist() == [0.0] * 100_000


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (f"import os; os.kill(os.getpid(), {signal.SIGSEGV.value})", "Segmentation fault"),
        ("raise MemoryError('too much')", "MemoryError: too much"),
        ("", "ChildProcessError('')"),
    ],
)
def test_a_decoder_that_crashes_is_reported_and_its_words_are_for_the_log(
    wav: Path, code: str, cause: str
) -> None:
    with pytest.raises(AudioFileError, match="made the decoder crash") as caught:
        read_audio_file(wav, decoder=fake_decoder(code))

    assert cause in in_full(caught.value)


@pytest.mark.parametrize("before", ["", "import os; os.write(1, bytes(4000)); "])
def test_a_decoder_that_hangs_is_killed(wav: Path, before: str) -> None:
    with pytest.raises(AudioFileError, match="stalled"):
        read_audio_file(wav, stall_s=0.3, decoder=fake_decoder(before + HANG))


def test_a_decoder_that_cannot_be_started_is_reported(wav: Path, tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="could not be started"):
        read_audio_file(wav, decoder=[str(tmp_path / "none")])


class CancelledWhen(Event):
    """Set as soon as ``condition`` holds."""

    def __init__(self, condition: Callable[[], bool]) -> None:
        super().__init__()
        self._condition = condition

    @override
    def is_set(self) -> bool:
        return self._condition()


def test_cancelling_kills_a_busy_decoder(wav: Path, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = f"import os; open({str(pid_file)!r}, 'w').write(f'{{os.getpid()}}.')\nwhile 1: os.write(1, bytes(4000))"

    with pytest.raises(ReadingCancelledError):
        read_audio_file(
            wav,
            CancelledWhen(lambda: pid_file.exists() and pid_file.read_text().endswith(".")),
            decoder=fake_decoder(code),
        )

    with pytest.raises(ProcessLookupError):
        os.kill(int(float(pid_file.read_text())), 0)


def test_an_event_never_set_changes_nothing(wav: Path) -> None:
    assert duration_s(read_audio_file(wav, Event()).waveform) == 1.0
