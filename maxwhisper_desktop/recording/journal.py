"""The journal: each take is on disk from its first block, so that a crash loses no speech.

A recording is a 16-bit mono WAV at 16 kHz, rounded without dither: 16-bit input is kept
exactly, and for other input the engine sees no difference. The header is updated every second;
after a crash it may be outdated, so reading relies on the file's length instead.
"""

import errno
import logging
import os
import queue
import re
import struct
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import AudioFileError, os_reason
from engine.sentence import Sentence
from maxwhisper_desktop.system.vault import OVERHEAD, Vault, VaultError

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_BYTES: Final = 2
"""Bytes per sample."""

_SYNC_SAMPLES: Final = SAMPLE_RATE
"""Samples after which the file is synced to disk: a power cut costs at most a second."""

_FULL_SCALE: Final = 32768.0

RECORDING: Final = ".wav"
SEALED: Final = ".sealed"
"""Ends the names of recordings that only a vault can read."""


@dataclass(frozen=True, slots=True, eq=False)
class _Beginning:
    """Sound that replaces the first sound of a recording."""

    sound: Waveform


class RecordingWriter:
    """Writes one take on its own thread.

    Only the thread uses the file. Others share with it a queue, an event, and ``problem``,
    which the thread sets at most once and others only read.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Start ``name``.wav in ``folder``; an existing recording is not overwritten."""
        self.path: Path | None = None
        """The file, once it exists."""
        self.problem: Sentence | None = None
        """Why the file is incomplete, as a sentence."""
        self._folder = folder
        self._name = name
        self._blocks: queue.SimpleQueue[Waveform | _Beginning | None] = queue.SimpleQueue()
        self._written = threading.Event()
        # A daemon: at the end of the process, the system keeps what was written; nobody waits.
        self._thread = threading.Thread(target=self._run, name=f"journal-{name}", daemon=True)
        self._thread.start()

    def append(self, block: Waveform) -> None:
        """Append a block without blocking; it must not change afterwards."""
        self._blocks.put(block)

    def replace_beginning(self, sound: Waveform) -> None:
        """Write ``sound`` over the first blocks, without blocking."""
        self._blocks.put(_Beginning(sound))

    def close(self, timeout_s: float) -> bool:
        """Accept no more blocks, and wait up to ``timeout_s`` until all are written.

        Returns:
            Whether they are. If not, writing continues: a slow disk must not delay the text.
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
            if isinstance(block, _Beginning):
                os.pwrite(file, _to_pcm16(block.sound), _HEADER.size)
                continue
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
        self.problem = Sentence(
            "The recording could not be saved: {reason}. Free some space in {folder}, or make it "
            "writable.",
            reason=os_reason(error),
            folder=self._folder,
        )
        self._written.set()


def read_recording(path: Path, vault: Vault | None = None) -> Waveform:
    """Return the audio of a recording, as much as a crash left of it.

    Args:
        path: The recording.
        vault: For one that may be sealed.

    Raises:
        AudioFileError: It is not a recording of ours, or it cannot be unsealed.
        OSError: It cannot be read.
    """
    content = path.read_bytes()
    if path.suffix == SEALED and vault is not None:
        content = _unsealed(content, vault)
    header, samples = content[: _HEADER.size], content[_HEADER.size :]
    if not samples:
        return np.zeros(0, np.float32)
    # After a power cut, a file may have its full length but zeros where nothing was synced.
    if not _is_ours(header) and any(header):
        raise AudioFileError(Sentence("it is not a recording made by MaxWhisper"))
    whole = len(samples) // _BYTES * _BYTES
    return np.frombuffer(samples[:whole], "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def _unsealed(content: bytes, vault: Vault) -> bytes:
    try:
        vault.unlock(create=False)
        return vault.unseal(content)
    except VaultError as error:
        raise AudioFileError(
            Sentence("it is encrypted. {reason}", reason=error.sentence)
        ) from error


def recording_duration_s(path: Path) -> float:
    """Return the length of a recording without reading it.

    Raises:
        OSError: It is not there.
    """
    n_around = _HEADER.size + (OVERHEAD if path.suffix == SEALED else 0)
    return max(path.stat().st_size - n_around, 0) / _BYTES / SAMPLE_RATE


def left_behind(folder: Path) -> list[Path]:
    """Return the recordings that a crash left in the journal, oldest take first.

    Call it before any take starts. Recordings without any audio are deleted.
    """
    found: list[Path] = []
    for path in folder.glob(f"*{RECORDING}"):
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
    names = (name, *(f"{name}-{i}" for i in range(2, 1000)))
    return [folder / f"{each}{RECORDING}" for each in names]


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
    """Return whether this is our header, with any sizes."""
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
