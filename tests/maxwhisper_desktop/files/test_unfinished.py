"""What is done of a long recording is kept until all is done, and taken over under the same conditions."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from samples.audio_samples import tone_wav
from samples.page_samples import sample_transcript

from engine.audio.parts import SoundPart
from engine.audio.waveform import SAMPLE_RATE
from engine.transcript import Guard, Segment, Timings, Word
from maxwhisper_desktop.files.unfinished import KEPT_DAYS, Unfinished
from maxwhisper_desktop.system.paths import unfinished_folder

PART = SoundPart(np.zeros(SAMPLE_RATE, np.float32), 600.0, is_last=False)
WORDS = (Word(600.1, 600.123456789, " Grüße", 0.1), Word(600.5, 601.0, ".", 1 / 3))
TRANSCRIPT = replace(
    sample_transcript(),
    segments=(
        Segment(600.1, 601.0, " Grüße.", (1, 2), -0.1, 0.2, 1.1, 0.2, WORDS, "de"),
        Segment(601.0, 601.5, " Ja.", (3,), -1 / 3, 0.2, 1.1, 0.0, None, None, 2),
    ),
    guards=(Guard(1.0, 2.0, "speech without words", "dropped", is_open=True),),
    timings_ms=Timings(decode=1.5),
)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return tone_wav(tmp_path)


def _noted(recording: Path, conditions: object = "tiny.en") -> Unfinished:
    unfinished = Unfinished.of(recording, conditions, resumes=False)
    unfinished.note(None, PART, TRANSCRIPT)
    return unfinished


def test_another_run_gets_the_very_same_transcript(recording: Path) -> None:
    _noted(recording)
    resumed = Unfinished.of(recording, "tiny.en", resumes=True)
    assert resumed.is_kept
    assert resumed.find(None, PART) == TRANSCRIPT


def test_another_part_channel_model_or_run_gets_none(recording: Path) -> None:
    _noted(recording)
    resumed = Unfinished.of(recording, "tiny.en", resumes=True)
    assert resumed.find(1, PART) is None
    assert resumed.find(None, replace(PART, start_s=599.0)) is None
    assert Unfinished.of(recording, "base", resumes=True).find(None, PART) is None
    assert Unfinished.of(recording, "tiny.en", resumes=False).find(None, PART) is None


def test_a_recording_that_has_changed_begins_anew(recording: Path) -> None:
    _noted(recording)
    os.utime(recording, (1000, 1000))
    assert Unfinished.of(recording, "tiny.en", resumes=True).find(None, PART) is None


def test_only_the_user_can_read_it_and_nothing_is_left_in_the_end(recording: Path) -> None:
    unfinished = _noted(recording)
    (file,) = unfinished_folder().iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert unfinished_folder().stat().st_mode & 0o077 == 0
    file.with_suffix(".part").touch()  # As a run leaves it that is killed amid writing.
    unfinished.discard()
    assert [*unfinished_folder().iterdir()] == []
    assert not unfinished.is_kept


@pytest.mark.parametrize("content", ["{", "[]", '{"0: 600.000 to 601.000 s": {"text": ""}}'])
def test_a_damaged_file_or_another_version_s_counts_for_nothing(
    recording: Path, content: str
) -> None:
    unfinished = _noted(recording)
    assert unfinished.file is not None
    unfinished.file.write_text(content)
    assert Unfinished.of(recording, "tiny.en", resumes=True).find(None, PART) is None


def test_what_nobody_goes_on_with_is_forgotten(recording: Path) -> None:
    old = _noted(recording).file
    assert old is not None
    days_ago = old.stat().st_mtime - (KEPT_DAYS + 1) * 86_400
    os.utime(old, (days_ago, days_ago))
    fresh = _noted(recording, "base").file
    assert [*unfinished_folder().iterdir()] == [fresh]


def test_of_a_pipe_nothing_is_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("-")):
        unfinished = _noted(path)
        assert not unfinished.is_kept
        assert unfinished.find(None, PART) == TRANSCRIPT


def test_a_disk_that_takes_nothing_costs_only_what_would_be_kept(recording: Path) -> None:
    unfinished_folder().parent.mkdir(parents=True)
    unfinished_folder().write_text("in the way")
    unfinished = _noted(recording)
    assert not unfinished.is_kept
    assert unfinished.find(None, PART) == TRANSCRIPT
