"""A Whisper network ready to run: both compiled halves with their weights, on one device."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from max.driver import Buffer, Device
from max.dtype import DType
from max.engine import InferenceSession, Model, read
from numpy.typing import NDArray

from engine.compiled import CompiledStore, ReportCompile
from engine.decoding import DecoderRun
from engine.device import ChosenDevice
from engine.dims import ModelDimensions
from engine.errors import CompileError
from engine.graph_spec import INT8, DTypeName, both_halves
from engine.int8_weights import int8_decoder_weights, int8_encoder_weights
from engine.padding_memory import PaddingMemory, no_memory
from engine.weight_names import Weights
from engine.weight_store import stored_weights
from engine.weights import GraphWeights, decoder_weights, encoder_weights


@dataclass(frozen=True, slots=True)
class EncodedAudio:
    """What the encoder made of a batch of windows; the arrays stay on the device.

    Attributes:
        batch: How many windows.
        features: float32 (batch, n_audio_ctx, n_audio_state); None in bytes, where nobody reads
            them.
        cross: For each decoder layer keys, then values, (batch, n_text_head, n_audio_ctx,
            n_channels) each.
        key_bias: float32 (n_audio_ctx,): added to the decoder's scores of each frame; None where
            all count alike.
    """

    batch: int
    features: Buffer | None
    cross: tuple[Buffer, ...]
    key_bias: NDArray[np.float32] | None


class WhisperModel:
    """Encoder and decoder of one checkpoint on one device."""

    def __init__(
        self,
        weights: Weights,
        dims: ModelDimensions,
        chosen: ChosenDevice,
        store: CompiledStore,
        report: ReportCompile,
    ) -> None:
        """Load both graphs, compiling what the store lacks.

        Raises:
            CompileError: A graph cannot be compiled or loaded, or its weights not be kept.
            CheckpointError: A weight is missing.
        """
        self.dims = dims
        self.chosen = chosen
        specs = both_halves(dims, chosen.target, chosen.dtype)
        paths = store.find_portable(specs) or store.ensure(specs, report)
        parts = _laid_out(weights, dims, chosen.dtype, store.folder)
        session = InferenceSession(devices=[chosen.device])
        self._encoder, self._decoder = (
            _load(session, path, part, chosen.dtype)
            for path, part in zip(paths, parts, strict=True)
        )
        self._no_memory = no_memory(dims)

    @property
    def can_remember_padding(self) -> bool:
        """Whether ``encode`` takes a memory in the place of frames."""
        return self.chosen.dtype == INT8

    def encode(
        self, mel: NDArray[np.float32], memory: PaddingMemory | None = None
    ) -> EncodedAudio:
        """Run the encoder.

        Args:
            mel: Shape (batch, n_mels, n_frames), ``n_frames`` even, at most the model's.
            memory: What is known of the frames that follow, where ``can_remember_padding``.
        """
        batch, n_mels, n_frames = mel.shape
        pairs = np.ascontiguousarray(mel.transpose(0, 2, 1)).reshape(
            batch, n_frames // 2, 2 * n_mels
        )
        if not self.can_remember_padding:
            features, *cross = self._encoder.execute(_buffer(pairs, self.chosen.device))
            return EncodedAudio(batch, features, tuple(cross), None)
        memory = memory or self._no_memory
        known = np.broadcast_to(memory.features, (batch, *memory.features.shape))
        arrays = (pairs, memory.keys_values, np.ascontiguousarray(known), memory.bias)
        cross = self._encoder.execute(*map(Buffer.from_numpy, arrays))
        computed = np.zeros(n_frames // 2, np.float32)
        return EncodedAudio(batch, None, tuple(cross), np.concatenate((computed, memory.bias)))

    def start(self, encoded: EncodedAudio) -> DecoderRun:
        """Return a fresh decode of ``encoded``."""
        return ModelRun(self._decoder, encoded, self.dims, self.chosen)


class ModelRun:
    """One decode of a batch of windows: the cross-attention inputs and the cache so far."""

    def __init__(
        self, decoder: Model, encoded: EncodedAudio, dims: ModelDimensions, chosen: ChosenDevice
    ) -> None:
        self._decoder = decoder
        self._device = chosen.device
        self._encoded = encoded
        n_channels = dims.n_text_state // dims.n_text_head
        shape = (encoded.batch, dims.n_text_head, dims.n_text_ctx, n_channels)
        # Zeros, since a GPU reads the unused part too, and masks it: nothing times NaN is NaN.
        self._caches = [
            Buffer.zeros(shape, _state_dtype(chosen.dtype), chosen.device)
            for _ in range(2 * dims.n_text_layer)
        ]
        self._n_tokens = 0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``engine.decoding.DecoderRun``."""
        host_inputs = [tokens, np.array(self._n_tokens), np.array(rows)]
        if self._encoded.key_bias is not None:
            host_inputs.append(self._encoded.key_bias)
        inputs = [_buffer(array, self._device) for array in host_inputs]
        self._n_tokens += tokens.shape[1]
        (logits,) = self._decoder.execute(*inputs, *self._encoded.cross, *self._caches)
        return logits.to_numpy()


def _buffer(array: NDArray[np.generic], device: Device) -> Buffer:
    return Buffer.from_numpy(array).to(device)


def _state_dtype(dtype: DTypeName) -> DType:
    """Return what the decoder's memory is kept in."""
    return DType.float32 if dtype == INT8 else DType[dtype]


def _laid_out(
    weights: Weights, dims: ModelDimensions, dtype: DTypeName, folder: Path
) -> tuple[GraphWeights, GraphWeights]:
    """Return the encoder's and the decoder's weights; those in bytes are kept in ``folder``."""
    if dtype != INT8:
        return encoder_weights(weights, dims, dtype), decoder_weights(weights, dims, dtype)
    return (
        stored_weights(
            weights, folder, "encoder-weights", partial(int8_encoder_weights, weights, dims)
        ),
        stored_weights(
            weights, folder, "decoder-weights", partial(int8_decoder_weights, weights, dims)
        ),
    )


def _load(
    session: InferenceSession, path: Path, weights: GraphWeights, dtype: DTypeName
) -> Model:
    registry = {name: Buffer.from_numpy(array) for name, array in weights.items()}
    if dtype == "bfloat16":  # Its bits come as uint16: NumPy has no such type.
        registry = {name: bits.view(DType.bfloat16) for name, bits in registry.items()}
    try:
        return session.init(read(path), weights_registry=registry)
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise CompileError(f"The compiled graph {path} cannot be loaded: {reason}") from error
