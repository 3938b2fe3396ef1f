"""Writes a Whisper model in other programs' checkpoint formats."""

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.files import Checkpoint, Origin, checkpoint_in_folder
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from models.tiny_vocabulary import tiny_vocabulary
from models.tiny_whisper import ALIGNMENT_HEADS

Kind = Literal["float32", "float16", "bfloat16", "int8", "int16"]
Variables = dict[str, NDArray[np.generic]]

CTRANSLATE2_DTYPES = {
    "float32": 0,
    "int8": 1,
    "int16": 2,
    "int32": 3,
    "float16": 4,
    "uint16": 5,
}
"""CTranslate2's type ids; bfloat16 is stored as uint16 here."""

SAFETENSORS_DTYPES = {"float32": "F32", "float16": "F16", "bfloat16": "BF16"}

HUGGING_FACE_NAMES = {
    "attn.query": "self_attn.q_proj",
    "attn.key": "self_attn.k_proj",
    "attn.value": "self_attn.v_proj",
    "attn.out": "self_attn.out_proj",
    "attn_ln": "self_attn_layer_norm",
    "cross_attn.query": "encoder_attn.q_proj",
    "cross_attn.key": "encoder_attn.k_proj",
    "cross_attn.value": "encoder_attn.v_proj",
    "cross_attn.out": "encoder_attn.out_proj",
    "cross_attn_ln": "encoder_attn_layer_norm",
    "mlp.0": "fc1",
    "mlp.2": "fc2",
    "mlp_ln": "final_layer_norm",
    "ln_post": "layer_norm",
    "ln": "layer_norm",
    "conv1": "conv1",
    "conv2": "conv2",
}


