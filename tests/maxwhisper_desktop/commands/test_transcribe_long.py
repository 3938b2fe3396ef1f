"""``maxwhisper transcribe`` on recordings of hours: bounded memory, interruptions, joints, channels."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from project_files import SAMPLE
from samples.audio_samples import Format, write
from samples.long_recordings import SAMPLE_S, clips_at, long_recording

from engine.audio.file import read_audio_file
from engine.audio.parts import WHOLE_S
from engine.audio.waveform import SAMPLE_RATE
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.exit_status import EXIT_OF_SIGNAL
from maxwhisper_desktop.system.paths import unfinished_folder

MOST_MB = 300
"""What a recording of any length may take above a short one's."""

pytestmark = [
    pytest.mark.compiles,
    pytest.mark.timeout(2400),
    pytest.mark.usefixtures("transcriber"),
]

# A shell that runs these tests in the background has SIGINT ignored, which children inherit.
COMMAND = ["env", "--default-signal=INT", sys.executable, "-m", "maxwhisper_desktop"]
TINY = ["transcribe", "--model", "tiny.en", "--beam-size", "1"]


def _started(*arguments: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, *TINY, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ},
        text=True,
    )


def _until(condition: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    while not condition():
        assert process.poll() is None, "it ended too soon"
        time.sleep(0.01)


def _peak_mb(*arguments: str | Path) -> float:
    """Return the most memory that the command takes, or that its decoder does."""
    process = subprocess.Popen([*COMMAND, *TINY, *arguments], env={**os.environ})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / 1000


def _document(*arguments: str | Path) -> dict[str, Any]:
    process = _started(*arguments, "--json")
    out, err = process.communicate()
    assert process.returncode == 0, err
    document: dict[str, Any] = json.loads(out)
    return document


def _what_was_heard(document: dict[str, Any]) -> dict[str, Any]:
    """Return what a document says of the recording, not of the work."""
    return {
        key: value for key, value in document.items() if key not in {"timings_ms", "memory_mb"}
    }


def test_hours_take_little_more_memory_than_two_minutes(tmp_path: Path) -> None:
    # As one part, its samples and spectrogram would take 345 MB.
    length_s, places = 3_600.0, [0.0, 3_585.0]
    short = long_recording(tmp_path / "short.wav", 120.0, [0.0])
    long = long_recording(tmp_path / "long.wav", length_s, places)
    out = ("--output-dir", tmp_path / "texts", "--format", "json")
    short_mb = _peak_mb(short, "--clip-timestamps", clips_at([0.0]), *out)
    long_mb = _peak_mb(long, "--clip-timestamps", clips_at(places), *out)
    assert long_mb < short_mb + MOST_MB
    document = json.loads((tmp_path / "texts" / "long.json").read_text())
    assert document["duration_s"] == length_s
    assert document["text"].count("let go") == 2
    *_, last = document["segments"]
    assert last["end"] == pytest.approx(places[1] + SAMPLE_S, abs=1.0)


def test_what_was_stopped_twice_and_resumed_is_what_was_never_stopped(tmp_path: Path) -> None:
    places = [0.0, 480.0, 840.0, 1440.0, WHOLE_S + 60.0]
    recording = long_recording(tmp_path / "long.wav", WHOLE_S + 90.0, places)
    texts = tmp_path / "texts"
    arguments = (recording, "--clip-timestamps", clips_at(places))
    whole = _document(*arguments)
    assert [
        round(one["start"]) for one in whole["segments"] if "let go" in one["text"]
    ] == places
    assert not [*unfinished_folder().iterdir()]

    interrupted = _started(*arguments, "--json", "--output-dir", texts)
    _until(lambda: [*unfinished_folder().glob("*.json")], interrupted)
    interrupted.send_signal(signal.SIGINT)
    out, err = interrupted.communicate()
    assert interrupted.returncode == EXIT_OF_SIGNAL + signal.SIGINT
    partial = json.loads(out)
    assert partial["text"]
    assert whole["text"].startswith(partial["text"])
    assert partial["error"] in err
    assert partial["error"].endswith("; --resume goes on")
    # Nothing that looks complete is left.
    (text_file,) = texts.iterdir()
    assert text_file.name == "long.partial.txt"
    assert "let go" in text_file.read_text()

    (kept,) = unfinished_folder().iterdir()
    n_bytes = kept.stat().st_size
    killed = _started(*arguments, "--resume")
    assert killed.stdout is not None
    # A text comes part by part.
    assert "let go" in killed.stdout.readline()
    _until(lambda: kept.stat().st_size > n_bytes, killed)
    killed.kill()
    killed.communicate()

    assert _what_was_heard(_document(*arguments, "--resume")) == _what_was_heard(whole)
    assert not [*unfinished_folder().iterdir()]


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    """The sample in the left channel, and later in the right one."""
    voice = read_audio_file(SAMPLE).waveform
    channels = np.zeros((2, 2 * voice.size + SAMPLE_RATE), np.float32)
    channels[0, : voice.size] = voice
    channels[1, -voice.size :] = voice
    path = tmp_path / "interview.wav"
    write(path, Format("wav", "pcm_s16le", SAMPLE_RATE), channels)
    return path


def test_each_channel_has_segments_of_its_own_in_order_of_time(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split = [*TINY, str(interview), "--channels", "split"]
    assert run([*split, "--json"]) == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    channels = [segment["channel"] for segment in segments]
    assert channels == sorted(channels)
    assert set(channels) == {1, 2}
    assert min(one["start"] for one in segments if one["channel"] == 2) > 8.0
    assert run(split) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:11] for line in lines] == [f"[channel {channel}]" for channel in channels]


def test_a_single_channel_is_not_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*TINY, str(SAMPLE), "--channels", "split"]) == 0
    split = capsys.readouterr().out
    assert run([*TINY, str(SAMPLE)]) == 0
    assert capsys.readouterr().out == split
