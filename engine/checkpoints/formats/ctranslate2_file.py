"""Reads ``model.bin``, the single file of a CTranslate2 model (binary version 6).

The layout is that of CTranslate2's writer (``python/ctranslate2/specs/model_spec.py``), little
endian: version, spec name, spec revision, the variables, then pairs of aliases. A string is a
16-bit length, which includes the terminating NUL, and its bytes.
"""

import struct
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.formats.bfloat16 import widened_bfloat16
from engine.errors import CheckpointError
from engine.sentence import Sentence

DTYPES: Final[Mapping[int, np.dtype]] = {
    0: np.dtype("<f4"),
    1: np.dtype("<i1"),
    2: np.dtype("<i2"),
    3: np.dtype("<i4"),
    4: np.dtype("<f2"),
    5: np.dtype("<u2"),  # bfloat16, which NumPy lacks: its bits
}
BFLOAT16: Final = 5
SUPPORTED_VERSION: Final = 6


class _Reader:
    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def number(self, code: str) -> int:
        (value,) = struct.unpack_from("<" + code, self._data, self._at)
        self._at += struct.calcsize(code)
        return int(value)

    def block(self, n_bytes: int) -> memoryview:
        if self._at + n_bytes > len(self._data):
            raise CheckpointError(Sentence("model.bin is cut short; copy or download it again"))
        self._at += n_bytes
        return self._data[self._at - n_bytes : self._at]

    def string(self) -> str:
        return bytes(self.block(self.number("H"))).rstrip(b"\0").decode()


def read_variables(data: memoryview) -> dict[str, NDArray[np.generic]]:
    """Return a ``model.bin``'s variables by name, including aliases, without copying floats.

    8-bit and 16-bit integer weights are dequantised to float32 with their scales.

    Raises:
        CheckpointError: The file is not a CTranslate2 model of a known version, or is
            truncated.
    """
    try:
        return _read_variables(_Reader(data))
    except (struct.error, ValueError, KeyError) as error:
        raise CheckpointError(
            Sentence("model.bin is damaged or not a CTranslate2 model")
        ) from error


def _read_variables(reader: _Reader) -> dict[str, NDArray[np.generic]]:
    version = reader.number("I")
    if version != SUPPORTED_VERSION:
        raise CheckpointError(
            Sentence(
                "model.bin has version {version}, but only {supported} is supported; convert the model "
                "again with a current CTranslate2",
                version=version,
                supported=SUPPORTED_VERSION,
            )
        )
    spec = reader.string()
    if spec != "WhisperSpec":
        raise CheckpointError(
            Sentence("model.bin contains a {kind}, not a Whisper model", kind=spec)
        )
    reader.number("I")
    variables = {}
    for _ in range(reader.number("I")):
        name = reader.string()
        shape = [reader.number("I") for _ in range(reader.number("B"))]
        dtype = reader.number("B")
        block = reader.block(reader.number("I"))
        variables[name] = _array(block, dtype).reshape(shape)
    floats = _dequantised(variables)
    for _ in range(reader.number("I")):
        # After dequantisation, since an alias has no scale of its own.
        alias, name = reader.string(), reader.string()
        floats[alias] = floats[name]
    return floats


def _array(block: memoryview, dtype: int) -> NDArray[np.generic]:
    array = np.frombuffer(block, DTYPES[dtype])
    return widened_bfloat16(array) if dtype == BFLOAT16 else array


def _dequantised(variables: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    floats = {}
    for name, values in variables.items():
        scale = variables.get(f"{name}_scale")
        if scale is None:
            floats[name] = values
        else:  # one scale per row, or one for all
            per_row = scale.astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))
            floats[name] = values.astype(np.float32) / per_row
    return floats
