"""Decodes the next audio file while the engine transcribes the current one."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from engine.audio.file import AudioFile, read_audio_file
from maxwhisper_desktop.files.piped_files import seekable


class ReadAhead:
    """Files in order; reading the first starts at once.

    One thread reads; it shares only the finished files and an event with the caller.
    """

    def __init__(self, paths: Sequence[Path], track: int | None = None) -> None:
        """Read ``paths``, pipes too, of each the audio track of this number, or the main one."""
        self._track = track
        self._waiting = iter(paths)
        self._given_up = Event()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead")
        self._next = self._read_next()

    def __enter__(self) -> "ReadAhead":
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._reader.shutdown(cancel_futures=True)

    def take(self) -> AudioFile:
        """Return the next file's audio and start reading the one after it.

        Raises:
            AudioFileError: Its audio cannot be read.
            StopIteration: There are no more files.
        """
        current, self._next = self._next, self._read_next()
        if current is None:
            raise StopIteration
        return current.result()

    def _read_next(self) -> Future[AudioFile] | None:
        path = next(self._waiting, None)
        if path is None:
            return None
        return self._reader.submit(self._read, path)

    def _read(self, path: Path) -> AudioFile:
        with seekable(path, self._given_up) as file:
            return read_audio_file(file, self._given_up, track=self._track)
