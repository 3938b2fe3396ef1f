"""Random weights for any published model size, by OpenAI's names."""

import numpy as np
from models.weight_shapes import weight_shapes

from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions


def random_weights(dims: ModelDimensions) -> Weights:
    """Return seeded weights of a trained network's magnitude, so that nothing overflows."""
    rng = np.random.default_rng(0)
    return {
        name: rng.standard_normal(shape, np.float32) * np.float32(0.02)
        for name, shape in weight_shapes(dims)
    }
