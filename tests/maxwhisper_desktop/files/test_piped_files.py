"""What comes through pipes becomes a file that decoders can jump about in."""

import os
from pathlib import Path
from threading import Event, Thread

import pytest

from engine.audio.file import ReadingCancelledError
from maxwhisper_desktop.files.piped_files import seekable


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_a_file_is_given_as_it_is(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.wav", tmp_path):
        with seekable(path, Event()) as file:
            assert file == path


def test_all_that_a_named_pipe_s_writer_writes_is_kept_and_removed_afterwards(
    pipe: Path,
) -> None:
    content = os.urandom(3_000_000)
    writer = Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    with seekable(pipe, Event()) as file:
        assert file.read_bytes() == content
    writer.join()
    assert not file.exists()


def test_waiting_for_a_writer_can_be_cancelled(pipe: Path) -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(ReadingCancelledError), seekable(pipe, cancelled):
        pass
