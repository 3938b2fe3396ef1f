"""The journal: each take is on disk from its first block, so that no crash loses what was said.

A recording is a WAV of 16-bit mono at 16 kHz. Sound is rounded to the nearest of 65 536 steps
without dither: what microphones deliver as 16 bits comes back exactly, and the engine hears no
difference in the rest. Its header is right as of the last second; a crash leaves one that is
behind, and reading minds the file's length instead.
"""

import errno
import logging
import os
import queue
import re
import struct
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import AudioFileError

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_BYTES: Final = 2
"""Of one sample."""

_SYNC_SAMPLES: Final = SAMPLE_RATE
"""Samples after which the disk is told to keep what it has: a power cut costs a second."""

_FULL_SCALE: Final = 32768.0


class RecordingWriter:
    """Writes one take on a thread of its own.

    The thread alone touches the file. The rest meets it in a queue, in ``problem``, which it
    sets at most once and others only read, and in an event.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Begin ``name``.wav in ``folder``; a recording that is there already is left alone."""
        self.path: Path | None = None
        """The file, once there is one."""
        self.problem: str | None = None
        """Why not all of the take is in the file, as a sentence."""
        self._folder = folder
        self._name = name
        self._blocks: queue.SimpleQueue[Waveform | None] = queue.SimpleQueue()
        self._written = threading.Event()
        # At the end of the process, what was written is the system's to keep: nobody waits.
        self._thread = threading.Thread(target=self._run, name=f"journal-{name}", daemon=True)
        self._thread.start()

    def append(self, block: Waveform) -> None:
        """Add what comes next, without waiting; the block must not change after this."""
        self._blocks.put(block)

    def close(self, timeout_s: float) -> bool:
        """Let nothing more be added, and wait a while for all to be in the file.

        Returns:
            Whether it is; if not, it goes on: a slow disk must not hold up the text.
        """
        self._blocks.put(None)
        return self._written.wait(timeout_s)

    def _run(self) -> None:
        try:
            self.path, file = _create(self._folder, self._name)
        except OSError as error:
            self._give_up(error)
            return
        try:
            self._write(file)
        except OSError as error:
            self._give_up(error)
        finally:
            os.close(file)

    def _write(self, file: int) -> None:
        n_samples = n_synced = 0
        while (block := self._blocks.get()) is not None:
            _write_all(file, _to_pcm16(block))
            n_samples += block.size
            if n_samples - n_synced >= _SYNC_SAMPLES:
                _sync(file, n_samples)
                n_synced = n_samples
        _write_header(file, n_samples)
        self._written.set()
        os.fsync(file)

    def _give_up(self, error: OSError) -> None:
        log.warning("the recording %s is not on disk: %s", self._name, error)
        self.problem = (
            f"The recording could not be kept on disk: {error.strerror}. Free some space in "
            f"{self._folder}, or make it yours to write."
        )
        self._written.set()


def read_recording(path: Path) -> Waveform:
    """Return the sound of a recording, however much of it a crash left.

    Raises:
        AudioFileError: It is no recording of ours.
        OSError: It cannot be read.
    """
    content = path.read_bytes()
    header, samples = content[: _HEADER.size], content[_HEADER.size :]
    if not samples:
        return np.zeros(0, np.float32)
    # After a power cut a file may have its length, but zeros for what was not yet on the disk.
    if not _is_ours(header) and any(header):
        raise AudioFileError("it is not a recording that MaxWhisper made")
    whole = len(samples) // _BYTES * _BYTES
    return np.frombuffer(samples[:whole], "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def recording_duration_s(path: Path) -> float:
    """Return the length of a recording without reading it.

    Raises:
        OSError: It is not there.
    """
    return max(path.stat().st_size - _HEADER.size, 0) / _BYTES / SAMPLE_RATE


def left_behind(folder: Path) -> list[Path]:
    """Return the recordings that a crash left in the journal, the oldest take first.

    To be asked before any take begins. Those without any sound are removed.
    """
    found: list[Path] = []
    for path in folder.glob("*.wav"):
        if path.stat().st_size > _HEADER.size + 1:
            found.append(path)
        else:
            path.unlink(missing_ok=True)
    return sorted(found, key=_by_number)


def _by_number(path: Path) -> tuple[list[int], str]:
    return [int(digits) for digits in re.findall(r"\d+", path.stem)], path.name


def _create(folder: Path, name: str) -> tuple[Path, int]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _free_names(folder, name):
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        _write_all(file, _header(0))
        return path, file
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _free_names(folder: Path, name: str) -> list[Path]:
    return [folder / f"{name}.wav", *(folder / f"{name}-{i}.wav" for i in range(2, 1000))]


def _header(n_samples: int) -> bytes:
    n_bytes = n_samples * _BYTES
    return _HEADER.pack(
        b"RIFF",
        _HEADER.size - 8 + n_bytes,
        b"WAVE",
        b"fmt ",
        16,
        1,  # PCM
        1,
        SAMPLE_RATE,
        SAMPLE_RATE * _BYTES,
        _BYTES,
        _BYTES * 8,
        b"data",
        n_bytes,
    )


def _is_ours(header: bytes) -> bool:
    """Tell whether this is our header, whatever sizes it gives."""
    ours = _header(0)
    return header[:4] + header[8:40] == ours[:4] + ours[8:40]


def _to_pcm16(block: Waveform) -> bytes:
    steps = np.rint(block * np.float32(_FULL_SCALE))
    samples: NDArray[np.int16] = np.clip(steps, -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2")
    return samples.tobytes()


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _sync(file: int, n_samples: int) -> None:
    _write_header(file, n_samples)
    os.fdatasync(file)


def _write_header(file: int, n_samples: int) -> None:
    os.pwrite(file, _header(n_samples), 0)
