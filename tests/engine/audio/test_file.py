"""Files of all kinds become 16 kHz mono, whatever their format, channels, rate and name."""

import math
import os
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import pytest
from samples.audio_samples import (
    AMPLITUDE,
    TONE_HZ,
    Format,
    add_pictures,
    black,
    encoded,
    problem_of,
    tone,
    tone_wav,
    write,
    write_tone,
)

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s

LOSSLESS = [
    Format("wav", "pcm_u8", 8_000, "mono"),
    Format("wav", "pcm_s16le", 22_050, "mono"),
    Format("wav", "pcm_s24le", 96_000),
    Format("wav", "pcm_s32le", 48_000, "7.1"),
    Format("wav", "pcm_f32le", 44_100, "5.1"),
    Format("wav", "pcm_f64le", 11_025),
    Format("wav", "pcm_s64le", 16_000),
    Format("wav", "pcm_mulaw", 8_000, "mono"),
    Format("w64", "pcm_s16le", 192_000),
    Format("aiff", "pcm_s16be", 44_100),
    Format("caf", "pcm_s16be", 44_100),
    Format("au", "pcm_s16be", 44_100),
    Format("flac", "flac", 16_000),
    Format("flac", "flac", 48_000, "5.1"),
    Format("m4a", "alac", 44_100),
    Format("wv", "wavpack", 48_000, "7.1"),
    Format("mkv", "pcm_s16le", 48_000, film=True),
]
LOSSY = [
    Format("mp3", "libmp3lame", 44_100, delay_s=0.03),
    Format("mp3", "libmp3lame", 8_000, "mono", delay_s=0.15),
    Format("ogg", "libopus", 48_000, "mono", delay_s=0.03),
    Format("opus", "libopus", 48_000, delay_s=0.03),
    Format("webm", "libopus", 48_000, delay_s=0.03),
    Format("m4a", "aac", 44_100, delay_s=0.06),
    Format("aac", "aac", 44_100, delay_s=0.06),
    Format("mp4", "aac", 48_000, "4.0", delay_s=0.06, film=True),
    Format("mka", "ac3", 48_000, "stereo", delay_s=0.06),
    Format("wma", "wmav2", 44_100, delay_s=0.1),
    # The codec's tag in the container has a byte that is no ASCII.
    Format("ts", "ac3", 48_000, "stereo", delay_s=0.06),
]


def loudest_hz(waveform: Waveform) -> float:
    spectrum = np.abs(np.fft.rfft(waveform * np.hanning(waveform.size)))
    return float(spectrum.argmax()) * SAMPLE_RATE / waveform.size


@pytest.mark.parametrize("kind", LOSSLESS + LOSSY, ids=str)
def test_every_format_gives_the_same_tone(tmp_path: Path, kind: Format) -> None:
    sound = read_audio_file(write_tone(tmp_path / f"tone.{kind.suffix}", kind))

    middle = sound.waveform[2_000:14_000]
    assert sound.warning is None
    assert sound.waveform.dtype == np.float32
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=kind.delay_s)
    assert loudest_hz(middle) == pytest.approx(TONE_HZ, abs=3.0)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(AMPLITUDE / math.sqrt(2), rel=0.06)


