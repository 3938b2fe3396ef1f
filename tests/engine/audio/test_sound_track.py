"""Whether a file has sound is told by a child process, whatever becomes of that."""

import sys
from pathlib import Path
from threading import Event

import pytest
from samples.audio_samples import tone_wav

from engine.audio.file import ReadingCancelledError
from engine.audio.file_probe import HAS_NO_SOUND, HAS_SOUND, IS_UNREADABLE
from engine.audio.sound_track import Sound, sound_track

HANGS = (sys.executable, "-c", "import time; time.sleep(3600)")


def test_the_answers_are_the_probes() -> None:
    assert Sound(HAS_SOUND) is Sound.PRESENT
    assert Sound(HAS_NO_SOUND) is Sound.ABSENT
    assert Sound(IS_UNREADABLE) is Sound.UNREADABLE


def test_a_playlist_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tone_wav(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("ffconcat version 1.0\nfile tone.wav\n")
    assert sound_track(tmp_path / "list") is not Sound.PRESENT


@pytest.mark.parametrize("crash", ["os.abort()", "sys.exit(1)"])
def test_a_file_that_crashes_the_probe_is_unreadable(tmp_path: Path, crash: str) -> None:
    probe = (sys.executable, "-c", f"import os, sys; {crash}")
    assert sound_track(tone_wav(tmp_path), probe=probe) is Sound.UNREADABLE


def test_a_file_that_hangs_the_probe_is_unreadable(tmp_path: Path) -> None:
    assert sound_track(tone_wav(tmp_path), limit_s=0.1, probe=HANGS) is Sound.UNREADABLE


def test_probing_can_be_cancelled(tmp_path: Path) -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(ReadingCancelledError):
        sound_track(tone_wav(tmp_path), cancelled, probe=HANGS)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sound_track(tmp_path / "absent")
