"""Reads and writes safetensors files: a length, a JSON header, then the bytes of all tensors.

Not with the ``safetensors`` package, whose NumPy interface copies every tensor and lacks
bfloat16.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.formats.bfloat16 import widened_bfloat16
from engine.errors import CheckpointError
from engine.sentence import Sentence

DTYPES: Final[Mapping[str, np.dtype]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
}
"""The types that checkpoints may contain."""


def read_tensors(
    data: memoryview, dtypes: Mapping[str, np.dtype] = DTYPES
) -> dict[str, NDArray[np.generic]]:
    """Return the tensors by name, as views of ``data`` except for bfloat16.

    Args:
        data: The file's content.
        dtypes: Allowed types by the format's names for them.

    Raises:
        CheckpointError: The file is truncated or contains other types.
    """
    try:
        n_header = int.from_bytes(data[:8], "little")
        header = json.loads(bytes(data[8 : 8 + n_header]))
        body = data[8 + n_header :]
        return {
            name: _tensor(body, entry, dtypes)
            for name, entry in header.items()
            if name != "__metadata__"
        }
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise CheckpointError(
            Sentence("The model's file is damaged or of an unknown kind; download it again")
        ) from error


def _tensor(
    body: memoryview, entry: Mapping[str, object], dtypes: Mapping[str, np.dtype]
) -> NDArray[np.generic]:
    kind, shape, span = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or not isinstance(shape, list) or not isinstance(span, list):
        raise TypeError(entry)
    flat = np.frombuffer(body[span[0] : span[1]], dtypes[kind])
    if flat.size != math.prod(shape):
        raise ValueError(entry)
    values = widened_bfloat16(flat) if kind == "BF16" else flat
    return values.reshape(shape)


def write_tensors(
    path: Path, tensors: Mapping[str, NDArray[np.generic]], dtypes: Mapping[str, np.dtype]
) -> None:
    """Write a file that ``read_tensors`` reads with the same ``dtypes``.

    Wider types come first, from a multiple of 64 bytes on, so that every tensor is aligned.
    """
    kinds = {dtype: kind for kind, dtype in dtypes.items()}
    order = sorted(tensors, key=lambda name: -tensors[name].itemsize)
    header: dict[str, dict[str, str | list[int]]] = {}
    end = 0
    for name in order:
        start, end = end, end + tensors[name].nbytes
        header[name] = {
            "dtype": kinds[tensors[name].dtype],
            "shape": list(tensors[name].shape),
            "data_offsets": [start, end],
        }
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name in order:
            np.ascontiguousarray(tensors[name]).tofile(file)
