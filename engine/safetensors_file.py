"""Reads safetensors files: a length, a JSON header, then the bytes of all tensors.

The ``safetensors`` package would do, but its NumPy side copies every tensor and lacks bfloat16.
"""

import json
import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.bfloat16 import widened_bfloat16
from engine.errors import CheckpointError

DTYPES: Final[Mapping[str, np.dtype]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
}


def read_tensors(data: memoryview) -> dict[str, NDArray[np.generic]]:
    """Return the tensors by name, float32 and float16 ones as views of ``data``.

    Raises:
        CheckpointError: The file is cut short or holds something else.
    """
    try:
        n_header = int.from_bytes(data[:8], "little")
        header = json.loads(bytes(data[8 : 8 + n_header]))
        body = data[8 + n_header :]
        return {
            name: _tensor(body, entry)
            for name, entry in header.items()
            if name != "__metadata__"
        }
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise CheckpointError(
            "The safetensors file is damaged or of a kind not known here; fetch it again"
        ) from error


def _tensor(body: memoryview, entry: Mapping[str, object]) -> NDArray[np.generic]:
    kind, shape, span = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or not isinstance(shape, list) or not isinstance(span, list):
        raise TypeError(entry)
    flat = np.frombuffer(body[span[0] : span[1]], DTYPES[kind])
    if flat.size != math.prod(shape):
        raise ValueError(entry)
    values = widened_bfloat16(flat) if kind == "BF16" else flat
    return values.reshape(shape)
