"""Read any audio or video file as a 16 kHz mono waveform.

``engine.audio.file_decoder`` decodes in a child process: a malformed file can crash or hang a
decoder, and decoding a long one must be cancellable at once.
"""

import importlib.util
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import IO, Final

import numpy as np

from engine.audio.track_choice import chosen_track
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import AudioFileError, EngineError, os_reason
from engine.sentence import Sentence, joined

_HEADERLESS: Final = frozenset({".pcm", ".raw"})
"""Suffixes of headerless samples, whose rate, width and channels are unknown."""

BARE_FORMATS: Final = {
    ".al": "alaw",
    ".alaw": "alaw",
    ".g722": "g722",
    ".sbc": "sbc",
    ".sln": "sln",
    ".ul": "mulaw",
    ".ulaw": "mulaw",
}
"""FFmpeg's formats of headerless files with one usual rate and width, mostly of telephone systems, by suffix.
The suffix counts only if FFmpeg does not recognise the content."""

_STALL_S: Final = 60.0
"""Seconds without output after which the decoder counts as hung: a minute of audio takes it
one."""

_POLL_S: Final = 0.05
"""How often cancellation and hangs are checked for."""

_BYTES_PER_S: Final = SAMPLE_RATE * np.dtype(np.float32).itemsize

_READ_BYTES: Final = 1 << 16
"""A pipe's capacity: about a second of audio."""


class ReadingCancelledError(EngineError):
    """The caller cancelled reading; nothing is wrong with the file."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file's audio; ``warning``, for the user, says what is damaged or was left out."""

    waveform: Waveform
    warning: Sentence | None


def read_audio_file(
    path: Path,
    cancelled: Event | None = None,
    *,
    track: int | None = None,
    stall_s: float = _STALL_S,
    decoder: Sequence[str] | None = None,
) -> AudioFile:
    """Return one audio track of ``path``, mixed to mono, at 16 kHz.

    Blocks until all of it is decoded. Thread-safe.

    Args:
        path: A file in any container and codec that FFmpeg reads, video included.
        cancelled: Set it from another thread to cancel.
        track: Its number, from 1; None for the first one in which somebody speaks.
        stall_s: Give up when the decoder delivers nothing for this long.
        decoder: Another decoding command, for tests; ``engine.audio.file_decoder`` documents
            its protocol.

    Raises:
        AudioFileError: The audio cannot be read; the message does not name the file.
        ReadingCancelledError: ``cancelled`` was set.
    """
    stream = SoundStream(path, cancelled, track=track, stall_s=stall_s, decoder=decoder)
    # Appended to in place and later viewed as floats: no copy.
    sound = bytearray()
    for block in stream:
        sound.extend(block)
    return AudioFile(np.frombuffer(sound, np.float32), stream.warning)


