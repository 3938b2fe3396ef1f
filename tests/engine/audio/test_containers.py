"""What a container says of its audio: tracks, channels, times and lengths, right or wrong."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from project_files import SAMPLE
from samples.audio_samples import (
    AMPLITUDE,
    Format,
    encoded,
    problem_of,
    tone,
    tone_wav,
    write,
)

from engine.audio.file import SoundStream, read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s

CLUSTER, TIMESTAMP = bytes.fromhex("1f43b675"), bytes.fromhex("e782")
"""Element names in Matroska; a time of two bytes."""
Block = tuple[float, Waveform]
"""When it begins, in seconds, and its samples."""


def _loudness(waveform: Waveform) -> float:
    return float(np.sqrt(np.square(waveform).mean()))


TONE = tone(SAMPLE_RATE, 1.0).astype(np.float32)
SILENCE = np.zeros_like(TONE)
HALF = (TONE / 2).astype(np.float32)


def _film(folder: Path, tracks: Sequence[Sequence[Block]]) -> Path:
    """Write audio tracks of blocks that begin at given times."""
    path = folder / "tracks.mka"
    with av.open(str(path), "w") as container:
        streams = [
            container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono") for _ in tracks
        ]
        for stream, blocks in zip(streams, tracks, strict=True):
            for start_s, samples in blocks:
                frame = av.AudioFrame.from_ndarray(
                    (samples * 32767).astype(np.int16)[np.newaxis], "s16", "mono"
                )
                frame.sample_rate = SAMPLE_RATE
                frame.time_base = Fraction(1, SAMPLE_RATE)
                frame.pts = round(start_s * SAMPLE_RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("rate", [SAMPLE_RATE, 44_100])
def test_channels_that_cancel_each_other_are_heard(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "crossed.wav"
    voice = tone(rate, 1.0)
    write(path, Format("wav", "pcm_s16le", rate), np.stack([voice, -voice]))
    assert _loudness(read_audio_file(path).waveform) == pytest.approx(_loudness(TONE), rel=0.01)


def test_a_silent_track_gives_way_to_one_that_sounds(tmp_path: Path) -> None:
    sound = read_audio_file(_film(tmp_path, [[(0.0, SILENCE)], [(0.0, TONE)]]))
    assert _loudness(sound.waveform) == pytest.approx(_loudness(TONE), rel=0.01)
    assert sound.warning == "it has 2 audio tracks; track 2 was read"


def test_of_several_tracks_that_sound_the_first_is_read_or_the_chosen_one(
    tmp_path: Path,
) -> None:
    path = _film(tmp_path, [[(0.0, TONE)], [(0.0, HALF)]])
    first = read_audio_file(path)
    assert first.warning == "it has 2 audio tracks; track 1 was read"
    assert _loudness(first.waveform) == pytest.approx(_loudness(TONE), rel=0.01)
    second = read_audio_file(path, track=2)
    assert second.warning is None
    assert _loudness(second.waveform) == pytest.approx(_loudness(TONE) / 2, rel=0.01)


def test_a_track_without_a_voice_gives_way_to_one_that_speaks(tmp_path: Path) -> None:
    voice = read_audio_file(SAMPLE).waveform
    music = np.resize(tone(SAMPLE_RATE, 1.0), voice.size).astype(np.float32)
    path = _film(tmp_path, [[(0.0, music)], [(0.0, np.zeros_like(voice))], [(0.0, voice)]])
    sound = read_audio_file(path)
    assert sound.warning == "it has 3 audio tracks; track 3 was read"
    assert np.abs(sound.waveform - voice).max() < 1e-3


def test_of_several_tracks_that_speak_the_first_is_read(tmp_path: Path) -> None:
    voice = read_audio_file(SAMPLE).waveform
    path = _film(tmp_path, [[(0.0, (voice / 4).astype(np.float32))], [(0.0, voice)]])
    assert read_audio_file(path).warning == "it has 2 audio tracks; track 1 was read"


@pytest.mark.usefixtures("own_decoder")
def test_each_channel_is_of_the_track_that_all_of_them_together_choose(tmp_path: Path) -> None:
    path = _film(tmp_path, [[(0.0, SILENCE)], [(0.0, TONE)]])
    stream = SoundStream(path, channel=2)
    assert not any(b"".join(stream))
    assert stream.warning == "it has 2 audio tracks; track 2 was read"


def test_a_track_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = _film(tmp_path, [[(0.0, TONE)]])
    with pytest.raises(Exception, match="it has no audio track 2"):
        read_audio_file(path, track=2)


def test_a_gap_in_the_containers_times_is_silence(tmp_path: Path) -> None:
    sound = read_audio_file(_film(tmp_path, [[(0.0, TONE), (3.0, TONE)]])).waveform
    assert duration_s(sound) == pytest.approx(4.0, abs=0.01)
    loud = np.abs(sound).reshape(40, -1).max(axis=1) > AMPLITUDE / 2
    assert loud.tolist() == [True] * 10 + [False] * 20 + [True] * 10


@pytest.mark.parametrize("wrong_ms", [6_000, 30_000, 65_000])
def test_a_clock_that_jumps_and_falls_back_is_no_pause(tmp_path: Path, wrong_ms: int) -> None:
    path = _film(tmp_path, [[(n / 10, TONE[:1600]) for n in range(120)]])
    # The second of three clusters, of 5 s each, has a wrong time.
    content, right_ms = path.read_bytes(), 5_000
    cluster = content.index(CLUSTER, content.index(CLUSTER) + 1)
    at = content.index(TIMESTAMP + right_ms.to_bytes(2, "big"), cluster) + len(TIMESTAMP)
    path.write_bytes(content[:at] + wrong_ms.to_bytes(2, "big") + content[at + 2 :])
    sound = read_audio_file(path)
    assert duration_s(sound.waveform) == pytest.approx(12.0, abs=0.2)


def test_sound_that_begins_after_the_picture_keeps_its_time(tmp_path: Path) -> None:
    path = _film(tmp_path, [[(2.0, TONE)], [(0.0, SILENCE)]])
    sound = read_audio_file(path, track=1).waveform
    assert duration_s(sound) == pytest.approx(3.0, abs=0.01)
    assert not sound[: 2 * SAMPLE_RATE].any()


def test_a_recording_whose_clock_began_late_is_not_damaged(tmp_path: Path) -> None:
    sound = read_audio_file(_film(tmp_path, [[(20.0, TONE)]]))
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=0.01)
    assert sound.warning is None


@pytest.mark.parametrize(
    ("suffix", "rate", "n_bytes"),
    [("ulaw", 8_000, 1), ("SLN", 8_000, 2), ("g722", 16_000, 0.5)],
)
def test_what_telephones_record_without_a_header_is_known_by_its_name(
    tmp_path: Path, suffix: str, rate: int, n_bytes: float
) -> None:
    path = tmp_path / f"call.{suffix}"
    path.write_bytes(np.random.default_rng(1).bytes(round(2 * rate * n_bytes)))
    assert duration_s(read_audio_file(path).waveform) == pytest.approx(2.0, abs=0.01)


def test_a_name_without_a_header_is_not_believed_against_the_content(tmp_path: Path) -> None:
    sound = read_audio_file(tone_wav(tmp_path).rename(tmp_path / "tone.ulaw")).waveform
    assert duration_s(sound) == pytest.approx(1.0, abs=0.01)


def _wav_with_sizes(folder: Path, riff: int, data: int) -> Path:
    content = bytearray(tone_wav(folder).read_bytes())
    at = content.index(b"data") + 4
    content[4:8], content[at : at + 4] = riff.to_bytes(4, "little"), data.to_bytes(4, "little")
    path = folder / "sizes.wav"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("size", [0, 0x7FFF_FFFF, 0xFFFF_FFFF])
def test_a_wav_written_to_a_pipe_is_read_whole_without_a_warning(
    tmp_path: Path, size: int
) -> None:
    sound = read_audio_file(_wav_with_sizes(tmp_path, size, size))
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=0.01)
    assert sound.warning is None


def test_samples_that_the_header_does_not_count_are_read_and_told(tmp_path: Path) -> None:
    sound = read_audio_file(_wav_with_sizes(tmp_path, 36 + 3200, 3200))
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=0.01)
    assert sound.warning == "its header says 0.1 s; all 1.0 s were read"


def test_chunks_after_the_samples_are_no_samples(tmp_path: Path) -> None:
    path = tone_wav(tmp_path)
    size = 20_000
    path.write_bytes(path.read_bytes() + b"LIST" + size.to_bytes(4, "little") + bytes(size))
    sound = read_audio_file(path)
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=0.01)
    assert sound.warning is None


def test_joined_mp3_files_are_not_damaged(tmp_path: Path) -> None:
    one = encoded(tmp_path, Format("mp3", "libmp3lame", 44_100))
    path = tmp_path / "joined.mp3"
    path.write_bytes(one + one)
    sound = read_audio_file(path)
    assert duration_s(sound.waveform) == pytest.approx(2.0, abs=0.2)
    assert sound.warning is None


def test_audio_that_cannot_be_decoded_at_all_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "noise.aac"
    whole = encoded(tmp_path, Format("aac", "aac", 44_100))
    path.write_bytes(b"".join(whole[n : n + 7] + bytes(200) for n in range(0, 2100, 210)))
    assert "damaged" in problem_of(path)
