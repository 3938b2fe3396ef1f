"""bfloat16, which NumPy lacks: the upper half of a float32, stored as uint16."""

import numpy as np
from numpy.typing import NDArray


def widened_bfloat16(bits: NDArray[np.generic]) -> NDArray[np.float32]:
    """Return the float32 values of bfloat16 bits."""
    return (bits.astype(np.uint32) << 16).view(np.float32)


def narrowed_bfloat16(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return the bits of the nearest bfloat16 of finite values, ties to even."""
    bits = values.view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)
