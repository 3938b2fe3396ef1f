"""The audio is on disk, whatever happens."""

import io
import resource
import signal
import stat
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patience import PATIENCE_S

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import AudioFileError
from maxwhisper_desktop.recording.journal import RecordingWriter, left_behind, read_recording

HEADER_BYTES = 44


def ramp(n_samples: int) -> Waveform:
    """Return samples that 16 bits represent exactly, all different."""
    return ((np.arange(n_samples) % 65536 - 32768) / 32768).astype(np.float32)


def write(folder: Path, *blocks: Waveform, name: str = "take-1") -> Path:
    writer = RecordingWriter(folder, name)
    for block in blocks:
        writer.append(block)
    assert writer.close(PATIENCE_S)
    assert writer.problem is None
    assert writer.path is not None
    return writer.path


@contextmanager
def files_limited_to(n_bytes: int) -> Iterator[None]:
    """Limit the size of files, as on a full disk."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)


def test_16_bit_audio_is_kept_exactly(tmp_path: Path) -> None:
    path = write(tmp_path, ramp(65536), ramp(100))
    np.testing.assert_array_equal(
        read_recording(path), np.concatenate([ramp(65536), ramp(100)])
    )


def test_audio_beyond_full_scale_is_clipped_not_wrapped(tmp_path: Path) -> None:
    path = write(tmp_path, np.array([1.5, -1.5], np.float32))
    assert read_recording(path).tolist() == [32767 / 32768, -1.0]


def test_any_program_can_read_it(tmp_path: Path) -> None:
    path = write(tmp_path, ramp(SAMPLE_RATE))
    np.testing.assert_array_equal(read_audio_file(path).waveform, ramp(SAMPLE_RATE))


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    path = write(tmp_path / "journal", ramp(10))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_existing_recording_is_never_overwritten(tmp_path: Path) -> None:
    first, second = write(tmp_path, ramp(10)), write(tmp_path, ramp(20))
    assert first != second
    assert read_recording(first).size == 10


def test_a_folder_that_cannot_be_created_is_reported_not_raised(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file", encoding="utf-8")
    writer = RecordingWriter(tmp_path / "journal", "take-1")
    writer.append(ramp(10))
    assert writer.close(PATIENCE_S)
    assert writer.path is None
    assert writer.problem is not None
    assert "could not be saved" in writer.problem


def test_a_full_disk_keeps_what_it_could(tmp_path: Path) -> None:
    with files_limited_to(HEADER_BYTES + 2 * SAMPLE_RATE):
        writer = RecordingWriter(tmp_path, "take-1")
        writer.append(ramp(3 * SAMPLE_RATE))
        assert writer.close(PATIENCE_S)
    assert writer.problem is not None
    assert writer.path is not None
    np.testing.assert_array_equal(read_recording(writer.path), ramp(SAMPLE_RATE))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(n_bytes=st.integers(0, HEADER_BYTES + 40), sizes=st.binary(min_size=8, max_size=8))
def test_a_truncated_recording_gives_what_is_left(
    tmp_path: Path, n_bytes: int, sizes: bytes
) -> None:
    whole = write(tmp_path, ramp(20)).read_bytes()
    torn = tmp_path / "torn.wav"
    torn.write_bytes((whole[:4] + sizes[:4] + whole[8:40] + sizes[4:] + whole[44:])[:n_bytes])
    n_left = max(n_bytes - HEADER_BYTES, 0) // 2
    np.testing.assert_array_equal(read_recording(torn), ramp(20)[:n_left])


def test_a_missing_header_is_tolerated(tmp_path: Path) -> None:
    path = write(tmp_path, ramp(20))
    path.write_bytes(bytes(HEADER_BYTES) + path.read_bytes()[HEADER_BYTES:])
    np.testing.assert_array_equal(read_recording(path), ramp(20))


def test_audio_in_another_format_is_rejected(tmp_path: Path) -> None:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(400))
    path = tmp_path / "stereo.wav"
    path.write_bytes(content.getvalue())
    with pytest.raises(AudioFileError):
        read_recording(path)


def test_recordings_left_by_a_crash_are_found_in_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, ramp(10), name=f"take-{take}") for take in (10, 9, 100)]
    empty = write(tmp_path, name="take-11")
    (tmp_path / "notes.txt").write_text("not a recording", encoding="utf-8")
    assert left_behind(tmp_path) == [paths[1], paths[0], paths[2]]
    assert not empty.exists()


def test_a_missing_journal_is_empty(tmp_path: Path) -> None:
    assert left_behind(tmp_path / "journal") == []


SPEAKER = """
import os, pathlib, signal, sys
import numpy as np
from maxwhisper_desktop.recording.journal import RecordingWriter

folder = pathlib.Path(sys.argv[1])
writer = RecordingWriter(folder, "take-1")
writer.append(np.full(24000, 0.5, np.float32))
while not (files := [*folder.glob("*.wav")]) or files[0].stat().st_size < 44 + 48000:
    pass
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_program_leaves_all_its_blocks_on_disk(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", SPEAKER, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (path,) = left_behind(tmp_path)
    assert read_recording(path).size == 24_000
