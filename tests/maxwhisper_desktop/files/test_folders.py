"""Recordings in folders are found by what the files hold, each once."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import av
import numpy as np
import pytest
from samples.audio_samples import Format, add_pictures, black, encoded, tone_wav

from engine.audio.file import ReadingCancelledError
from engine.sentence import Sentence
from maxwhisper_desktop.files.folders import (
    NOTHING_FOUND,
    Found,
    is_recording,
    recordings,
    walk,
)


def _names(folder: Path, found: Iterable[Found]) -> list[str]:
    return [str(one.path.relative_to(folder)) for one in found]


def _files(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Dear diary,")


def _film(path: Path) -> Path:
    """Write a film without sound."""
    with av.open(str(path), "w") as container:
        container.mux(black(add_pictures(container), n_pictures=25))
    return path


# The walk


def test_sub_folders_are_searched_by_name_and_hidden_ones_left_out(tmp_path: Path) -> None:
    _files(tmp_path, "z/c", "b", ".hidden", "a/d", "a/b/e", ".git/f", "c")
    assert _names(tmp_path, walk(tmp_path)) == ["b", "c", "a/d", "a/b/e", "z/c"]


def test_a_loop_of_links_ends_and_no_folder_is_searched_twice(tmp_path: Path) -> None:
    top = tmp_path / "top"
    _files(tmp_path, "top/a/one", "top/b/two", "beside/three", "other")
    (top / "a" / "round").symlink_to(top)
    (top / "a" / "up").symlink_to(tmp_path)
    (top / "again").symlink_to(top / "b")
    (top / "beside").symlink_to(tmp_path / "beside")
    (top / "itself").symlink_to("itself")
    (top / "nowhere").symlink_to("absent")
    assert _names(top, walk(top)) == ["a/one", "again/two", "beside/three"]


def test_pipes_and_sockets_in_a_folder_are_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert not [*walk(tmp_path)]


def test_a_folder_that_cannot_be_read_is_told_and_the_others_are_searched(
    tmp_path: Path,
) -> None:
    _files(tmp_path, "locked/a", "open/b")

    def listing(folder: Path) -> Iterable[Path]:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return folder.iterdir()

    assert [*walk(tmp_path, listing)] == [
        Found(
            tmp_path / "locked",
            Sentence("this folder cannot be read: you do not have permission"),
        ),
        Found(tmp_path / "open" / "b"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("mode", [0o000, 0o400, 0o100])
def test_a_folder_without_permission_is_told(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "locked"
    _files(folder, "a")
    folder.chmod(mode)
    (found,) = walk(folder)
    folder.chmod(0o700)
    assert found == Found(
        folder, Sentence("this folder cannot be read: you do not have permission")
    )


def test_a_folder_that_has_gone_is_told(tmp_path: Path) -> None:
    (found,) = walk(tmp_path / "absent")
    assert found.problem == "this folder cannot be read: there is no such file or folder"


# What is a recording


def test_sound_is_recognised_whatever_its_name(tmp_path: Path) -> None:
    assert is_recording(tone_wav(tmp_path).rename(tmp_path / "voice.txt"))


@pytest.mark.parametrize(
    "kind",
    [
        Format("mp3", "libmp3lame"),
        Format("flac", "flac"),
        Format("opus", "libopus", 48_000),
        Format("m4a", "aac"),
        Format("aac", "aac"),
        Format("mkv", "aac", film=True),
        Format("ts", "aac"),
    ],
    ids=str,
)
def test_each_format_is_recognised_without_a_suffix(tmp_path: Path, kind: Format) -> None:
    (tmp_path / "bare").write_bytes(encoded(tmp_path, kind))
    assert is_recording(tmp_path / "bare")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("song.mp3", b"These are the words of a song.\n" * 100),
        ("talk.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n"),
        ("talk.json", '{"text": "Grüße"}'.encode()),
        ("talk.mp3", "Grüße".encode("latin-1")),
        ("talk.txt", b""),
        ("cover.mp3", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(100)),
        ("noise.bin", np.random.default_rng(2).bytes(50_000)),
        ("zeros.dat", bytes(10_000)),
    ],
)
def test_what_has_no_sound_is_no_recording(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert not is_recording(tmp_path / name)


def test_a_film_without_sound_is_no_recording(tmp_path: Path) -> None:
    assert not is_recording(_film(tmp_path / "film.mp4"))


def test_pictures_are_no_recordings(tmp_path: Path) -> None:
    picture = tmp_path / "picture.webp"
    picture.write_bytes(b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(24))
    assert not is_recording(picture)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken", b"RIFF\xff\xff\xff\xffWAVE" + bytes(40)),
        ("torn.bin", b"\x00\x00\x00\x20ftypM4A " + bytes(50)),
        ("broken.mp3", np.random.default_rng(2).bytes(50_000)),
        ("empty.wav", b""),
    ],
)
def test_what_looks_like_sound_and_cannot_be_read_is_kept_so_that_it_is_reported(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert is_recording(tmp_path / name)


# Both


def test_named_files_are_taken_as_they_are_and_none_in_a_folder_twice(tmp_path: Path) -> None:
    _files(tmp_path, "notes.txt", "sub/list.txt")
    tone_wav(tmp_path)
    tone_wav(tmp_path / "sub")
    absent = tmp_path / "absent.xyz"
    found = recordings([absent, tmp_path / "sub", tmp_path, tmp_path / "sub"])
    assert _names(tmp_path, found) == ["absent.xyz", "sub/tone.wav", "tone.wav"]


def test_a_folder_without_recordings_is_told(tmp_path: Path) -> None:
    _files(tmp_path, "notes.txt")
    assert [*recordings([tmp_path])] == [Found(tmp_path, NOTHING_FOUND)]


def test_a_search_can_be_cancelled(tmp_path: Path) -> None:
    _files(tmp_path, "notes.txt")
    cancelled = Event()
    cancelled.set()
    with pytest.raises(ReadingCancelledError):
        [*recordings([tmp_path], cancelled)]
