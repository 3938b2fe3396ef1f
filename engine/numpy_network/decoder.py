"""Whisper's decoder in plain NumPy: tokens that are known in, its cross-attention's scores out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.numpy_network.layers import Floats, NumpyLayers, attended, scaled, split_heads
from engine.steps import Steps


@dataclass(frozen=True, slots=True)
class CrossAttention:
    """What one decoder layer attends to of a window.

    Attributes:
        keys: Shape (n_text_head, n_channels, n_frames).
        values: Shape (n_text_head, n_frames, n_channels).
        bias: Added to the scores of each frame, (n_frames,); 0 where all count alike.
    """

    keys: Floats
    values: Floats
    bias: Floats


class NumpyDecoder:
    """The decoder of one checkpoint."""

    def __init__(self, weights: Weights, dims: ModelDimensions) -> None:
        self._layers = NumpyLayers(weights)
        self._dims = dims

    def cross_scores(
        self,
        tokens: Sequence[int],
        cross: Iterable[CrossAttention],
        heads: Sequence[tuple[int, int]],
    ) -> Steps[Floats]:
        """Run the decoder on tokens as far as the last head asked for; pauses after each layer.

        Args:
            tokens: All of them, from the start token on.
            cross: Of each layer, in order.
            heads: Which heads' scores to return, as (layer, head).

        Returns:
            Shape (len(heads), len(tokens), n_frames): scaled products of queries and keys, before
            the softmax and without the bias.
        """
        ids = np.array(tokens)
        x = self._layers.rows("decoder.token_embedding.weight", ids)
        x = x + self._layers.rows("decoder.positional_embedding", np.arange(len(ids)))
        found: dict[tuple[int, int], Floats] = {}
        last, _ = max(heads)
        for layer, audio in enumerate(cross):
            block = f"decoder.blocks.{layer}"
            x = x + self._self_attention(x, block)
            scores = self._scores(x, audio, block)
            found |= {(layer, head): scores[head] for at, head in heads if at == layer}
            if layer == last:
                break
            out = attended(scores + audio.bias, audio.values)
            x = x + self._layers.linear(out, f"{block}.cross_attn.out")
            x = x + self._layers.mlp(x, block)
            yield
        return np.stack([found[head] for head in heads])

    def _self_attention(self, x: Floats, block: str) -> Floats:
        n_head = self._dims.n_text_head
        normed = self._layers.layer_norm(x, f"{block}.attn_ln")
        queries, keys, values = (
            split_heads(self._layers.linear(normed, f"{block}.attn.{part}"), n_head)
            for part in ("query", "key", "value")
        )
        later = np.triu(np.full((len(x), len(x)), -np.inf, np.float32), k=1)
        out = attended(scaled(queries) @ keys.transpose(0, 2, 1) + later, values)
        return self._layers.linear(out, f"{block}.attn.out")

    def _scores(self, x: Floats, audio: CrossAttention, block: str) -> Floats:
        normed = self._layers.layer_norm(x, f"{block}.cross_attn_ln")
        queries = self._layers.linear(normed, f"{block}.cross_attn.query")
        scores: Floats = scaled(split_heads(queries, self._dims.n_text_head)) @ audio.keys
        return scores