@pytest.mark.usefixtures("own_decoder")
def test_a_16_khz_mono_wav_is_read_bit_exactly(tmp_path: Path) -> None:
    samples = np.random.default_rng(1).integers(-(2**15), 2**15, 50_001).astype("<i2")
    with wave.open(str(tmp_path / "noise.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())

    sound = read_audio_file(tmp_path / "noise.wav")

    np.testing.assert_array_equal(sound.waveform, samples / np.float32(2**15), strict=True)


@pytest.mark.parametrize("channel", [0, 3, 7])
def test_all_eight_channels_have_the_same_weight(tmp_path: Path, channel: int) -> None:
    channels = np.zeros((8, SAMPLE_RATE), np.float32)
    channels[channel] = tone(SAMPLE_RATE)
    path = tmp_path / "surround.wav"
    write(path, Format("wav", "pcm_f32le", SAMPLE_RATE, "7.1"), channels)

    np.testing.assert_allclose(read_audio_file(path).waveform, tone(SAMPLE_RATE) / 8, atol=1e-7)


def test_a_rate_and_channel_count_that_change_midway_are_followed(tmp_path: Path) -> None:
    first = encoded(tmp_path, Format("mp3", "libmp3lame", 44_100, "stereo"))
    second = encoded(tmp_path, Format("mp3", "libmp3lame", 22_050, "mono"))
    path = tmp_path / "both.mp3"
    path.write_bytes(first + second)

    waveform = read_audio_file(path).waveform

    assert duration_s(waveform) == pytest.approx(2.0, abs=0.15)
    assert loudest_hz(waveform[20_000:30_000]) == pytest.approx(TONE_HZ, abs=3.0)


def test_nan_samples_become_silence_and_loud_ones_are_clipped(
    tmp_path: Path,
) -> None:
    samples = np.array([[0.25, np.nan, np.inf, -np.inf, 3e38, -7.0, 0.5]], np.float32)
    path = tmp_path / "odd.wav"
    write(path, Format("wav", "pcm_f32le", SAMPLE_RATE, "mono"), samples)

    assert read_audio_file(path).waveform.tolist() == [0.25, 0, 0, 0, 1, -1, 0.5]


def test_garbage_samples_do_not_poison_the_resampler(tmp_path: Path) -> None:
    channels = np.stack([tone(48_000), np.full(48_000, 3e38, np.float32)])
    channels[1, ::2] = np.nan
    path = tmp_path / "odd.wav"
    write(path, Format("wav", "pcm_f32le", 48_000, "stereo"), channels)

    waveform = read_audio_file(path).waveform

    assert np.isfinite(waveform).all()
    assert np.abs(waveform).max() <= 1.0


@pytest.mark.parametrize(
    "name", [b"-i.wav", b"two words\n.wav", b"\xff\xfe.wav", b"http:x.wav", b"%03d.wav"]
)
def test_any_file_name_works(tmp_path: Path, name: bytes) -> None:
    path = tone_wav(tmp_path).rename(tmp_path / os.fsdecode(name))

    assert duration_s(read_audio_file(path).waveform) == 1.0


@pytest.mark.usefixtures("own_decoder")
def test_the_current_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wav = tone_wav(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)

    assert duration_s(read_audio_file(Path(wav.name)).waveform) == 1.0


def test_a_title_that_is_not_utf_8_is_ignored(tmp_path: Path) -> None:
    wav = tone_wav(tmp_path)
    title = b"INAM\x04\x00\x00\x00\xff\xfe\xe9\x00"
    sound = wav.read_bytes()
    tagged = sound + b"LIST" + (4 + len(title)).to_bytes(4, "little") + b"INFO" + title
    wav.write_bytes(b"RIFF" + (len(tagged) - 8).to_bytes(4, "little") + tagged[8:])

    read = read_audio_file(wav)

    assert (duration_s(read.waveform), read.warning) == (1.0, None)


# What stands for PyAV: its ``open`` takes no ``metadata_errors``, as from 19 on.
NEWER_PYAV = """
import av
opened = av.open
def newer(file, mode=None, format=None, options=None, container_options=None, buffer_size=32768,
          timeout=None, io_open=None, hwaccel=None):
    return opened(file, mode, format=format, options=options)
av.open, av.__version__ = newer, "19.0.2"
"""


@pytest.mark.usefixtures("own_decoder")
def test_a_pyav_without_metadata_errors_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(NEWER_PYAV)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert duration_s(read_audio_file(tone_wav(tmp_path)).waveform) == 1.0


def test_a_cover_picture_is_ignored(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "cover.png"), "w", format="image2") as container:
        container.mux(black(add_pictures(container, "png", "rgb24"), n_pictures=1))
    picture = b"\0image/png\0\3\0" + (tmp_path / "cover.png").read_bytes()
    frame = b"APIC" + len(picture).to_bytes(4) + b"\0\0" + picture
    size = bytes([len(frame) >> 7, len(frame) & 127])
    song = encoded(tmp_path, Format("mp3", "libmp3lame"))
    (tmp_path / "song.mp3").write_bytes(b"ID3\3\0\0\0\0" + size + frame + song)

    with av.open(str(tmp_path / "song.mp3")) as container:
        assert container.streams.video, "there is a cover"
    sound = read_audio_file(tmp_path / "song.mp3")
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=0.03)


@pytest.mark.recordings
@pytest.mark.parametrize("folder", ["formats", "formats-librivox", "noise", "longform"])
def test_every_recording_gives_audio_or_an_error(recordings: Path, folder: str) -> None:
    if not (recordings / folder).is_dir():
        pytest.skip("this kind of recordings is not here")
    paths = sorted((recordings / folder).iterdir())
    headerless = [path for path in paths if path.suffix == ".raw"]
    for path in headerless:
        assert "without a header" in problem_of(path)
    readable = [path for path in paths if path not in headerless]
    # In parallel: reading is thread-safe.
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        for path, sound in zip(readable, readers.map(read_audio_file, readable), strict=True):
            assert sound.warning is None, path
            assert duration_s(sound.waveform) > 0.5
