"""A name for what is kept of a checkpoint: two checkpoints, or two versions of the code, have two."""

import hashlib
from collections.abc import Sequence

import numpy as np

from engine.checkpoints.weight_names import Weights
from engine.source_key import source_key


def checkpoint_key(weights: Weights, sources: Sequence[str]) -> str:
    """Return a hash of a checkpoint's weights, in part, and of the engine's ``sources``, as ``source_key``.

    Of each array the first row and the last are taken, and all of those that have but one: a
    hundredth of the bytes, of which training changes some. Biases alone would not do: adapters
    (LoRA) that were merged into a few matrices leave them as they are.
    """
    digest = hashlib.sha256(source_key(*sources).encode())
    for name in sorted(weights):
        rows = np.atleast_2d(weights[name])
        digest.update(name.encode())
        digest.update(np.asarray(rows[[0, -1]], np.float32).tobytes())
    return digest.hexdigest()[:16]
