"""A Whisper model with random weights, so small that every format takes milliseconds."""

from dataclasses import replace

import numpy as np

from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from models.tiny_vocabulary import tiny_vocabulary
from models.weight_shapes import weight_shapes

TINY = ModelDimensions(
    n_mels=5,
    n_audio_ctx=6,
    n_audio_state=8,
    n_audio_head=2,
    n_audio_layer=2,
    n_vocab=len(tiny_vocabulary()),
    n_text_ctx=7,
    n_text_state=8,
    n_text_head=4,
    n_text_layer=3,
)
"""As many dimensions as possible differ, so that mixing them up is noticed."""

MINUTE = replace(TINY, n_vocab=10, n_audio_state=4, n_text_state=4)
"""Smaller still: most bytes of its files are structure."""

ALIGNMENT_HEADS = ((1, 0), (2, 3))


def tiny_weights(dims: ModelDimensions = TINY) -> Weights:
    """Return weights by OpenAI's names, all exact in both float16 and bfloat16."""
    rng = np.random.default_rng(0)
    return {
        name: (rng.integers(-64, 65, shape) / 64).astype(np.float32)
        for name, shape in weight_shapes(dims)
    }
