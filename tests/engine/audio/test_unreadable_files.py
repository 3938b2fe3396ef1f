"""Files without audio or with damage give an error or a warning, and nothing else happens."""

import math
import os
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples.audio_samples import Format, add_pictures, black, encoded, problem_of, tone_wav

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, duration_s
from engine.errors import AudioFileError

# What is no sound


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "none.wav") == "there is no such file"
    assert problem_of(Path("a\0b")) == "there can be no file of this name"


def test_a_folder_is_reported(tmp_path: Path) -> None:
    assert problem_of(tmp_path) == "it is a folder, not a file"


def test_a_pipe_is_rejected_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")

    assert problem_of(tmp_path / "pipe.wav") == "it is a pipe or a device, not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    wav = tone_wav(tmp_path)
    wav.chmod(0)

    assert problem_of(wav) == "you do not have permission to read it"


def test_an_empty_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()

    assert problem_of(tmp_path / "empty.wav") == "the file is empty"


@pytest.mark.parametrize("suffix", ["raw", "PCM"])
def test_headerless_audio_is_rejected_with_the_command_to_convert_it(
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
def test_other_content_is_reported_and_playlists_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    tone_wav(tmp_path)  # what the lists name
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.wav").write_bytes(content)

    problem = problem_of(tmp_path / "other.wav")
    assert problem.startswith(("it contains no audio", "its format is unknown"))


def test_a_picture_and_a_silent_video_get_different_messages(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        container.mux(black(add_pictures(container), n_pictures=25))
    with av.open(str(tmp_path / "picture.png"), "w", format="image2") as container:
        container.mux(black(add_pictures(container, "png", "rgb24"), n_pictures=1))

    assert problem_of(tmp_path / "film.mp4") == "it is a video without an audio track"
    assert problem_of(tmp_path / "picture.png") == "it contains no audio"


def test_an_audio_track_without_samples_is_reported(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "none.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))

    assert problem_of(tmp_path / "none.wav") == "its audio track is empty"


@pytest.mark.parametrize(
    ("kind", "tag", "other_tag", "problem"),
    [
        (Format("mka", "libopus", 48_000), b"A_OPUS", b"A_OOPS", "codec is not supported"),
        (Format("m4a", "aac"), b"mp4a", b"drms", "its audio is encrypted"),
    ],
)
def test_an_unsupported_codec_is_reported(
    tmp_path: Path, kind: Format, tag: bytes, other_tag: bytes, problem: str
) -> None:
    path = tmp_path / "locked"
    path.write_bytes(encoded(tmp_path, kind).replace(tag, other_tag))

    assert problem in problem_of(path)


def test_an_implausible_sample_rate_is_rejected(tmp_path: Path) -> None:
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
def test_the_beginning_of_a_truncated_file_is_kept(tmp_path: Path, kind: Format) -> None:
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


def test_a_video_without_its_index_is_an_error(tmp_path: Path) -> None:
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


@settings(max_examples=20)
@given(
    which=st.integers(0, 6),
    scratches=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=16)),
        max_size=12,
    ),
    kept=st.floats(0.01, 1),
)
@example(which=2, scratches=[], kept=0.9)
def test_damage_raises_only_errors_for_the_user(
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
