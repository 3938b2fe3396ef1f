"""Files of all kinds become 16 kHz mono, or an error that says why not."""

import math
import os
import signal
import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from threading import Event

import av
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from typing_extensions import override

from engine.audio import SAMPLE_RATE, Waveform, duration_s
from engine.audio_file import ReadingCancelledError, read_audio_file
from engine.errors import AudioFileError

RECORDINGS = Path(__file__).parents[3] / "shared" / "audio"

TONE_HZ = 440.0
AMPLITUDE = 0.5


@dataclass(frozen=True, slots=True)
class Format:
    """One way to store sound; ``delay_s`` is what its codec may add or drop."""

    suffix: str
    codec: str
    rate: int = 44_100
    layout: str = "stereo"
    delay_s: float = 0.002
    film: bool = False

    @override
    def __str__(self) -> str:
        return f"{self.suffix}-{self.codec}-{self.rate}-{self.layout}"


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
]


def tone(rate: int, length_s: float = 1.0) -> NDArray[np.float32]:
    times = np.arange(round(rate * length_s)) / rate
    return (AMPLITUDE * np.sin(2 * math.pi * TONE_HZ * times)).astype(np.float32)


def write(path: Path, kind: Format, channels: NDArray[np.float32]) -> None:
    """Encode ``channels``, shape (n_channels, n_samples); a film gets black pictures."""
    with av.open(str(path), "w") as container:
        pictures = add_pictures(container) if kind.film else None
        stream = container.add_stream(kind.codec, rate=kind.rate, layout=kind.layout)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 128_000
        samples = np.ascontiguousarray(channels.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, "flt", layout=kind.layout)
        frame.sample_rate = kind.rate
        # Encoded before the first is written, since a header describes all streams.
        packets = [*stream.encode(frame), *stream.encode(None)]
        film = [] if pictures is None else black(pictures, n_pictures=25)
        container.mux([*packets, *film])


def add_pictures(
    container: av.container.OutputContainer, codec: str = "mpeg4", pixels: str = "yuv420p"
) -> av.VideoStream:
    stream = container.add_stream(codec, rate=25)
    assert isinstance(stream, av.VideoStream)
    stream.width = stream.height = 64
    stream.pix_fmt = pixels
    return stream


def black(stream: av.VideoStream, n_pictures: int) -> "list[av.Packet[av.VideoStream]]":
    """Return encoded black pictures."""
    frames = [av.VideoFrame(64, 64, stream.pix_fmt or "") for _ in range(n_pictures)]
    for index, frame in enumerate(frames):
        frame.pts = index
        frame.time_base = Fraction(1, 25)
    return [packet for item in [*frames, None] for packet in stream.encode(item)]


def write_tone(path: Path, kind: Format, length_s: float = 1.0) -> Path:
    n_channels = av.AudioLayout(kind.layout).nb_channels
    write(path, kind, np.tile(tone(kind.rate, length_s), (n_channels, 1)))
    return path


def encoded(folder: Path, kind: Format, length_s: float = 1.0) -> bytes:
    return write_tone(folder / f"tone.{kind.suffix}", kind, length_s).read_bytes()


def loudest_hz(waveform: Waveform) -> float:
    spectrum = np.abs(np.fft.rfft(waveform * np.hanning(waveform.size)))
    return float(spectrum.argmax()) * SAMPLE_RATE / waveform.size


def problem_of(path: Path) -> str:
    with pytest.raises(AudioFileError) as caught:
        read_audio_file(path)
    assert path.name not in str(caught.value)
    return str(caught.value)


def fake_decoder(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


REPORT = """import sys; sys.stderr.write('noise\\n{"problem": null, "is_damaged": false}\\n')"""
HANG = "import signal; signal.pause()"


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "tone.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono"))


@pytest.mark.parametrize("kind", LOSSLESS + LOSSY, ids=str)
def test_every_format_gives_the_same_tone(tmp_path: Path, kind: Format) -> None:
    sound = read_audio_file(write_tone(tmp_path / f"tone.{kind.suffix}", kind))

    middle = sound.waveform[2_000:14_000]
    assert sound.warning is None
    assert sound.waveform.dtype == np.float32
    assert duration_s(sound.waveform) == pytest.approx(1.0, abs=kind.delay_s)
    assert loudest_hz(middle) == pytest.approx(TONE_HZ, abs=3.0)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(AMPLITUDE / math.sqrt(2), rel=0.06)


