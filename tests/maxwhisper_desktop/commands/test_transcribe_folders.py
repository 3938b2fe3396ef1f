"""``maxwhisper transcribe`` of folders."""

import json
import shutil
from pathlib import Path

import pytest
from project_files import SAMPLE

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.files.folders import NOTHING_FOUND


def _talks(folder: Path) -> Path:
    """Make a folder with a recording, another of the same name below, and things without sound."""
    (folder / "sub").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "talk.wav")
    shutil.copy(SAMPLE, folder / "sub" / "talk.txt")
    (folder / "notes.mp3").write_text("no sound at all")
    return folder


def test_an_empty_folder_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["transcribe", str(tmp_path)]) == EXIT_FAILED
    assert capsys.readouterr() == ("", f"error: {tmp_path}: {NOTHING_FOUND}\n")


def test_an_empty_folder_is_told_in_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["transcribe", str(tmp_path), "--json"]) == EXIT_FAILED
    told = json.loads(capsys.readouterr().out)
    assert told == [{"file": str(tmp_path), "error": NOTHING_FOUND}]


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.usefixtures("transcriber")
def test_the_recordings_of_a_folder_are_written_under_names_of_their_own_and_read_once(
    tmp_path: Path,
) -> None:
    talks = _talks(tmp_path / "talks")
    arguments = ["transcribe", str(talks), "--model", "tiny.en", "--output-dir", str(talks)]
    assert run(arguments) == EXIT_DONE
    written = {path.name for path in talks.glob("*.txt")}
    assert written == {"talk.wav.txt", "talk.txt.txt"}
    assert "let go" in (talks / "talk.wav.txt").read_text()
    # What was written is no recording of the next time.
    assert run([*arguments, "--overwrite"]) == EXIT_DONE
    assert {path.name for path in talks.glob("*.txt")} == written


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.usefixtures("transcriber")
def test_a_damaged_recording_of_a_folder_is_reported_and_the_rest_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talks = _talks(tmp_path / "talks")
    (talks / "broken.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVE" + bytes(40))
    assert run(["transcribe", str(talks), "--model", "tiny.en", "--json"]) == EXIT_FAILED
    out, err = capsys.readouterr()
    broken, first, second = json.loads(out)
    assert broken["file"] == str(talks / "broken.wav")
    assert err.count("error: ") == 1
    assert "let go" in first["text"]
    assert first["text"] == second["text"]
