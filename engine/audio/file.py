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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import IO, Final

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.errors import AudioFileError, EngineError

_HEADERLESS: Final = frozenset({".pcm", ".raw"})
"""Suffixes of headerless samples, whose rate, width and channels are unknown."""

_STALL_S: Final = 60.0
"""Seconds without output after which the decoder counts as hung: a minute of audio takes it
one."""

_POLL_S: Final = 0.05
"""How often cancellation and hangs are checked for."""

_READ_BYTES: Final = 1 << 16
"""A pipe's capacity: about a second of audio."""


class ReadingCancelledError(EngineError):
    """The caller cancelled reading; nothing is wrong with the file."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file's audio; ``warning``, for the user, says what is damaged or was left out."""

    waveform: Waveform
    warning: str | None


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
        track: Its number, from 1; None for the main one, or another one if that is silent.
        stall_s: Give up when the decoder delivers nothing for this long.
        decoder: Another decoding command, for tests; ``engine.audio.file_decoder`` documents
            its protocol.

    Raises:
        AudioFileError: The audio cannot be read; the message does not name the file.
        ReadingCancelledError: ``cancelled`` was set.
    """
    with _opened(path) as source:
        process = _start(decoder or _decoder_command(track), source)
    with process:
        try:
            sound, report = _collect(process, cancelled, stall_s)
        except BaseException:
            process.kill()
            raise
    return _audio_file(sound, _Report.parse(report, process.returncode))


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
        raise AudioFileError(f"the decoder could not be started: {error.strerror}") from error


def _decoder_command(track: int | None) -> list[str]:
    """Return the decoder's command line; a path works both in a checkout and in a wheel.

    ``-P`` keeps the decoder's folder off the import path, where its neighbours would shadow
    modules of the same names. The environment is passed on, since PyAV may be found through it.
    """
    spec = importlib.util.find_spec("engine.audio.file_decoder")
    if spec is None or spec.origin is None:
        raise AudioFileError("the decoder is missing; reinstall MaxWhisper")
    chosen = [] if track is None else [str(track)]
    return [sys.executable, "-P", spec.origin, str(SAMPLE_RATE), *chosen]


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
        raise AudioFileError("it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise AudioFileError("it is a pipe or a device, not a file")
    if status.st_size == 0:
        raise AudioFileError("the file is empty")
    if path.suffix.lower() in _HEADERLESS:
        raise AudioFileError(
            "it is raw audio without a header; if it is 16-bit mono at 16 kHz, convert it with "
            "ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav"
        )


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you do not have permission to read it"
        case OSError(strerror=str(reason)):
            return f"it cannot be read: {reason}"
        case _:
            return f"it cannot be read: {error}"


@dataclass(frozen=True, slots=True)
class _Report:
    """The decoder's result; ``problem`` and ``notes`` are messages for the user."""

    problem: str | None
    is_damaged: bool
    notes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, report: bytearray, returncode: int) -> "_Report":
        """Read the last line the decoder wrote, whatever came before it."""
        last_line = report.decode(errors="replace").strip().rpartition("\n")[-1]
        try:
            fields = json.loads(last_line)
            return cls(fields["problem"], fields["is_damaged"], tuple(fields.get("notes", ())))
        except (ValueError, TypeError, KeyError, AttributeError):
            cause = last_line if returncode >= 0 else signal.strsignal(-returncode)
            return cls(f"the decoder crashed ({cause})", is_damaged=True)


def _collect(
    process: subprocess.Popen[bytes], cancelled: Event | None, stall_s: float
) -> tuple[bytearray, bytearray]:
    """Return all that the decoder writes: samples, report."""
    assert process.stdout is not None
    assert process.stderr is not None
    # Appended to in place and later viewed as floats: no copy, since a file may last hours.
    sound, report = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, sound)
        selector.register(process.stderr, selectors.EVENT_READ, report)
        last_sign = time.monotonic()
        while selector.get_map():
            for key, _ in selector.select(_POLL_S):
                last_sign = time.monotonic()
                block = os.read(key.fd, _READ_BYTES)
                key.data.extend(block)
                if not block:
                    selector.unregister(key.fileobj)
            if cancelled is not None and cancelled.is_set():
                raise ReadingCancelledError("reading the file was cancelled")
            if time.monotonic() - last_sign > stall_s:
                raise AudioFileError(
                    f"decoding stalled for {stall_s:.0f} s; the file is probably damaged"
                )
    return sound, report


def _audio_file(sound: bytearray, report: _Report) -> AudioFile:
    if report.problem is not None:
        raise AudioFileError(report.problem)
    waveform: Waveform = np.frombuffer(sound, np.float32)
    warnings = list(report.notes)
    if report.is_damaged:
        warnings.insert(0, f"the file is damaged; {duration_s(waveform):.1f} s could be read")
    return AudioFile(waveform, "; ".join(warnings) or None)
