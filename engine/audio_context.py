"""Which of a window's frames the encoder computes, and how much each counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class AudioContext:
    """The encoder's frames.

    Attributes:
        positions: int64 (n_frames,): where in the 30 s window each stands, in frames of 20 ms.
        key_bias: float32 (n_frames,): added to all attention scores of a frame: the logarithm of
            how many frames it stands for.
    """

    positions: NDArray[np.int64]
    key_bias: NDArray[np.float32]


def dense_context(n_frames: int) -> AudioContext:
    """Return the first ``n_frames``, each for itself."""
    return AudioContext(np.arange(n_frames), np.zeros(n_frames, np.float32))