def test_a_16_khz_mono_wav_is_read_bit_exactly(tmp_path: Path) -> None:
    samples = np.random.default_rng(1).integers(-(2**15), 2**15, 50_001).astype("<i2")
    with wave.open(str(tmp_path / "noise.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())

    sound = read_audio_file(tmp_path / "noise.wav")

    np.testing.assert_array_equal(sound.waveform, samples / np.float32(2**15), strict=True)


@pytest.mark.parametrize("channel", [0, 3, 7])
def test_each_of_eight_channels_weighs_the_same(tmp_path: Path, channel: int) -> None:
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


def test_samples_that_are_no_numbers_become_silence_and_loud_ones_are_clipped(
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
def test_any_file_name_works(tmp_path: Path, wav: Path, name: bytes) -> None:
    path = wav.rename(tmp_path / os.fsdecode(name))

    assert duration_s(read_audio_file(path).waveform) == 1.0


def test_the_current_folder_does_not_matter(
    tmp_path: Path, wav: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)

    assert duration_s(read_audio_file(Path(wav.name)).waveform) == 1.0


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


# What is no sound


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "none.wav") == "there is no such file"
    assert problem_of(Path("a\0b")).startswith("it cannot be read")


def test_a_folder_is_reported(tmp_path: Path) -> None:
    assert problem_of(tmp_path) == "it is a folder, not a file"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")

    assert problem_of(tmp_path / "pipe.wav") == "it is a pipe or a device, not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_reported(wav: Path) -> None:
    wav.chmod(0)

    assert problem_of(wav) == "you have no permission to read it"


def test_an_empty_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()

    assert problem_of(tmp_path / "empty.wav") == "the file is empty"


@pytest.mark.parametrize("suffix", ["raw", "PCM"])
def test_headerless_sound_is_refused_with_the_command_that_helps(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"bare.{suffix}"
    path.write_bytes(bytes(32_000))

    assert "ffmpeg -f s16le -ar 16000 -ac 1 -i " in problem_of(path)


@pytest.mark.parametrize(
    "content",
    [
        b"Dear Sir or Madam,\n" * 100,
        b"1\n00:00:01,000 --> 00:00:02,000\nHello\n",
        np.random.default_rng(2).bytes(50_000),
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ntone.wav\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile tone.wav\n",
    ],
    ids=["text", "subtitles", "noise", "playlist", "list"],
)
def test_other_content_is_reported_and_no_list_is_followed(
    tmp_path: Path, wav: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(wav.parent)
    (tmp_path / "other.wav").write_bytes(content)

    assert "no sound" in problem_of(tmp_path / "other.wav")


def test_a_picture_and_a_silent_film_are_told_apart(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        container.mux(black(add_pictures(container), n_pictures=25))
    with av.open(str(tmp_path / "picture.png"), "w", format="image2") as container:
        container.mux(black(add_pictures(container, "png", "rgb24"), n_pictures=1))

    assert problem_of(tmp_path / "film.mp4") == "it is a video without a sound track"
    assert problem_of(tmp_path / "picture.png") == "there is no sound in it"


def test_a_sound_track_without_samples_is_reported(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "none.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))

    assert problem_of(tmp_path / "none.wav") == "its sound track is empty"


@pytest.mark.parametrize(
    ("kind", "tag", "other_tag", "problem"),
    [
        (Format("mka", "libopus", 48_000), b"A_OPUS", b"A_OOPS", "of an unsupported kind"),
        (Format("m4a", "aac"), b"mp4a", b"drms", "its sound is encrypted"),
    ],
)
def test_what_has_no_decoder_is_reported(
    tmp_path: Path, kind: Format, tag: bytes, other_tag: bytes, problem: str
) -> None:
    path = tmp_path / "locked"
    path.write_bytes(encoded(tmp_path, kind).replace(tag, other_tag))

    assert problem in problem_of(path)


def test_a_sample_rate_no_sound_has_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "slow.wav"), "wb") as file:
        file.setparams((1, 2, 1, 0, "NONE", ""))
        file.writeframes(bytes(100_000))

    assert "rate of 1 Hz" in problem_of(tmp_path / "slow.wav")


# Damage


@pytest.mark.parametrize(
    "kind",
    [
        Format("wav", "pcm_s16le"),
        Format("flac", "flac"),
        Format("mp3", "libmp3lame"),
        Format("aac", "aac"),
        Format("mka", "libopus", 48_000),
    ],
    ids=str,
)
def test_of_a_file_cut_off_the_beginning_is_kept(tmp_path: Path, kind: Format) -> None:
    whole = encoded(tmp_path, kind, length_s=4.0)
    path = tmp_path / f"cut.{kind.suffix}"
    path.write_bytes(whole[: len(whole) * 6 // 10])

    sound = read_audio_file(path)

    length_s = duration_s(sound.waveform)
    assert 2.0 < length_s < 3.0
    assert sound.warning == f"the file is damaged; {length_s:.1f} s could be read"


def test_damage_in_the_middle_is_skipped(tmp_path: Path) -> None:
    content = bytearray(encoded(tmp_path, Format("mp3", "libmp3lame"), length_s=4.0))
    middle = len(content) // 2
    content[middle : middle + 3_000] = np.random.default_rng(3).bytes(3_000)
    path = tmp_path / "scratched.mp3"
    path.write_bytes(content)

    sound = read_audio_file(path)

    assert duration_s(sound.waveform) > 3.0
    assert sound.warning is not None


def test_a_film_without_its_index_is_an_error(tmp_path: Path) -> None:
    whole = encoded(tmp_path, Format("mp4", "aac", film=True))
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])

    assert "too damaged" in problem_of(tmp_path / "cut.mp4")


@pytest.fixture(scope="module")
def victims(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("victims")
    kinds = [
        Format("wav", "pcm_s24le"),
        Format("flac", "flac"),
        Format("m4a", "aac"),
        Format("opus", "libopus", 48_000),
        Format("mp3", "libmp3lame"),
        Format("webm", "libopus", 48_000),
        Format("wma", "wmav2"),
    ]
    return [encoded(folder, kind, length_s=0.3) for kind in kinds]


@settings(max_examples=20, deadline=None)
@given(
    which=st.integers(0, 6),
    scratches=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=16)),
        max_size=12,
    ),
    kept=st.floats(0.01, 1),
)
@example(which=2, scratches=[], kept=0.9)
def test_no_damage_raises_anything_but_an_error_for_the_user(
    victims: list[bytes],
    tmp_path_factory: pytest.TempPathFactory,
    which: int,
    scratches: list[tuple[float, bytes]],
    kept: float,
) -> None:
    content = bytearray(victims[which])
    for place, scratch in scratches:
        start = int(place * len(content))
        content[start : start + len(scratch)] = scratch
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(content[: math.ceil(kept * len(content))])

    try:
        waveform = read_audio_file(path).waveform
    except AudioFileError:
        return
    assert waveform.size > 0
    assert np.abs(waveform).max() <= 1.0


# The decoder's process


def test_what_else_the_decoder_prints_is_passed_over(wav: Path) -> None:
    code = REPORT + "; sys.stdout.buffer.write(bytes(4 * 100_000))"

    sound = read_audio_file(wav, decoder=fake_decoder(code))

    assert sound.waveform.tolist() == [0.0] * 100_000


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (f"import os; os.kill(os.getpid(), {signal.SIGSEGV.value})", "Segmentation fault"),
        ("raise MemoryError('too much')", "MemoryError: too much"),
        ("", "()"),
    ],
)
def test_a_decoder_that_crashes_is_reported(wav: Path, code: str, cause: str) -> None:
    with pytest.raises(AudioFileError, match="crashed") as caught:
        read_audio_file(wav, decoder=fake_decoder(code))

    assert cause in str(caught.value)


