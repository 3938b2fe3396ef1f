"""The network on a CPU, in int8 or float32."""

from collections.abc import Sequence

import numpy as np
from max.driver import CPU, Buffer
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.audio.mel import MelSpectrogram
from engine.decoding.drafted_run import DraftedRun
from engine.dims import ModelDimensions
from engine.graphs.spec import INT8, DTypeName
from engine.padding.cache import PaddingCache, no_padding
from engine.runtime.device import ChosenDevice
from engine.runtime.encoder_output import EncodedAudio, frame_pairs
from engine.runtime.host_search import HostSearch
from engine.runtime.network import SearchOptions, TokenSearch
from engine.runtime.stop_flag import StopFlag
from engine.runtime.timer_slack import coarse_timers
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer


class CpuNetwork:
    """A ``Network`` whose steps the host waits for."""

    default_batch_size = 1
    """The encoder, most of the work, gains nothing from a batch. With base, what the decoder gains
    is lost again by chunks that do not fill their windows."""

    can_look_ahead = True

    gains_by_budget = False
    """A step reads the part of the cache that is filled, however large it is."""

    def __init__(
        self, encoder: Model, decoder: Model, dims: ModelDimensions, chosen: ChosenDevice
    ) -> None:
        """Run the loaded encoder and decoder graphs of one checkpoint."""
        self.dims = dims
        self.chosen = chosen
        self._encoder = encoder
        self._decoder = decoder
        self._no_padding = no_padding(dims)
        self._stop = StopFlag()

    @property
    def takes_padding(self) -> bool:
        """See ``Network``."""
        return self.chosen.dtype == INT8

    @property
    def stop(self) -> StopFlag | None:
        """See ``Network``; only our own kernels look at it."""
        return self._stop if self.chosen.dtype == INT8 else None

    def encode(
        self, mels: Sequence[MelSpectrogram], padding: PaddingCache | None = None
    ) -> Steps[EncodedAudio]:
        """See ``Network``; encodes one window after the other. A call that was stopped is repeated."""
        n = len(mels)
        cross: list[NDArray[np.generic]] = []
        key_bias = None
        for i, mel in enumerate(mels):
            yield
            while (window := self._encode(mel[None], padding)) is None:
                yield
            if n == 1:
                return window
            if not cross:
                cross = [
                    np.empty((n, *buffer.shape[1:]), buffer.dtype.to_numpy())
                    for buffer in window.cross
                ]
            # A window is let go once it is copied: a large model's takes a quarter of a gigabyte.
            for batch, buffer in zip(cross, window.cross, strict=True):
                batch[i] = buffer.to_numpy()[0]
            key_bias = window.key_bias
        return EncodedAudio(n, n, None, tuple(map(Buffer.from_numpy, cross)), key_bias)

    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> "CpuDecoderRun":
        """See ``Network``; each decode has room for all the tokens that the model can take."""
        return CpuDecoderRun(self._decoder, encoded, self.dims, self.chosen.dtype, beam_size)

    def search(self, tokenizer: Tokenizer, options: SearchOptions) -> TokenSearch:
        """See ``Network``."""
        n_text_ctx = self.dims.n_text_ctx
        # In float32 a token's logits differ in the last digits with how many are computed at once.
        check = self._start_drafted if self.chosen.dtype == INT8 else None
        return HostSearch(self.start, tokenizer, options, n_text_ctx, check)

    def _start_drafted(self, encoded: EncodedAudio, draft: Sequence[int]) -> DraftedRun:
        return DraftedRun(self.start(encoded), draft)

    @coarse_timers()
    def _encode(
        self, mel: NDArray[np.float32], padding: PaddingCache | None
    ) -> EncodedAudio | None:
        pairs = frame_pairs(mel)
        if not self.takes_padding:
            features, *cross = self._encoder.execute(Buffer.from_numpy(pairs))
            return EncodedAudio(1, 1, features, tuple(cross))
        padding = padding or self._no_padding
        arrays = (pairs, padding.keys_values, padding.features[None], padding.bias)
        cross = self._encoder.execute(*map(Buffer.from_numpy, arrays), self._stop.buffer)
        if self._stop.is_set:
            return None
        computed = np.zeros(pairs.shape[1], np.float32)
        bias = np.concatenate((computed, padding.bias))
        return EncodedAudio(1, 1, None, tuple(cross), bias)


class CpuDecoderRun:
    """One decode of a batch of windows: its cross-attention inputs and the caches so far."""

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
        # Our own kernels let all texts of a window read the same keys and values.
        if beam_size > 1 and dtype != INT8:
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

    def peek(self, row: int, tokens: Sequence[int]) -> NDArray[np.float32]:
        """See ``PeekingRun``; asks for all rows, since they are taken together."""
        n_tokens, n_rows = self._n_tokens, self._caches[0].shape[0]
        logits = self.logits(np.array([tokens] * n_rows), (len(tokens) - 1,))
        self.rewind(n_tokens)
        return logits[row, 0]

    def rewind(self, n_tokens: int) -> None:
        """See ``RewindableRun``: what is forgotten is overwritten before it is read."""
        self._n_tokens = n_tokens

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``engine.decoding.greedy.DecoderRun``."""
        if list(parents) != list(range(len(parents))):
            for array in (cache.to_numpy() for cache in self._caches):
                array[:, :, : self._n_tokens] = array[parents, :, : self._n_tokens]


def _repeated(buffer: Buffer, n: int) -> Buffer:
    return Buffer.from_numpy(np.repeat(buffer.to_numpy(), n, axis=0))
