"""A name for what is kept of a checkpoint: two checkpoints, or two versions of the code, have two."""

import hashlib
from collections.abc import Sequence
from importlib.resources import files

import numpy as np

from engine.weight_names import Weights


def checkpoint_key(weights: Weights, sources: Sequence[str]) -> str:
    """Return a hash of a checkpoint's biases and of this package's ``sources``.

    The biases are a thousandth of the weights, and any training changes them.
    """
    digest = hashlib.sha256()
    for name in sources:
        digest.update((files("engine") / name).read_bytes())
    for name in sorted(weights):
        if name.endswith(".bias"):
            digest.update(name.encode())
            digest.update(np.asarray(weights[name], np.float32).tobytes())
    return digest.hexdigest()[:16]
