"""Keeps weights as the 8-bit graphs read them, in a file that is mapped and not copied.

Laying them out takes most of a start, and twice their size in memory; the file costs neither. It is
a safetensors file: a length, a JSON header, then the arrays one after the other.
"""

import json
import mmap
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.checkpoint_key import checkpoint_key
from engine.errors import CompileError
from engine.weight_names import Weights
from engine.weights import GraphWeights

DTYPES: Final[Mapping[str, np.dtype]] = {
    "F32": np.dtype("<f4"),
    "I32": np.dtype("<i4"),
    "I8": np.dtype("<i1"),
}
"""Widest first: so each array begins where its type may stand."""

SOURCES: Final = ("int8_weights.py", "weights.py", "weight_store.py")
"""The modules that decide what is in the file: a change in one makes older files foreign."""


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
    path = folder / f"{name}-{checkpoint_key(weights, SOURCES)}.safetensors"
    stored = _mapped(path)
    if stored is None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(path, lay_out())
        except OSError as error:
            raise CompileError(
                f"The model's weights cannot be kept in {folder}: {error.strerror}"
            ) from error
        stored = _mapped(path)
    if stored is None:
        raise CompileError(f"The model's weights cannot be read back from {path}")
    return stored


def _mapped(path: Path) -> GraphWeights | None:
    try:
        with path.open("rb") as file:
            # A copy on write, which never comes: MAX takes no arrays that forbid it.
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
        n_header = int.from_bytes(data[:8], "little")
        header = json.loads(bytes(data[8 : 8 + n_header]))
        body = data[8 + n_header :]
        if len(body) != max(entry["data_offsets"][1] for entry in header.values()):
            return None
        return {
            name: _array(body, DTYPES[entry["dtype"]], entry["shape"], entry["data_offsets"])
            for name, entry in header.items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # Not there, or damaged: it is written again.


def _array(
    body: memoryview, dtype: np.dtype, shape: Sequence[int], span: Sequence[int]
) -> NDArray[np.generic]:
    return np.frombuffer(body[span[0] : span[1]], dtype).reshape(shape)


def _write(path: Path, arrays: GraphWeights) -> None:
    kinds = {dtype: kind for kind, dtype in DTYPES.items()}
    order = sorted(arrays, key=lambda name: -arrays[name].itemsize)
    header: dict[str, dict[str, str | list[int]]] = {}
    end = 0
    for name in order:
        start, end = end, end + arrays[name].nbytes
        header[name] = {
            "dtype": kinds[arrays[name].dtype],
            "shape": list(arrays[name].shape),
            "data_offsets": [start, end],
        }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 64 + 56)  # With the length before it a multiple of 64.
    # A folder of its own: nothing is left of a write that fails, and other users may read the file.
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{path.name}-") as scratch:
        written = Path(scratch) / path.name
        with written.open("wb") as file:
            file.write(len(text).to_bytes(8, "little") + text)
            for name in order:
                np.ascontiguousarray(arrays[name]).tofile(file)
        os.replace(written, path)  # noqa: PTH105 - atomic, which rename is not by name
