"""The waveform format of the whole engine: 16 kHz, mono, float32."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Waveform: TypeAlias = NDArray[np.float32]
"""Shape (n_samples,), mono at ``SAMPLE_RATE``, values in [-1, 1]."""

SAMPLE_RATE: Final = 16_000
"""Sample rate that Whisper was trained with, in Hz (Radford et al. 2022, section 2.2)."""

CHUNK_LENGTH_S: Final = 30
"""Seconds of audio in one encoder window."""

N_SAMPLES: Final = CHUNK_LENGTH_S * SAMPLE_RATE
"""Samples in one window."""

AUDIBLE: Final = 1e-3
"""Root mean square, -60 dBFS, below which sound is silence to a listener."""


def duration_s(waveform: Waveform) -> float:
    """Return the length of ``waveform`` in seconds."""
    return waveform.shape[-1] / SAMPLE_RATE
