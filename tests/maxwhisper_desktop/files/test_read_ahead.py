"""Files are read in parts, one ahead, in order; one that is left or broken costs the others nothing."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from child_processes import children
from samples.audio_samples import Format, tone, tone_wav, write
from samples.long_recordings import long_recording

from engine.audio.parts import parts_of
from engine.audio.waveform import SAMPLE_RATE
from engine.errors import AudioFileError
from maxwhisper_desktop.files import read_ahead
from maxwhisper_desktop.files.read_ahead import ReadAhead

PART_S = 60.0


@pytest.fixture
def long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recording of at least five parts."""
    short_parts = partial(parts_of, whole_s=PART_S, part_s=PART_S)
    monkeypatch.setattr(read_ahead, "parts_of", short_parts)
    return long_recording(tmp_path / "long.wav", 5 * PART_S, [0.0])


def test_a_long_file_comes_in_parts_and_is_read_no_more_once_it_is_left(
    long_file: Path, tmp_path: Path
) -> None:
    before = children()
    with ReadAhead([long_file, tone_wav(tmp_path), long_file]) as sounds:
        left = sounds.file()
        first, second = next(left), next(left)
        assert 0.0 < first.sound.end_s <= PART_S
        assert second.sound.start_s == first.sound.end_s
        assert not second.ends_file
        left.close()
        (tone_part,) = sounds.file()
        assert tone_part.sound.end_s == 1.0
        next(sounds.file())
    # Whoever leaves in the midst of one ends its decoder.
    assert children() == before


def test_a_broken_file_does_not_stop_the_next_one(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_text("no sound")
    with ReadAhead([broken, tone_wav(tmp_path)]) as sounds:
        with pytest.raises(AudioFileError):
            next(sounds.file())
        assert len([*sounds.file()]) == 1


def test_channels_are_read_one_after_the_other(tmp_path: Path) -> None:
    channels = np.stack([tone(SAMPLE_RATE), np.zeros(SAMPLE_RATE, np.float32)])
    write(tmp_path / "two.wav", Format("wav", "pcm_f32le", SAMPLE_RATE), channels)
    with ReadAhead([tmp_path / "two.wav", tone_wav(tmp_path)], splits=True) as sounds:
        left, right = sounds.file()
        (only,) = sounds.file()
    np.testing.assert_array_equal(left.sound.waveform, channels[0])
    np.testing.assert_array_equal(right.sound.waveform, channels[1])
    assert [left.channel, right.channel, only.channel] == [1, 2, 1]
    assert [left.ends_file, right.ends_file, only.ends_file] == [False, True, True]