class SoundStream:
    """One audio track of a file, decoded while it is read; the decoder waits for its reader.

    Iterating gives the samples, as bytes of any number, and raises what ``read_audio_file`` does. Not for
    several threads at once.

    Attributes:
        warning: See ``AudioFile``; known once all is read.
        n_channels: Of the track; known once all is read.
    """

    def __init__(
        self,
        path: Path,
        cancelled: Event | None = None,
        *,
        track: int | None = None,
        channel: int | None = None,
        stall_s: float = _STALL_S,
        decoder: Sequence[str] | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            path: See ``read_audio_file``, as for the others.
            cancelled: Set it from another thread to cancel.
            track: Its number, from 1.
            channel: Its number, from 1; None for a mix of all.
            stall_s: Give up when the decoder delivers nothing for this long.
            decoder: Another decoding command.
        """
        self.warning: Sentence | None = None
        self.n_channels = 0
        self._path = path
        self._cancelled = cancelled
        self._stall_s = stall_s
        self._track = track
        self._channel = channel
        self._decoder = decoder

    def __iter__(self) -> Iterator[bytes]:
        tracks = yield from self._decoded(self._track, self._channel)
        if tracks:
            # In all channels together, so that each channel on its own is of the same track.
            track = chosen_track(tracks, partial(self._decoded, channel=None))
            yield from self._decoded(track, self._channel)
            note = Sentence(
                "it has {count} audio tracks; track {track} was read",
                count=len(tracks),
                track=track,
            )
            self.warning = joined([*filter(None, [self.warning]), note], "; ")

    def _decoded(
        self, track: int | None, channel: int | None
    ) -> Generator[bytes, None, Sequence[int]]:
        """Yield a track's samples; return the numbers of all if one must be chosen first."""
        bare = BARE_FORMATS.get(self._path.suffix.lower())
        command = self._decoder or _decoder_command(track, channel, bare)
        with _opened(self._path) as source:
            process = _start(command, source)
        report, n_bytes = bytearray(), 0
        with process:
            try:
                for block in _blocks(process, report, self._cancelled, self._stall_s):
                    n_bytes += len(block)
                    yield block
            except BaseException:  # That nobody reads on, too.
                process.kill()
                raise
        told = _Report.parse(report, process.returncode)
        if told.problem is not None:
            raise AudioFileError(told.problem) from told.cause
        self.n_channels = told.n_channels
        warnings = list(told.notes)
        if told.is_damaged:
            read_s = n_bytes / _BYTES_PER_S
            damage = Sentence(
                "the file is damaged; {seconds:.1f} s could be read", seconds=read_s
            )
            warnings.insert(0, damage)
        self.warning = joined(warnings, "; ") if warnings else None
        return told.tracks


def _start(command: Sequence[str], source: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own module, no shell, no user's text
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # The decoder has no use for the threads that NumPy would start.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
    except OSError as error:
        raise AudioFileError(
            Sentence("the decoder could not be started: {reason}", reason=os_reason(error))
        ) from error


def _decoder_command(track: int | None, channel: int | None, bare: str | None) -> list[str]:
    """Return the decoder's command line; a path works both in a checkout and in a wheel.

    ``-P`` keeps the decoder's folder off the import path, where its neighbours would shadow
    modules of the same names. The environment is passed on, since PyAV may be found through it.
    """
    spec = importlib.util.find_spec("engine.audio.file_decoder")
    if spec is None or spec.origin is None:
        raise AudioFileError(Sentence("the decoder is missing; reinstall MaxWhisper"))
    numbers = (SAMPLE_RATE, track or 0, channel or 0)
    formats = [bare] if bare else []
    return [sys.executable, "-P", spec.origin, *map(str, numbers), *formats]


def _opened(path: Path) -> IO[bytes]:
    try:
        _refuse_all_but_sound(path)
        return path.open("rb", buffering=0)
    except (OSError, ValueError) as error:
        raise AudioFileError(_reason(error)) from error


def _refuse_all_but_sound(path: Path) -> None:
    """Reject what is evidently no audio file, above all what blocks when opened, as a pipe does."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise AudioFileError(Sentence("it is a folder, not a file"))
    if not stat.S_ISREG(status.st_mode):
        raise AudioFileError(Sentence("it is a pipe or a device, not a file"))
    if status.st_size == 0:
        raise AudioFileError(Sentence("the file is empty"))
    if path.suffix.lower() in _HEADERLESS:
        raise AudioFileError(
            Sentence(
                "it is raw audio without a header; if it is 16-bit mono at 16 kHz, convert it with "
                "ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav"
            )
        )


def _reason(error: OSError | ValueError) -> Sentence:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return Sentence("there is no such file")
        case PermissionError():
            return Sentence("you do not have permission to read it")
        case OSError():
            return Sentence("it cannot be read: {reason}", reason=os_reason(error))
        case _:
            return Sentence("there can be no file of this name")


@dataclass(frozen=True, slots=True)
class _Report:
    """The decoder's result; ``problem`` and ``notes`` are messages for the user."""

    problem: Sentence | None
    is_damaged: bool
    n_channels: int = 1
    tracks: tuple[int, ...] = ()
    notes: tuple[Sentence, ...] = ()
    cause: Exception | None = None

    @classmethod
    def parse(cls, report: bytearray, returncode: int) -> "_Report":
        """Read the last line the decoder wrote, whatever came before it."""
        last_line = report.decode(errors="replace").strip().rpartition("\n")[-1]
        try:
            fields = json.loads(last_line)
            problem = _said(fields["problem"]) if fields["problem"] else None
            notes = tuple(map(_said, fields.get("notes", ())))
            n_channels, tracks = fields.get("n_channels", 1), tuple(fields.get("tracks", ()))
            return cls(problem, fields["is_damaged"], n_channels, tracks, notes)
        except (ValueError, TypeError, KeyError, AttributeError):
            cause = last_line if returncode >= 0 else signal.strsignal(-returncode)
            crash = ChildProcessError(cause)
            problem = Sentence("reading it made the decoder crash")
            return cls(problem, is_damaged=True, cause=crash)


def _said(told: tuple[str, dict[str, float] | None]) -> Sentence:
    """Return a sentence of the decoder, which cannot make one itself."""
    template, values = told
    return Sentence(template, **(values or {}))


def _blocks(
    process: subprocess.Popen[bytes],
    report: bytearray,
    cancelled: Event | None,
    stall_s: float,
) -> Iterator[bytes]:
    """Yield what the decoder writes of samples, and gather its report."""
    assert process.stdout is not None
    assert process.stderr is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stderr, selectors.EVENT_READ)
        last_sign = time.monotonic()
        while selector.get_map():
            for key, _ in selector.select(_POLL_S):
                block = os.read(key.fd, _READ_BYTES)
                if not block:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stderr:
                    report.extend(block)
                else:
                    yield block
                last_sign = time.monotonic()
            if cancelled is not None and cancelled.is_set():
                raise ReadingCancelledError(Sentence("reading the file was cancelled"))
            if time.monotonic() - last_sign > stall_s:
                raise AudioFileError(
                    Sentence(
                        "decoding stalled for {seconds:.0f} s; the file is probably damaged",
                        seconds=stall_s,
                    )
                )
