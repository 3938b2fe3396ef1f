"""Decodes the next part of a recording, or the next recording, while the engine transcribes this part."""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event

from engine.audio.file import SoundStream
from engine.audio.parts import SoundPart, parts_of
from engine.sentence import Sentence
from maxwhisper_desktop.files.piped_files import seekable


@dataclass(frozen=True, slots=True, eq=False)
class FilePart:
    """A part of a file's sound.

    Attributes:
        sound: Of one channel, or of all mixed.
        channel: Its number, from 1; None if all are mixed.
        warning: For the user; with a channel's last part.
        ends_file: Whether there are no more parts, of other channels either.
    """

    sound: SoundPart
    channel: int | None = None
    warning: Sentence | None = None
    ends_file: bool = False


def file_parts(
    path: Path, given_up: Event, track: int | None = None, *, splits: bool = False
) -> Generator[FilePart, None, None]:
    """Yield a file's parts as they are read; until all are, its decoder waits.

    Args:
        path: The file, or a pipe.
        given_up: Set it from another thread to stop reading.
        track: The audio track's number; None for the main one.
        splits: Whether each channel is read on its own, one after the other.

    Raises:
        EngineError: Its audio cannot be read.
    """
    with seekable(path, given_up) as file:
        for channel in count(1) if splits else [None]:
            stream = SoundStream(file, given_up, track=track, channel=channel)
            for sound in parts_of(stream):
                is_last_channel = channel is None or channel >= stream.n_channels
                ends_file = sound.is_last and is_last_channel
                yield FilePart(sound, channel, stream.warning, ends_file)
                if ends_file:
                    return


class ReadAhead:
    """Files in order, each in parts; reading the first starts at once.

    One thread reads, one part ahead; it shares only the finished parts and an event with the caller.
    """

    def __init__(
        self, paths: Sequence[Path], track: int | None = None, *, splits: bool = False
    ) -> None:
        """Read ``paths``, pipes too, of each one audio track.

        Args:
            paths: The files.
            track: The track's number; None for the main one.
            splits: Whether each channel is read on its own, one after the other.
        """
        self._track = track
        self._splits = splits
        self._waiting = iter(paths)
        self._given_up = Event()
        self._parts: Generator[FilePart, None, None] | None = None  # The reading thread's own.
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead")
        self._next = self._reader.submit(self._read)

    def __enter__(self) -> "ReadAhead":
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._reader.shutdown(cancel_futures=True)
        self._leave()

    def file(self) -> Generator[FilePart, None, None]:
        """Yield the next file's parts; whoever stops before the last one leaves the rest unread.

        Raises:
            AudioFileError: Its audio cannot be read.
        """
        is_over = False
        try:
            while not is_over:
                part = self._take()
                is_over = part is None or part.ends_file
                if part is not None:
                    yield part
        except GeneratorExit:
            if not is_over and not self._given_up.is_set():
                self._reader.submit(self._leave)
                self._next = self._reader.submit(self._read)
            raise

    def _take(self) -> FilePart | None:
        current, self._next = self._next, self._reader.submit(self._read)
        return current.result()

    def _read(self) -> FilePart | None:
        """Return the next part of the current file, or the next one's first."""
        if self._parts is None:
            path = next(self._waiting, None)
            if path is None:
                return None
            self._parts = file_parts(path, self._given_up, self._track, splits=self._splits)
        part = None
        try:
            part = next(self._parts)
        finally:
            if part is None or part.ends_file:
                self._leave()
        return part

    def _leave(self) -> None:
        """Read no more of the current file."""
        if self._parts is not None:
            self._parts.close()
        self._parts = None
