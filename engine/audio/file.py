"""Read any audio or video file as the waveform the engine wants.

The decoding is done by ``engine.audio.file_decoder`` in a process of its own: a malformed file can
crash a decoder or keep it busy for ever, and a long one must be cancellable at once.
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
"""Suffixes of bare samples, whose rate, width and channels nothing tells."""

_STALL_S: Final = 60.0
"""Silence of the decoder taken for a hang: a minute decodes in a second or less."""

_POLL_S: Final = 0.05
"""How late a cancellation or a hang may be noticed."""

_READ_BYTES: Final = 1 << 16
"""A pipe's capacity: about a second of sound."""


class ReadingCancelledError(EngineError):
    """The caller gave up on the file; nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """The sound of a file; ``warning`` says why it may not be all, to be shown to the user."""

    waveform: Waveform
    warning: str | None


def read_audio_file(
    path: Path,
    cancelled: Event | None = None,
    *,
    stall_s: float = _STALL_S,
    decoder: Sequence[str] | None = None,
) -> AudioFile:
    """Return the main sound track of ``path``, all channels mixed, at 16 kHz.

    Blocks until all is decoded; any thread may call it.

    Args:
        path: A file in any container and codec FFmpeg knows, video included.
        cancelled: Set from another thread to give up.
        stall_s: Give up when the decoder delivers nothing for so long.
        decoder: The decoding command, of tests; see ``engine.audio.file_decoder`` for its duties.

    Raises:
        AudioFileError: There is no sound to be had; the message does not name the file.
        ReadingCancelledError: ``cancelled`` was set.
    """
    with _opened(path) as source:
        process = _start(decoder or _decoder_command(), source)
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
            # A lone decoder has no use for the threads numpy would start.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
    except OSError as error:
        raise AudioFileError(f"the decoder could not be started: {error.strerror}") from error


def _decoder_command() -> list[str]:
    """Return how to start the decoder, by path: it is found from a checkout and a wheel alike.

    ``-P`` keeps its folder off the import path, where its neighbours would shadow modules of
    their names. The environment stays, since it may be what leads to PyAV.
    """
    spec = importlib.util.find_spec("engine.audio.file_decoder")
    if spec is None or spec.origin is None:
        raise AudioFileError("the decoder is not installed; install the program again")
    return [sys.executable, "-P", spec.origin, str(SAMPLE_RATE)]


def _opened(path: Path) -> IO[bytes]:
    try:
        _refuse_all_but_sound(path)
        return path.open("rb", buffering=0)
    except (OSError, ValueError) as error:
        raise AudioFileError(_reason(error)) from error


def _refuse_all_but_sound(path: Path) -> None:
    """Refuse what needs no decoder, above all what would block when opened, such as a pipe."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise AudioFileError("it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise AudioFileError("it is a pipe or a device, not a file")
    if status.st_size == 0:
        raise AudioFileError("the file is empty")
    if path.suffix.lower() in _HEADERLESS:
        raise AudioFileError(
            "it is raw sound without a header; if it is 16-bit mono at 16 kHz, this makes a "
            "readable file of it: ffmpeg -f s16le -ar 16000 -ac 1 -i INPUT.raw OUTPUT.wav"
        )


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you have no permission to read it"
        case OSError(strerror=str(reason)):
            return f"it cannot be read: {reason}"
        case _:
            return f"it cannot be read: {error}"


@dataclass(frozen=True, slots=True)
class _Report:
    """What became of the decoding; a ``problem`` is for the user."""

    problem: str | None
    is_damaged: bool

    @classmethod
    def parse(cls, report: bytearray, returncode: int) -> "_Report":
        """Read the last line the decoder wrote, whatever came before it."""
        last_line = report.decode(errors="replace").strip().rpartition("\n")[-1]
        try:
            fields = json.loads(last_line)
            return cls(fields["problem"], is_damaged=fields["is_damaged"])
        except (ValueError, TypeError, KeyError):
            cause = last_line if returncode >= 0 else signal.strsignal(-returncode)
            return cls(f"the decoder crashed on it ({cause})", is_damaged=True)


def _collect(
    process: subprocess.Popen[bytes], cancelled: Event | None, stall_s: float
) -> tuple[bytearray, bytearray]:
    """Return all the decoder writes: samples, report."""
    assert process.stdout is not None
    assert process.stderr is not None
    # Appended to in place, and later viewed as floats without a copy: hours are long.
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
                    f"the decoder made no progress for {stall_s:.0f} s; the file is damaged"
                )
    return sound, report


def _audio_file(sound: bytearray, report: _Report) -> AudioFile:
    if report.problem is not None:
        raise AudioFileError(report.problem)
    waveform: Waveform = np.frombuffer(sound, np.float32)
    if not report.is_damaged:
        return AudioFile(waveform, warning=None)
    length_s = duration_s(waveform)
    return AudioFile(waveform, f"the file is damaged; {length_s:.1f} s could be read")
