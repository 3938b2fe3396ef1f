"""What the command writes replaces neither a recording nor somebody's work."""

from pathlib import Path

import pytest
from samples.audio_samples import tone_wav

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.output_files import OutputFiles
from maxwhisper_desktop.exit_status import EXIT_FAILED


def test_a_recording_is_never_replaced_by_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = tone_wav(tmp_path).rename(tmp_path / "voice.txt")
    before = recording.read_bytes()
    arguments = ["--output-dir", str(tmp_path), "--overwrite"]
    assert run(["transcribe", str(recording), *arguments]) == EXIT_FAILED
    assert f"would replace the recording {recording}" in capsys.readouterr().err
    assert recording.read_bytes() == before


def test_another_recording_is_not_replaced_either(tmp_path: Path) -> None:
    (tmp_path / "rec.txt").touch()
    (tmp_path / "rec.wav").touch()
    recordings = [tmp_path / "rec.wav", tmp_path / "rec.txt"]
    output = OutputFiles(tmp_path, recordings[:1], ("txt",), overwrites=True)
    assert output.refusal(output.targets()[0]) is None
    output = OutputFiles(tmp_path, recordings, ("wav",), overwrites=True)
    assert "recording" in (output.refusal({"wav": tmp_path / "rec.wav"}) or "")


def test_a_file_that_exists_is_only_replaced_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "tone.txt"
    notes.write_text("my notes")
    arguments = ["--output-dir", str(tmp_path)]
    assert run(["transcribe", str(tone_wav(tmp_path)), *arguments]) == EXIT_FAILED
    assert f"{notes} exists; --overwrite replaces it" in capsys.readouterr().err
    assert notes.read_text() == "my notes"
    assert not OutputFiles(tmp_path, [], ("txt",), overwrites=True).refusal({"txt": notes})


def test_a_folder_that_cannot_be_created_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    arguments = ["--output-dir", str(tmp_path / "file" / "texts")]
    assert run(["transcribe", str(tone_wav(tmp_path)), *arguments]) == EXIT_FAILED
    assert "cannot be created" in capsys.readouterr().err


@pytest.mark.parametrize("program", [("tone.wav",), ("--watch", ".")])
def test_a_folder_that_takes_nothing_is_told_before_the_work(
    program: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    # Nobody can create a file there.
    assert run(["transcribe", *program, "--output-dir", "/proc/self/fd"]) == EXIT_FAILED
    assert "error: /proc/self/fd cannot be written to: " in capsys.readouterr().err


def test_a_name_that_is_too_long_for_the_disk_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    longest = tone_wav(tmp_path).rename(tmp_path / f"{'n' * 251}.wav")
    arguments = ["--output-dir", str(tmp_path), "--format", "json"]
    assert run(["transcribe", str(longest), *arguments]) == EXIT_FAILED
    assert "more than 255 bytes; shorten the recording's" in capsys.readouterr().err
