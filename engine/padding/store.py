"""Keeps each checkpoint's padding cache in a file beside the compiled graphs."""

import time
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from engine.atomic_write import atomic_write
from engine.audio.file import read_audio_file
from engine.checkpoints.key import checkpoint_key
from engine.checkpoints.weight_names import Weights
from engine.compilation.store import CompileProgress, ReportCompile
from engine.dims import ModelDimensions
from engine.errors import CompileError, os_reason
from engine.padding.cache import PaddingCache, learn_padding
from engine.sentence import Sentence

SPEECH: Final = ("notes.flac", "harbour.flac", "garden.flac")
"""Sentences of 1 to 5 s in three voices (made with espeak-ng), after which padding is learned."""

SOURCES: Final = ("padding", "audio", "numpy_network")
"""What decides what is learned, the recordings included: a change in any file makes older caches
foreign."""

_DAMAGES: Final = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    TypeError,
    RuntimeError,  # a bit that says an entry is encrypted
    zipfile.BadZipFile,
)


def padding_cache_of(
    weights: Weights, dims: ModelDimensions, folder: Path, report: ReportCompile
) -> PaddingCache:
    """Return a checkpoint's padding cache; it is learned the first time, in seconds.

    Args:
        weights: The checkpoint's own.
        dims: Its sizes.
        folder: Where it is kept.
        report: Told now and then while it is learned.

    Raises:
        CompileError: The folder cannot be written.
    """
    path = folder / f"padding-{checkpoint_key(weights, SOURCES)}.npz"
    known = _read(path)
    if known is not None:
        return known
    started = time.monotonic()
    speech = [
        read_audio_file(Path(str(files("engine") / "padding" / "speech" / name)))
        for name in SPEECH
    ]
    learned = learn_padding(
        weights,
        dims,
        [clip.waveform for clip in speech],
        lambda: report(CompileProgress((), time.monotonic() - started, is_waiting=False)),
    )
    try:
        _write(path, learned)
    except OSError as error:
        raise CompileError(
            Sentence(
                "The prepared model cannot be saved in {folder}: {reason}",
                folder=folder,
                reason=os_reason(error),
            )
        ) from error
    return learned


def _read(path: Path) -> PaddingCache | None:
    try:
        # Opened here, since NumPy leaves a file open that is no archive.
        with path.open("rb") as file, np.load(file) as arrays:
            return PaddingCache(**arrays)
    except _DAMAGES:
        return None  # Not there, or damaged: it is learned again.


def _write(path: Path, cache: PaddingCache) -> None:
    with atomic_write(path) as written:
        np.savez(
            written,
            positions=cache.positions,
            keys_values=cache.keys_values,
            features=cache.features,
            bias=cache.bias,
        )
