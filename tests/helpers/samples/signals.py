"""Reproducible synthetic audio. Needs only NumPy."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000


def noisy_tone(duration_s: float, seed: int = 0) -> NDArray[np.float32]:
    """Return a rising tone with noise of a twentieth of its amplitude."""
    n_samples = round(duration_s * SAMPLE_RATE)
    time_s = np.arange(n_samples) / SAMPLE_RATE
    tone = 0.5 * np.sin(2.0 * np.pi * (200.0 + 400.0 * time_s) * time_s)
    noise = np.random.default_rng(seed).standard_normal(n_samples)
    return (tone + 0.025 * noise).astype(np.float32)