@pytest.mark.parametrize("before", ["", "import os; os.write(1, bytes(4000)); "])
def test_a_decoder_that_hangs_is_killed(wav: Path, before: str) -> None:
    with pytest.raises(AudioFileError, match="no progress"):
        read_audio_file(wav, stall_s=0.3, decoder=fake_decoder(before + HANG))


def test_a_decoder_that_cannot_be_started_is_reported(wav: Path, tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="could not be started"):
        read_audio_file(wav, decoder=[str(tmp_path / "none")])


class CancelledWhen(Event):
    """Set as soon as ``condition`` holds."""

    def __init__(self, condition: Callable[[], bool]) -> None:
        super().__init__()
        self._condition = condition

    @override
    def is_set(self) -> bool:
        return self._condition()


def test_cancelling_kills_a_busy_decoder(wav: Path, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = f"import os; open({str(pid_file)!r}, 'w').write(f'{{os.getpid()}}.')\nwhile 1: os.write(1, bytes(4000))"

    with pytest.raises(ReadingCancelledError):
        read_audio_file(
            wav,
            CancelledWhen(lambda: pid_file.exists() and pid_file.read_text().endswith(".")),
            decoder=fake_decoder(code),
        )

    with pytest.raises(ProcessLookupError):
        os.kill(int(float(pid_file.read_text())), 0)


def test_an_event_never_set_changes_nothing(wav: Path) -> None:
    assert duration_s(read_audio_file(wav, Event()).waveform) == 1.0


@pytest.mark.recordings
@pytest.mark.parametrize("folder", ["formats", "formats-librivox", "noise", "longform"])
def test_every_recording_gives_sound_or_an_error(folder: str) -> None:
    if not (RECORDINGS / folder).is_dir():
        pytest.skip("no recordings beside the checkout")
    for path in sorted((RECORDINGS / folder).iterdir()):
        if path.suffix == ".raw":
            assert "without a header" in problem_of(path)
            continue
        sound = read_audio_file(path)
        assert sound.warning is None, path
        assert duration_s(sound.waveform) > 0.5