def as_kind(values: NDArray[np.generic], kind: Kind) -> NDArray[np.generic]:
    """Return the values in another precision; bfloat16 as its bits, truncated."""
    if kind == "bfloat16":
        return (values.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    return values.astype(kind)


def ctranslate2_variables(weights: Weights, dims: ModelDimensions, kind: Kind) -> Variables:
    """Return what ``ct2-transformers-converter`` stores with ``kind`` as its quantization."""
    heads = {"encoder": dims.n_audio_head, "decoder": dims.n_text_head}
    variables: Variables = {
        f"{half}/num_heads": np.array(n, np.int16) for half, n in heads.items()
    }
    is_integer = kind in {"int8", "int16"}
    for name, values in _stacked(weights):
        is_quantized = is_integer and name.endswith("/weight")
        if is_quantized:
            variables |= _quantized(name, values, kind)
        else:
            variables[name] = as_kind(values, "float32" if is_integer else kind)
    return variables


def _quantized(name: str, values: NDArray[np.generic], kind: Kind) -> Variables:
    exact = np.asarray(values, np.float32)
    if kind == "int16":
        scale = np.asarray(2**10 / np.abs(exact).max(), np.float32)
    else:
        amax = np.abs(exact.reshape(len(exact), -1)).max(axis=1)
        scale = (127.0 / amax).reshape(-1, *[1] * (exact.ndim - 1)).astype(np.float32)
    return {name: np.rint(exact * scale).astype(kind), f"{name}_scale": scale.squeeze()}


def _stacked(weights: Weights) -> Iterator[tuple[str, NDArray[np.generic]]]:
    for half, last in (("encoder", "ln_post"), ("decoder", "ln")):
        yield from _named(weights, f"{half}.{last}", f"{half}/layer_norm")
        yield f"{half}/position_encodings/encodings", weights[f"{half}.positional_embedding"]
        n_blocks = 1 + max(
            int(name.split(".")[2]) for name in weights if name.startswith(f"{half}.blocks.")
        )
        for i in range(n_blocks):
            yield from _block(weights, f"{half}.blocks.{i}", f"{half}/layer_{i}")
    yield from _named(weights, "encoder.conv1", "encoder/conv1")
    yield from _named(weights, "encoder.conv2", "encoder/conv2")
    yield "decoder/embeddings/weight", weights["decoder.token_embedding.weight"]


def _block(
    weights: Weights, ours: str, theirs: str
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    attention, cross = f"{theirs}/self_attention", f"{theirs}/attention"
    qkv = [f"{ours}.attn.{part}" for part in ("query", "key", "value")]
    yield from _fused(weights, qkv, f"{attention}/linear_0")
    yield from _named(weights, f"{ours}.attn.out", f"{attention}/linear_1")
    yield from _named(weights, f"{ours}.attn_ln", f"{attention}/layer_norm")
    yield from _named(weights, f"{ours}.mlp.0", f"{theirs}/ffn/linear_0")
    yield from _named(weights, f"{ours}.mlp.2", f"{theirs}/ffn/linear_1")
    yield from _named(weights, f"{ours}.mlp_ln", f"{theirs}/ffn/layer_norm")
    if f"{ours}.cross_attn_ln.bias" in weights:
        kv = [f"{ours}.cross_attn.{part}" for part in ("key", "value")]
        yield from _named(weights, f"{ours}.cross_attn.query", f"{cross}/linear_0")
        yield from _fused(weights, kv, f"{cross}/linear_1")
        yield from _named(weights, f"{ours}.cross_attn.out", f"{cross}/linear_2")
        yield from _named(weights, f"{ours}.cross_attn_ln", f"{cross}/layer_norm")


def _named(
    weights: Weights, ours: str, theirs: str
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    is_norm = theirs.endswith("layer_norm")
    yield f"{theirs}/{'gamma' if is_norm else 'weight'}", weights[f"{ours}.weight"]
    yield f"{theirs}/{'beta' if is_norm else 'bias'}", weights[f"{ours}.bias"]


def _fused(
    weights: Weights, ours: list[str], theirs: str
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    matrices = [weights[f"{name}.weight"] for name in ours]
    no_bias = np.zeros(len(matrices[0]), np.float32)
    yield f"{theirs}/weight", np.concatenate(matrices)
    yield (
        f"{theirs}/bias",
        np.concatenate([weights.get(f"{name}.bias", no_bias) for name in ours]),
    )


def model_bin(variables: Variables, aliases: Mapping[str, str] | None = None) -> bytes:
    """Return the file CTranslate2 2.x to 4.x writes."""
    parts = [
        struct.pack("<I", 6),
        _string("WhisperSpec"),
        struct.pack("<II", 3, len(variables)),
    ]
    for name, values in sorted(variables.items()):
        shape = struct.pack(f"<B{values.ndim}I", values.ndim, *values.shape)
        kind = CTRANSLATE2_DTYPES[values.dtype.name]
        parts += [_string(name), shape, struct.pack("<BI", kind, values.nbytes)]
        parts.append(values.tobytes())
    parts.append(struct.pack("<I", len(aliases or {})))
    for alias, name in (aliases or {}).items():
        parts += [_string(alias), _string(name)]
    return b"".join(parts)


def _string(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("<H", len(data)) + data


def hugging_face_name(name: str) -> str:
    half, *rest, kind = name.split(".")
    if kind == "positional_embedding":
        return f"model.{half}.embed_positions.weight"
    if rest == ["token_embedding"]:
        return f"model.{half}.embed_tokens.weight"
    layer = ""
    if rest[0] == "blocks":
        layer, rest = f"layers.{rest[1]}.", rest[2:]
    return f"model.{half}.{layer}{HUGGING_FACE_NAMES['.'.join(rest)]}.{kind}"


def safetensors_file(weights: Weights, kind: Kind) -> bytes:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, values in weights.items():
        data = as_kind(values, kind).tobytes()
        header[hugging_face_name(name)] = {
            "dtype": SAFETENSORS_DTYPES[kind],
            "shape": values.shape,
            "data_offsets": (len(body), len(body) + len(data)),
        }
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def config(dims: ModelDimensions) -> bytes:
    fields = {
        "encoder_attention_heads": dims.n_audio_head,
        "decoder_attention_heads": dims.n_text_head,
    }
    return json.dumps(fields).encode()


def small_files(dims: ModelDimensions) -> dict[str, bytes]:
    """Return the files beside the weights."""
    texts = [text for i, text in tiny_vocabulary().items() if i < dims.n_vocab]
    return {
        "config.json": config(dims),
        "generation_config.json": json.dumps({"alignment_heads": ALIGNMENT_HEADS}).encode(),
        "vocabulary.json": json.dumps(texts).encode(),
    }


def in_folder(folder: Path, files: Mapping[str, bytes]) -> Checkpoint:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return checkpoint_in_folder(folder, folder.name, Origin.PATH)


def openai_content(weights: Weights, dims: ModelDimensions) -> dict[str, object]:
    """Return the content of OpenAI's files, with arrays instead of tensors."""
    return {"dims": asdict(dims), "model_state_dict": dict(weights)}
