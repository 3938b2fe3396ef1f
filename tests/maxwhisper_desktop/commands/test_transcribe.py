"""``maxwhisper transcribe`` as a user runs it, on real audio."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from project_files import SAMPLE
from samples.audio_samples import tone_wav

from engine.runtime.device import choose_device
from engine.writers.formats import FORMATS
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.file_outcome import FileOutcome
from maxwhisper_desktop.commands.printer import Printer
from maxwhisper_desktop.exit_status import EXIT_USAGE
from maxwhisper_desktop.files.output_names import output_names
from maxwhisper_desktop.files.read_ahead import ReadAhead


@pytest.fixture(autouse=True)
def _graphs(request: pytest.FixtureRequest) -> None:
    """Compile in parallel what the tests below would compile one by one."""
    if request.node.get_closest_marker("compiles"):
        request.getfixturevalue("transcriber")


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_text_goes_to_stdout_and_timings_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["transcribe", str(SAMPLE), "--model", "base", "--timings"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Hold the key, speak, and let go.\n")
    assert "real time" in err
    assert "base on cpu (" in err
    assert "MB of memory in use" in err


@pytest.mark.parametrize("n", ["0", "25", "many"])
def test_the_batch_size_has_an_upper_limit(n: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["transcribe", str(SAMPLE), "--batch", n])
    assert ended.value.code == 2
    assert "--batch" in capsys.readouterr().err


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_one_bad_file_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text_file = tmp_path / "notes.txt"
    text_file.write_text("no sound at all")
    files = [str(text_file), str(SAMPLE), str(tmp_path / "absent.wav")]
    assert run(["transcribe", *files, "--model", "tiny.en"]) == 1
    out, err = capsys.readouterr()
    assert "let go" in out
    first, second = err.splitlines()
    assert first.startswith(f"error: {text_file}: ")
    assert second == f"error: {tmp_path / 'absent.wav'}: there is no such file"


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_json_of_one_file_is_one_object_with_the_promised_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["transcribe", str(SAMPLE), "--model", "tiny.en", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["language"] == "en"
    assert document["model"] == "tiny.en"
    assert document["device"] == "cpu"
    assert document["device_name"] == choose_device("cpu").model_name
    assert 100 < document["memory_mb"] < 10_000
    assert document["duration_s"] == pytest.approx(8.85, abs=0.01)
    assert set(document["timings_ms"]) == {
        "load",
        "mel",
        "vad",
        "encode",
        "prefill",
        "decode",
        "align",
        "total",
        "encode_device",
        "decode_device",
    }
    assert document["n_tokens"] > len(document["segments"][0]["tokens"])
    assert set(document["segments"][0]) == {
        "start",
        "end",
        "text",
        "tokens",
        "avg_logprob",
        "no_speech_prob",
        "compression_ratio",
        "temperature",
        "language",
    }


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_json_of_several_files_is_a_list_in_their_order_with_the_reason_of_each_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "absent.wav")
    assert run(["transcribe", absent, str(SAMPLE), "--model", "tiny.en", "--json"]) == 1
    failed, done = json.loads(capsys.readouterr().out)
    assert failed == {"file": absent, "error": "there is no such file"}
    assert done["file"] == str(SAMPLE)
    assert "let go" in done["text"]


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_files_are_written_to_the_output_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "texts"
    arguments = ["--model", "tiny.en", "--output-dir", str(target), "--format", "json"]
    assert run(["transcribe", str(SAMPLE), *arguments]) == 0
    assert "let go" in json.loads((target / "sample.json").read_text())["text"]
    assert capsys.readouterr().out == ""


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_all_formats_are_written_at_once(tmp_path: Path) -> None:
    arguments = ["--model", "tiny.en", "--output-dir", str(tmp_path), "--format", "all"]
    assert run(["transcribe", str(SAMPLE), *arguments]) == 0
    written = {path.name: path.read_text() for path in tmp_path.glob("sample.*")}
    assert set(written) == {f"sample.{extension}" for extension in FORMATS}
    assert all("let go" in content for content in written.values())
    assert "-->" in written["sample.srt"]


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_words_come_with_their_times(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["transcribe", str(SAMPLE), "--model", "tiny.en"]
    assert run([*arguments, "--word-timestamps", "--json"]) == 0
    (first, *_) = json.loads(capsys.readouterr().out)["segments"]
    assert set(first["words"][0]) == {"start", "end", "word", "probability"}
    assert run([*arguments, "--format", "srt", "--max-words-per-line", "2"]) == 0
    cues = capsys.readouterr().out.split("\n\n")
    assert len(cues) > 5
    assert all(len(cue.splitlines()[2].split()) <= 2 for cue in cues)


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_text_that_cannot_be_saved_is_printed_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sample.txt").mkdir()
    arguments = ["--model", "tiny.en", "--output-dir", str(tmp_path), "--overwrite"]
    assert run(["transcribe", str(SAMPLE), *arguments]) == 1
    out, err = capsys.readouterr()
    assert "let go" in out
    assert "could not be written" in err


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_sound_without_words_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["transcribe", str(tone_wav(tmp_path)), "--model", "tiny.en", "--json"]
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert "no words were found in 1.0 s of sound at -9 dBFS" in err
    (warning,) = json.loads(out)["warnings"]
    assert warning in err


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_the_engine_runs_alone() -> None:
    program = [sys.executable, "-m", "engine", str(SAMPLE)]
    # Once loaded, MAX makes child processes use another Python.
    environment = dict(os.environ)
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    assert "nothing you say ever leaves this machine" in done.stdout


def test_an_unknown_model_is_one_line_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["transcribe", str(SAMPLE), "--model", "huge"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: There is no model “huge”")
    assert "large-v3-turbo" in line


@pytest.mark.parametrize(
    "arguments", [["dance"], ["transcribe"], ["transcribe", "a", "--format", "doc"]]
)
def test_a_wrong_command_line_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        run(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().out == ""


def test_two_files_with_the_same_name_get_two_outputs() -> None:
    paths = [Path("a/talk.mp3"), Path("a/talk.wav"), Path("b/other.wav")]
    assert output_names(paths) == ["talk.mp3", "talk.wav", "other"]


def test_files_of_the_same_name_in_different_folders_get_outputs_of_their_own() -> None:
    paths = [Path(folder, "talk.mp3") for folder in "ab"]
    assert output_names(paths) == ["talk.mp3 (a)", "talk.mp3 (b)"]


def test_a_file_that_is_given_twice_gets_two_outputs() -> None:
    assert output_names([Path("a/talk.mp3")] * 2) == ["talk.mp3 (a)", "talk.mp3 (a) (2)"]


def test_a_text_that_grows_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    outcome, printed = FileOutcome(Path("talk.wav"), io.StringIO()), Printer()
    for text in ("One.\n", "One.\nTwo.\n", "One.\nTwo.\n"):
        outcome.print_more(text, printed)
    assert capsys.readouterr().out == "One.\nTwo.\n"


def test_all_formats_at_once_need_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["transcribe", str(SAMPLE), "--format", "all"]) == EXIT_USAGE
    assert capsys.readouterr() == ("", "error: --format all needs --output-dir\n")


@pytest.mark.parametrize("option", ["width", "count"])
def test_lines_without_room_are_refused_in_a_sentence(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exited:
        run(["transcribe", "file.wav", f"--max-line-{option}", "0"])
    assert exited.value.code == EXIT_USAGE
    assert "'0' is not a whole number from 1 on" in capsys.readouterr().err


def test_files_are_read_in_order_and_one_ahead() -> None:
    with ReadAhead([SAMPLE, SAMPLE]) as sounds:
        (first,), (second,) = sounds.file(), sounds.file()
        assert (first.sound.waveform == second.sound.waveform).all()
        assert [*sounds.file()] == []


@pytest.mark.parametrize("temperatures", ["warm", "0,2", "", "0.2,,0.4", "nan"])
def test_temperatures_that_are_none_are_refused_in_a_sentence(
    temperatures: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exited:
        run(["transcribe", "file.wav", "--temperature", temperatures])
    assert exited.value.code == EXIT_USAGE
    assert f"'{temperatures}' is not a list of numbers from 0 to 1" in capsys.readouterr().err
