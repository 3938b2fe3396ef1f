"""A Whisper model with random weights, so small that every format takes milliseconds."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from models.tiny_vocabulary import tiny_vocabulary

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


def weight_shapes(dims: ModelDimensions) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the name and shape of each weight."""
    n_audio, n_text = dims.n_audio_state, dims.n_text_state
    yield "encoder.conv1.weight", (n_audio, dims.n_mels, 3)
    yield "encoder.conv1.bias", (n_audio,)
    yield "encoder.conv2.weight", (n_audio, n_audio, 3)
    yield "encoder.conv2.bias", (n_audio,)
    yield "encoder.positional_embedding", (dims.n_audio_ctx, n_audio)
    for i in range(dims.n_audio_layer):
        yield from _block(f"encoder.blocks.{i}", n_audio)
    yield from _pair("encoder.ln_post", n_audio)
    yield "decoder.token_embedding.weight", (dims.n_vocab, n_text)
    yield "decoder.positional_embedding", (dims.n_text_ctx, n_text)
    for i in range(dims.n_text_layer):
        block = f"decoder.blocks.{i}"
        yield from _block(block, n_text)
        yield from _attention(f"{block}.cross_attn", n_text)
        yield from _pair(f"{block}.cross_attn_ln", n_text)
    yield from _pair("decoder.ln", n_text)


def _block(name: str, n_state: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _attention(f"{name}.attn", n_state)
    yield from _pair(f"{name}.attn_ln", n_state)
    yield from _pair(f"{name}.mlp.0", 4 * n_state, n_state)
    yield from _pair(f"{name}.mlp.2", n_state, 4 * n_state)
    yield from _pair(f"{name}.mlp_ln", n_state)


def _attention(name: str, n_state: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _pair(f"{name}.query", n_state, n_state)
    yield f"{name}.key.weight", (n_state, n_state)
    yield from _pair(f"{name}.value", n_state, n_state)
    yield from _pair(f"{name}.out", n_state, n_state)


def _pair(name: str, n_out: int, *n_in: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (n_out, *n_in)
    yield f"{name}.bias", (n_out,)
