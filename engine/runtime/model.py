"""A Whisper network ready to run: both compiled halves with their weights, on one device."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from max.driver import CPU, Buffer
from max.dtype import DType
from max.engine import InferenceSession, Model, read
from numpy.typing import NDArray

from engine.checkpoints.weight_names import Weights
from engine.compilation.store import CompiledStore, ReportCompile
from engine.decoding.greedy import DecoderRun
from engine.dims import ModelDimensions
from engine.errors import CompileError
from engine.graphs.int8_weights import int8_decoder_weights, int8_encoder_weights
from engine.graphs.spec import INT8, DTypeName, both_halves, is_gpu
from engine.graphs.weights import GraphWeights, decoder_weights, encoder_weights
from engine.padding.cache import PaddingMemory, no_memory
from engine.runtime.batch_size import default_batch_size
from engine.runtime.device import ChosenDevice
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.faults import OTHER, device_errors, trouble_of
from engine.runtime.gpu_decoding import GpuDecoder
from engine.runtime.gpu_encoder import GpuEncoder, batch_size_on_gpu
from engine.runtime.weight_cache import stored_weights


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
            DeviceError: The GPU fails, or has no memory left for the model.
        """
        self.dims = dims
        self.chosen = chosen
        specs = both_halves(dims, chosen.target, chosen.dtype)
        paths = store.find_portable(specs) or store.ensure(specs, report)
        parts = _laid_out(weights, dims, chosen, store.folder)
        with device_errors(chosen.device):
            session = InferenceSession(devices=[chosen.device])
            self._encoder, self._decoder = (
                _load(session, path, part, chosen.dtype)
                for path, part in zip(paths, parts, strict=True)
            )
        self._no_memory = no_memory(dims)
        # Once: what the first batch's buffers take is free for no other, but for the next batch.
        self.default_batch_size = default_batch_size(dims, chosen)
        """Windows to decode at once where nothing else is wanted."""
        self.gpu_decoder: GpuDecoder | None = None
        if is_gpu(chosen.target):
            dtype = DType[chosen.dtype]
            self._gpu_encoder = GpuEncoder(self._encoder, chosen.device)
            self.gpu_decoder = GpuDecoder(self._decoder, dims, chosen.device, dtype)

    @property
    def can_remember_padding(self) -> bool:
        """Whether ``encode`` takes a memory in the place of frames."""
        return self.chosen.dtype == INT8

    @property
    def encodes_at_once(self) -> bool:
        """Whether a batch is encoded faster than its windows one after the other."""
        return self.gpu_decoder is not None

    def batch_size_for(self, n_windows: int) -> int:
        """Return how many windows to give, at least so many: a GPU has buffers for few sizes."""
        return n_windows if self.gpu_decoder is None else batch_size_on_gpu(n_windows)

    def encode(
        self, mel: NDArray[np.float32], memory: PaddingMemory | None = None
    ) -> EncodedAudio:
        """Run the encoder.

        Args:
            mel: Shape (batch, n_mels, n_frames), ``n_frames`` even, at most the model's.
            memory: What is known of the frames that follow, where ``can_remember_padding``.
        """
        batch_size, n_mels, n_frames = mel.shape
        pairs = np.ascontiguousarray(mel.transpose(0, 2, 1)).reshape(
            batch_size, n_frames // 2, 2 * n_mels
        )
        if self.gpu_decoder is not None:
            return self._encode_on_gpu(pairs)
        if not self.can_remember_padding:
            features, *cross = self._encoder.execute(Buffer.from_numpy(pairs))
            return EncodedAudio(batch_size, features, tuple(cross))
        memory = memory or self._no_memory
        known = np.broadcast_to(memory.features, (batch_size, *memory.features.shape))
        arrays = (pairs, memory.keys_values, np.ascontiguousarray(known), memory.bias)
        cross = self._encoder.execute(*map(Buffer.from_numpy, arrays))
        computed = np.zeros(n_frames // 2, np.float32)
        bias = np.concatenate((computed, memory.bias))
        return EncodedAudio(batch_size, None, tuple(cross), bias)

    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> DecoderRun:
        """Return a fresh decode of ``encoded``, whose tokens are chosen by the caller.

        Args:
            encoded: What was heard; one window, if there are beams.
            beam_size: Rows that the window is given.
            n_tokens: Most tokens that will be taken; None for all the model can.
        """
        if self.gpu_decoder is not None:
            return self.gpu_decoder.start(encoded, n_tokens=n_tokens, beam_size=beam_size)
        return HostRun(self._decoder, encoded, self.dims, self.chosen.dtype, beam_size)

    def _encode_on_gpu(self, pairs: NDArray[np.float32]) -> EncodedAudio:
        clock = DeviceClock(self.chosen.device)
        clock.start()
        features, *cross = self._gpu_encoder(pairs)
        clock.stop()
        encoder, run = self._gpu_encoder, self._gpu_encoder.n_runs
        return EncodedAudio(
            len(pairs),
            features,
            tuple(cross),
            clock=clock,
            is_current=lambda: encoder.n_runs == run,
        )


class HostRun:
    """One decode of a batch of windows on a CPU: its cross-attention inputs and the cache so far."""

    def __init__(
        self,
        decoder: Model,
        encoded: EncodedAudio,
        dims: ModelDimensions,
        dtype: DTypeName,
        beam_size: int = 1,
    ) -> None:
        self._decoder = decoder
        self._cross = encoded.cross
        if beam_size > 1:
            self._cross = tuple(_repeated(buffer, beam_size) for buffer in encoded.cross)
        self._key_bias = encoded.key_bias
        n_channels = dims.n_text_state // dims.n_text_head
        shape = (encoded.batch_size * beam_size, dims.n_text_head, dims.n_text_ctx, n_channels)
        kept_in = DType.float32 if dtype == INT8 else DType[dtype]
        # Not filled: only what was written is read. And Buffer.zeros fills in the background, for
        # which graphs on a CPU do not wait: a cache would be wiped out under the first tokens.
        self._caches = [
            Buffer(dtype=kept_in, shape=shape, device=CPU())
            for _ in range(2 * dims.n_text_layer)
        ]
        self._n_tokens = 0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``engine.decoding.greedy.DecoderRun``."""
        given = [tokens, np.array(self._n_tokens), np.array(rows)]
        if self._key_bias is not None:
            given.append(self._key_bias)
        inputs = map(Buffer.from_numpy, given)
        self._n_tokens += tokens.shape[1]
        (logits,) = self._decoder.execute(*inputs, *self._cross, *self._caches)
        return logits.to_numpy()

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``engine.decoding.greedy.DecoderRun``."""
        if list(parents) != list(range(len(parents))):
            for array in (cache.to_numpy() for cache in self._caches):
                array[:, :, : self._n_tokens] = array[parents, :, : self._n_tokens]


def _repeated(buffer: Buffer, n: int) -> Buffer:
    return Buffer.from_numpy(np.repeat(buffer.to_numpy(), n, axis=0))


def _laid_out(
    weights: Weights, dims: ModelDimensions, chosen: ChosenDevice, folder: Path
) -> tuple[GraphWeights, GraphWeights]:
    """Return the encoder's and the decoder's weights; those in bytes are kept in ``folder``."""
    if chosen.dtype != INT8:
        for_gpu = is_gpu(chosen.target)
        return (
            encoder_weights(weights, dims, chosen.dtype, for_gpu=for_gpu),
            decoder_weights(weights, dims, chosen.dtype, for_gpu=for_gpu),
        )
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
        if trouble_of(error) is not OTHER:
            raise
        reason = str(error).partition("\n")[0]
        raise CompileError(f"The compiled graph {path} cannot be loaded: {reason}") from error
