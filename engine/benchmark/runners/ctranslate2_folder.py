"""Writes a model in CTranslate2's format, in faster-whisper's environment.

CTranslate2's own converter needs transformers and torch; its specification of a Whisper model
needs neither and is filled here from OpenAI's names.
"""

import itertools
from pathlib import Path

import numpy as np
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from numpy.typing import NDArray

from engine.benchmark.runners.exported_model import ExportedModel


def write_ctranslate2(model: ExportedModel, folder: Path, quantization: str) -> None:
    """Write ``model.bin``, ``config.json`` and the vocabulary.

    Args:
        model: What to write.
        folder: An existing folder.
        quantization: CTranslate2's name of a precision, such as ``float32`` or ``int8``.
    """
    dims = model.dims
    spec = WhisperSpec(
        dims.n_audio_layer, dims.n_audio_head, dims.n_text_layer, dims.n_text_head
    )
    _Filling(model).fill(spec)
    spec.register_vocabulary(list(model.vocabulary))
    spec.config.suppress_ids = list(model.suppressed)
    spec.config.suppress_ids_begin = list(model.blank)
    spec.config.lang_ids = sorted(model.languages.values())
    # If the checkpoint does not give them, the upper half of the layers, like CTranslate2's
    # converter.
    upper = itertools.product(
        range(dims.n_text_layer // 2, dims.n_text_layer), range(dims.n_text_head)
    )
    spec.config.alignment_heads = [list(head) for head in model.alignment_heads or upper]
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))


class _Filling:
    """Assigns each weight to its place in CTranslate2's specification."""

    def __init__(self, model: ExportedModel) -> None:
        self._model = model
        self._weights = model.weights

    def fill(self, spec: WhisperSpec) -> None:
        encoder, decoder = spec.encoder, spec.decoder
        for name in ("conv1", "conv2"):
            convolution = getattr(encoder, name)
            convolution.weight = self._weights[f"encoder.{name}.weight"]
            convolution.bias = self._weights[f"encoder.{name}.bias"]
        positions = (encoder.position_encodings, decoder.position_encodings)
        for half, place in zip(("encoder", "decoder"), positions, strict=True):
            place.encodings = self._weights[f"{half}.positional_embedding"]
        self._norm(encoder.layer_norm, "encoder.ln_post")
        self._norm(decoder.layer_norm, "decoder.ln")
        embedding = self._weights["decoder.token_embedding.weight"]
        decoder.embeddings.weight = embedding
        decoder.projection.weight = embedding
        for i, layer in enumerate(encoder.layer):
            self._block(layer, f"encoder.blocks.{i}")
        for i, layer in enumerate(decoder.layer):
            block = f"decoder.blocks.{i}"
            self._block(layer, block)
            cross = layer.attention
            self._norm(cross.layer_norm, f"{block}.cross_attn_ln")
            self._linear(cross.linear[0], f"{block}.cross_attn.query")
            self._linear(
                cross.linear[1], f"{block}.cross_attn.key", f"{block}.cross_attn.value"
            )
            self._linear(cross.linear[2], f"{block}.cross_attn.out")

    def _block(self, layer: object, block: str) -> None:
        own = layer.self_attention  # type: ignore[attr-defined]  # CTranslate2 is untyped here
        self._norm(own.layer_norm, f"{block}.attn_ln")
        self._linear(
            own.linear[0], *(f"{block}.attn.{part}" for part in ("query", "key", "value"))
        )
        self._linear(own.linear[1], f"{block}.attn.out")
        network = layer.ffn  # type: ignore[attr-defined]  # as above
        self._norm(network.layer_norm, f"{block}.mlp_ln")
        self._linear(network.linear_0, f"{block}.mlp.0")
        self._linear(network.linear_1, f"{block}.mlp.2")

    def _norm(self, place: LayerNormSpec, name: str) -> None:
        place.gamma = self._weights[f"{name}.weight"]
        place.beta = self._weights[f"{name}.bias"]

    def _linear(self, place: LinearSpec, *names: str) -> None:
        place.weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        place.bias = np.concatenate([self._bias(name) for name in names])

    def _bias(self, name: str) -> NDArray[np.float32]:
        # Whisper's key projection has no bias, unlike those it is stacked with.
        weight = self._weights[f"{name}.weight"]
        return self._weights.get(f"{name}.bias", np.zeros(weight.shape[0], np.float32))
