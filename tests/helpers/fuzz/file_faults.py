"""What is wrong with how a damaged file is read: nothing, if it is heard or refused in a sentence."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from engine.audio.file import AudioFile, read_audio_file
from engine.audio.waveform import duration_s
from engine.errors import AudioFileError
from fuzz.mutated_files import MutatedFile, mutated_file, seeds
from fuzz.quick_decoder import QuickDecoder

LONGEST_S: Final = 3 * 3600.0
"""These files hold seconds; a jump of a damaged clock may be filled with an hour of silence."""

_LONGEST_SENTENCE: Final = 200


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file's number and what is wrong."""

    number: int
    name: str
    what: str


def file_faults(numbers: range, folder: Path, n_at_once: int) -> Iterator[FileFault]:
    """Read the files of these numbers, and yield what is wrong."""
    whole = seeds(folder)
    with QuickDecoder(folder) as decoder, ThreadPoolExecutor(n_at_once) as pool:
        check = partial(_fault, folder=folder, decoder=decoder)
        files = (mutated_file(number, whole) for number in numbers)
        for file, what in pool.map(lambda one: (one, check(one)), files):
            if what is not None:
                yield FileFault(file.number, file.name, what)


def _fault(file: MutatedFile, folder: Path, decoder: QuickDecoder) -> str | None:
    path = folder / file.name
    path.write_bytes(file.content)
    before = hashlib.sha256(file.content).digest()
    try:
        fault = _fault_of_sound(read_audio_file(path, decoder=decoder.command()))
    except AudioFileError as error:
        fault = _fault_of_sentence(str(error))
    except Exception as error:  # noqa: BLE001 - that is what is searched for
        fault = repr(error)
    if hashlib.sha256(path.read_bytes()).digest() != before:
        fault = "the file was changed"
    path.unlink()
    return fault


def _fault_of_sound(sound: AudioFile) -> str | None:
    samples = sound.waveform
    if not samples.size:
        return "no sound and no error"
    if not np.isfinite(samples).all() or np.abs(samples).max() > 1.0:
        return "samples beyond full scale"
    if duration_s(samples) > LONGEST_S:
        return f"{duration_s(samples):.0f} s of sound"
    return None if sound.warning is None else _fault_of_sentence(sound.warning)


def _fault_of_sentence(text: str) -> str | None:
    is_told = "crash" not in text and "stalled" not in text
    is_a_line = text.isprintable() and 0 < len(text) < _LONGEST_SENTENCE
    return None if is_told and is_a_line else text
