"""Opens a checkpoint of any known format: dimensions, weights, vocabulary, alignment heads."""

import importlib
import json
import mmap
import pickle
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.checkpoints.files import CTRANSLATE2_WEIGHTS, Checkpoint
from engine.checkpoints.formats.ctranslate2_file import read_variables
from engine.checkpoints.formats.safetensors_file import read_tensors
from engine.checkpoints.weight_names import Weights, from_ctranslate2, from_hugging_face
from engine.dims import ModelDimensions
from engine.errors import CheckpointError, os_reason
from engine.sentence import Sentence
from engine.tokenizer.vocabulary import SOURCES, Vocabulary, read_vocabulary

AlignmentHeads: TypeAlias = tuple[tuple[int, int], ...]
"""Decoder heads whose attention follows the speech, as (layer, head)."""

SMALL_FILES: Final = ("config.json", "generation_config.json", "added_tokens.json", *SOURCES)
"""The files beside the weights, which are read whole."""

PT_ERRORS: Final = (
    *(AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError),
    *(ValueError, pickle.UnpicklingError, struct.error),
)
"""What PyTorch was seen to raise for damaged files; it has no specific error for them."""


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A whole Whisper model as arrays; those of a single file are memory-mapped, not read.

    Attributes:
        alignment_heads: None if the checkpoint does not give them.
    """

    name: str
    dims: ModelDimensions
    weights: Weights
    vocabulary: Vocabulary
    alignment_heads: AlignmentHeads | None


def open_checkpoint(
    checkpoint: Checkpoint, others: Iterable[Checkpoint] = ()
) -> OpenedCheckpoint:
    """Open a checkpoint.

    Args:
        checkpoint: What to open.
        others: Models whose vocabulary may be used instead: OpenAI's ``.pt`` files contain
            none, and models with the same number of tokens share one.

    Raises:
        CheckpointError: It is damaged, incomplete, or needs a package that is missing.
    """
    small = {
        role: bytes(checkpoint.read(role)) for role in SMALL_FILES if role in checkpoint.files
    }
    if CTRANSLATE2_WEIGHTS in checkpoint.files:
        weights, heads = _open_ctranslate2(checkpoint)
    elif any(role.endswith(".safetensors") for role in checkpoint.files):
        weights, heads = _open_safetensors(checkpoint, _json(small, "config.json"))
    else:
        weights, heads = _open_pt(checkpoint)
    dims = dims_of(weights, *heads)
    if not small.keys() & SOURCES.keys():
        small |= _borrowed_vocabulary(dims.n_vocab, others)
    return OpenedCheckpoint(
        checkpoint.name, dims, weights, read_vocabulary(small), _alignment_heads(small)
    )


def _open_ctranslate2(checkpoint: Checkpoint) -> tuple[Weights, tuple[int, int]]:
    variables = read_variables(_data(checkpoint, CTRANSLATE2_WEIGHTS))
    try:
        heads = (int(variables["encoder/num_heads"]), int(variables["decoder/num_heads"]))
    except (KeyError, TypeError) as error:
        raise CheckpointError(
            Sentence("{file} is damaged; download the model again", file=CTRANSLATE2_WEIGHTS)
        ) from error
    try:
        return from_ctranslate2(variables), heads
    except ValueError as error:
        raise CheckpointError(
            Sentence("{file} is damaged; download the model again", file=CTRANSLATE2_WEIGHTS)
        ) from error


def _open_safetensors(
    checkpoint: Checkpoint, config: Mapping[str, object]
) -> tuple[Weights, tuple[int, int]]:
    shards = [role for role in checkpoint.files if role.endswith(".safetensors")]
    tensors: dict[str, NDArray[np.generic]] = {}
    for shard in shards:
        tensors |= read_tensors(_data(checkpoint, shard))
    return from_hugging_face(tensors), (
        _int(config, "encoder_attention_heads"),
        _int(config, "decoder_attention_heads"),
    )


def _open_pt(checkpoint: Checkpoint) -> tuple[Weights, tuple[int, int]]:
    try:
        torch = importlib.import_module("torch")
    except ImportError as error:
        raise CheckpointError(
            Sentence(
                "Reading a .pt file needs PyTorch (pip install torch); or use the same model "
                "in another format: maxwhisper models list"
            )
        ) from error
    (path,) = next(iter(checkpoint.files.values()))
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        dims, state = content["dims"], content["model_state_dict"]
        weights = {name: _numpy(tensor) for name, tensor in state.items()}
        return weights, (int(dims["n_audio_head"]), int(dims["n_text_head"]))
    except PT_ERRORS as error:
        raise CheckpointError(
            Sentence("{file} is damaged, or no Whisper model in OpenAI's format", file=path)
        ) from error


def _numpy(tensor: object) -> NDArray[np.generic]:
    """Return a PyTorch tensor as an array; bfloat16, which NumPy lacks, becomes float32."""
    if str(getattr(tensor, "dtype", "")) == "torch.bfloat16":
        tensor = tensor.float()  # type: ignore[attr-defined]  # torch is optional and untyped here
    return np.asarray(tensor)


def dims_of(weights: Weights, n_audio_head: int, n_text_head: int) -> ModelDimensions:
    """Derive a network's dimensions from the shapes of its weights, which lack only the heads.

    Raises:
        CheckpointError: Weights that every Whisper model has are missing.
    """
    try:
        n_audio_state, n_mels, _ = weights["encoder.conv1.weight"].shape
        n_vocab, n_text_state = weights["decoder.token_embedding.weight"].shape
        return ModelDimensions(
            n_mels=n_mels,
            n_audio_ctx=weights["encoder.positional_embedding"].shape[0],
            n_audio_state=n_audio_state,
            n_audio_head=n_audio_head,
            n_audio_layer=_n_blocks(weights, "encoder"),
            n_vocab=n_vocab,
            n_text_ctx=weights["decoder.positional_embedding"].shape[0],
            n_text_state=n_text_state,
            n_text_head=n_text_head,
            n_text_layer=_n_blocks(weights, "decoder"),
        )
    except (KeyError, ValueError, IndexError) as error:
        raise CheckpointError(
            Sentence("The model is incomplete, or no Whisper model")
        ) from error


def _n_blocks(weights: Weights, half: str) -> int:
    blocks = {name.split(".")[2] for name in weights if name.startswith(f"{half}.blocks.")}
    return len(blocks)


def _borrowed_vocabulary(n_vocab: int, others: Iterable[Checkpoint]) -> dict[str, bytes]:
    for other in others:
        files = {role: bytes(other.read(role)) for role in SOURCES if role in other.files}
        if files and len(read_vocabulary(files)) == n_vocab:
            return files
    raise CheckpointError(
        Sentence("The model has no vocabulary; put its tokenizer.json in the same folder")
    )


def _alignment_heads(small: Mapping[str, bytes]) -> AlignmentHeads | None:
    for name in ("generation_config.json", "config.json"):
        if name in small and isinstance(
            heads := _json(small, name).get("alignment_heads"), list
        ):
            try:
                return tuple((int(layer), int(head)) for layer, head in heads)
            except (TypeError, ValueError, OverflowError) as error:
                raise CheckpointError(
                    Sentence("{file} is damaged; download the model again", file=name)
                ) from error
    return None


def _json(small: Mapping[str, bytes], name: str) -> Mapping[str, object]:
    try:
        content = json.loads(small[name])
    except (KeyError, ValueError) as error:
        raise CheckpointError(
            Sentence("{file} is missing or damaged; download the model again", file=name)
        ) from error
    return content if isinstance(content, dict) else {}


def _int(config: Mapping[str, object], key: str) -> int:
    value = config.get(key)
    if not isinstance(value, int):
        raise CheckpointError(
            Sentence("{file} is damaged; download the model again", file="config.json")
        )
    return value


def _data(checkpoint: Checkpoint, role: str) -> memoryview:
    """Return a file's bytes, memory-mapped if possible: most of it is read only once."""
    parts = checkpoint.parts(role)
    if len(parts) > 1:
        return memoryview(checkpoint.read(role))
    try:
        with parts[0].open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except ValueError as error:
        raise CheckpointError(
            Sentence("{file} is empty; download the model again", file=parts[0])
        ) from error
    except OSError as error:
        raise CheckpointError(
            Sentence("{file} cannot be read: {reason}", file=parts[0], reason=os_reason(error))
        ) from error
