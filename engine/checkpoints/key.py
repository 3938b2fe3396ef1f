"""Cache keys for what is derived from a checkpoint by one version of the code."""

import hashlib
from collections.abc import Sequence

import numpy as np

from engine.checkpoints.weight_names import Weights
from engine.source_key import source_key


def checkpoint_key(weights: Weights, sources: Sequence[str]) -> str:
    """Return a hash of a sample of a checkpoint's weights and of the engine's ``sources``.

    The sample is the first and last row of each array, a hundredth of the bytes; any training
    changes some of them. Biases alone would not do: LoRA adapters merged into a few matrices
    leave them unchanged.
    """
    digest = hashlib.sha256(source_key(*sources).encode())
    for name in sorted(weights):
        rows = np.atleast_2d(weights[name])
        digest.update(name.encode())
        digest.update(np.asarray(rows[[0, -1]], np.float32).tobytes())
    return digest.hexdigest()[:16]
