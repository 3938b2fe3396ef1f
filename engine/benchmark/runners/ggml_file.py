"""Writes a model in whisper.cpp's format: header, mel filters, vocabulary, tensors.

The layout is that of whisper.cpp's ``models/convert-pt-to-ggml.py``; quantised, that of its
``quantize`` example: matrices as blocks of 8-bit integers, convolutions in half precision. Pure
float32 is not possible: ggml's convolutions reject it (``ops.cpp``, im2col, 0.13.1).
"""

import enum
import struct
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from engine.benchmark.runners.exported_model import ExportedModel

MAGIC: Final = 0x67676D6C
QUANTISATION_VERSION: Final = 2
Q8_0_BLOCK: Final = 32
"""Values per scale."""

KEPT_EXACT: Final = frozenset(
    {
        *("encoder.conv1.bias", "encoder.conv2.bias"),
        *("encoder.positional_embedding", "decoder.positional_embedding"),
    }
)
"""float32 in every precision, as whisper.cpp expects them."""


class GgmlPrecision(enum.Enum):
    """Precision of the large tensors; values are ggml's ids of file type and tensor type."""

    F16 = (1, 1)
    Q8_0 = (7, 8)


F32_TYPE: Final = 0
"""ggml's type id of a float32 tensor."""


def write_ggml(model: ExportedModel, path: Path, precision: GgmlPrecision) -> None:
    """Write one file that whisper.cpp loads."""
    dims = model.dims
    kind = precision.value[0]
    if precision is GgmlPrecision.Q8_0:
        kind += 1000 * QUANTISATION_VERSION
    with path.open("wb") as file:
        sizes = (
            *(dims.n_vocab, dims.n_audio_ctx, dims.n_audio_state, dims.n_audio_head),
            *(dims.n_audio_layer, dims.n_text_ctx, dims.n_text_state, dims.n_text_head),
            *(dims.n_text_layer, dims.n_mels, kind),
        )
        file.write(struct.pack("<12i", MAGIC, *sizes))
        file.write(struct.pack("<2i", *model.mel_filters.shape))
        file.write(np.ascontiguousarray(model.mel_filters, "<f4").tobytes())
        file.write(struct.pack("<i", len(model.token_bytes)))
        for token in model.token_bytes:
            file.write(struct.pack("<i", len(token)) + token)
        for name, array in model.weights.items():
            _write_tensor(file, name, array, precision)


def _write_tensor(
    file: BinaryIO, name: str, array: NDArray[np.float32], precision: GgmlPrecision
) -> None:
    if name in {"encoder.conv1.bias", "encoder.conv2.bias"}:
        array = array[:, None]
    kind, content = _stored(name, array, precision)
    encoded = name.encode()
    file.write(struct.pack("<3i", array.ndim, len(encoded), kind))
    file.write(struct.pack(f"<{array.ndim}i", *reversed(array.shape)))
    file.write(encoded + content)


def _stored(
    name: str, array: NDArray[np.float32], precision: GgmlPrecision
) -> tuple[int, bytes]:
    if array.ndim < 2 or name in KEPT_EXACT:
        return F32_TYPE, np.ascontiguousarray(array, "<f4").tobytes()
    if precision is GgmlPrecision.F16 or array.ndim > 2:
        return GgmlPrecision.F16.value[1], np.ascontiguousarray(array, "<f2").tobytes()
    return GgmlPrecision.Q8_0.value[1], q8_0(array)


def q8_0(array: NDArray[np.float32]) -> bytes:
    """Return ggml's Q8_0 blocks: a half-precision scale and 32 8-bit integers each."""
    blocks = np.ascontiguousarray(array, np.float32).reshape(-1, Q8_0_BLOCK)
    scales = np.abs(blocks).max(axis=1, keepdims=True) / 127
    inverse = np.divide(1, scales, out=np.zeros_like(scales), where=scales > 0)
    packed = np.empty(len(blocks), np.dtype([("scale", "<f2"), ("values", "i1", Q8_0_BLOCK)]))
    packed["scale"] = scales[:, 0]
    packed["values"] = np.rint(blocks * inverse)
    return packed.tobytes()
