"""Keeps weights as the int8 graphs read them, in a file that is mapped and not copied.

Laying them out takes most of a start, and twice their size in memory; the file costs neither.
"""

import mmap
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from engine.checkpoints.formats.safetensors_file import read_tensors, write_tensors
from engine.checkpoints.key import checkpoint_key
from engine.checkpoints.weight_names import Weights
from engine.compilation.unused_files import remove_unused
from engine.errors import CheckpointError, CompileError, os_reason
from engine.graphs.weights import GraphWeights
from engine.sealed_files import find_sealed, seal
from engine.sentence import Sentence

DTYPES: Final[Mapping[str, np.dtype]] = {
    "F32": np.dtype("<f4"),
    "I32": np.dtype("<i4"),
    "I8": np.dtype("<i1"),
}

SUFFIX: Final = ".safetensors"

SOURCES: Final = ("graphs", "checkpoints/formats", "runtime/weight_cache.py")
"""The code that decides the file's content: a change in any of it makes older files foreign."""


def stored_weights(
    weights: Weights, folder: Path, name: str, lay_out: Callable[[], GraphWeights]
) -> GraphWeights:
    """Return what ``lay_out`` gives, mapped from a file that is written the first time.

    Args:
        weights: The checkpoint's own, which name the file.
        folder: Where it is kept.
        name: Which of the checkpoint's files.
        lay_out: Called where there is no sound file.

    Raises:
        CompileError: The folder cannot be written.
    """
    stem = f"{name}-{checkpoint_key(weights, SOURCES)}"
    stored = _mapped(find_sealed(folder, stem, SUFFIX))
    if stored is None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder, prefix=f"{stem}-") as scratch:
                made = Path(scratch) / f"{stem}{SUFFIX}"
                write_tensors(made, lay_out(), DTYPES)
                stored = _mapped(seal(made, folder, stem, SUFFIX))
            remove_unused(folder)
        except OSError as error:
            raise CompileError(
                Sentence(
                    "The prepared model cannot be saved in {folder}: {reason}",
                    folder=folder,
                    reason=os_reason(error),
                )
            ) from error
    if stored is None:
        raise CompileError(
            Sentence("The prepared model cannot be read back from {folder}", folder=folder)
        )
    return stored


def _mapped(path: Path | None) -> GraphWeights | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            # A copy on write, which never comes: MAX takes no arrays that forbid it.
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        return read_tensors(memoryview(data), DTYPES)
    except (OSError, ValueError, CheckpointError):
        return None  # It has just been deleted, or an older version has written it.
