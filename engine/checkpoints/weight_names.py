"""Maps the weight names of the three checkpoint formats to OpenAI's."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.generic]]
"""Arrays by OpenAI's name, such as ``decoder.blocks.0.cross_attn.query.weight``."""

_HUGGING_FACE: Final = (
    (r"^model\.", ""),
    (r"\.layers\.(\d+)\.", r".blocks.\1."),
    (r"\.self_attn_layer_norm\.", ".attn_ln."),
    (r"\.encoder_attn_layer_norm\.", ".cross_attn_ln."),
    (r"\.final_layer_norm\.", ".mlp_ln."),
    (r"\.self_attn\.", ".attn."),
    (r"\.encoder_attn\.", ".cross_attn."),
    (r"\.q_proj\.", ".query."),
    (r"\.k_proj\.", ".key."),
    (r"\.v_proj\.", ".value."),
    (r"\.out_proj\.", ".out."),
    (r"\.fc1\.", ".mlp.0."),
    (r"\.fc2\.", ".mlp.2."),
    (r"\.embed_positions\.weight$", ".positional_embedding"),
    (r"\.embed_tokens\.weight$", ".token_embedding.weight"),
    (r"^encoder\.layer_norm\.", "encoder.ln_post."),
    (r"^decoder\.layer_norm\.", "decoder.ln."),
)

_CTRANSLATE2: Final = (
    (r"/layer_(\d+)/", r"/blocks/\1/"),
    (r"/self_attention/layer_norm/", "/attn_ln/"),
    (r"/attention/layer_norm/", "/cross_attn_ln/"),
    (r"/ffn/layer_norm/", "/mlp_ln/"),
    (r"/ffn/linear_0/", "/mlp/0/"),
    (r"/ffn/linear_1/", "/mlp/2/"),
    (r"/self_attention/linear_1/", "/attn/out/"),
    (r"/attention/linear_0/", "/cross_attn/query/"),
    (r"/attention/linear_2/", "/cross_attn/out/"),
    (r"/gamma$", "/weight"),
    (r"/beta$", "/bias"),
    (r"/position_encodings/encodings$", "/positional_embedding"),
    (r"/embeddings/weight$", "/token_embedding/weight"),
    (r"^encoder/layer_norm/", "encoder/ln_post/"),
    (r"^decoder/layer_norm/", "decoder/ln/"),
    (r"/", "."),
)
_FUSED: Final[Mapping[str, tuple[str, ...]]] = {
    "/self_attention/linear_0/": ("attn.query", "attn.key", "attn.value"),
    "/attention/linear_1/": ("cross_attn.key", "cross_attn.value"),
}
"""CTranslate2 stacks the projections of the same input; the longer key must be tried first."""


def from_hugging_face(tensors: Mapping[str, NDArray[np.generic]]) -> Weights:
    """Rename a ``WhisperForConditionalGeneration``'s tensors, omitting the tied output head."""
    return {
        _renamed(name, _HUGGING_FACE): tensor
        for name, tensor in tensors.items()
        if not name.startswith("proj_out.")
    }


def from_ctranslate2(variables: Mapping[str, NDArray[np.generic]]) -> Weights:
    """Rename the variables of a ``WhisperSpec`` and split its stacked projections."""
    weights: Weights = {}
    for name, values in variables.items():
        if values.ndim:  # scalars are settings, such as the number of heads
            weights.update(_unstacked(name, values))
    return weights


def _unstacked(
    name: str, values: NDArray[np.generic]
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    for infix, parts in _FUSED.items():
        if infix in name:
            before, kind = name.split(infix)
            block = _renamed(before + "/", _CTRANSLATE2)
            for part, piece in zip(parts, np.split(values, len(parts)), strict=True):
                yield f"{block}{part}.{kind}", piece
            return
    yield _renamed(name, _CTRANSLATE2), values


def _renamed(name: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in rules:
        name = re.sub(pattern, replacement, name)
    return name
