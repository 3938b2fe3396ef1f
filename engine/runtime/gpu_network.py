"""The network on a GPU: fixed buffers, calls captured once and replayed, and a search of its own."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from max.driver import Buffer, Device
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.audio.mel import MelSpectrogram
from engine.dims import ModelDimensions
from engine.padding.cache import PaddingCache
from engine.runtime.captured_graph import CapturedGraph, UploadBuffer
from engine.runtime.device import ChosenDevice
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio, frame_pairs
from engine.runtime.gpu_decoding import GpuDecoder, GpuDecoderRun, GpuSearch
from engine.runtime.host_search import HostSearch
from engine.runtime.memory import n_windows_that_fit
from engine.runtime.network import SearchOptions, TokenSearch
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer

BATCH_SIZES: Final = (1, 4, 8, 16, 24)
"""Windows at once: each size has its buffers and captures, which take memory and time."""


def batch_size_for(n_windows: int) -> int:
    """Return the smallest size of a batch that holds so many windows."""
    return next(size for size in BATCH_SIZES if n_windows <= size)


class GpuNetwork:
    """A ``Network`` that the host does not wait for until it reads tokens or logits."""

    takes_padding = False
    """All frames are computed."""

    stop = None
    """Its calls are short, and end on the device."""

    can_look_ahead = False
    """The device chooses tokens itself, and its caches only grow."""

    gains_by_budget = True
    """A masked step reads all the room it was given: little, where little was said."""

    def __init__(
        self, encoder: Model, decoder: Model, dims: ModelDimensions, chosen: ChosenDevice
    ) -> None:
        """Run the loaded graphs of one checkpoint: ``encoder_graph`` and ``gpu_decoder_graph``."""
        self.dims = dims
        self.chosen = chosen
        # Once: what the first batch's buffers take is free for no other, but for the next batch.
        self.default_batch_size = n_windows_that_fit(dims, chosen.device)
        self._encoder = _GpuEncoder(encoder, chosen.device)
        self.decoder = GpuDecoder(decoder, dims, chosen.device, DType[chosen.dtype])
        """One decode at a time: all share its buffers."""

    def encode(
        self, mels: Sequence[MelSpectrogram], padding: PaddingCache | None = None
    ) -> Steps[EncodedAudio]:
        """See ``Network``; encodes all windows at once, and repeats the first to fill the batch."""
        assert padding is None
        yield
        batch_size = batch_size_for(len(mels))
        filled = [*mels, *[mels[0]] * (batch_size - len(mels))]
        encoder, clock = self._encoder, DeviceClock(self.chosen.device)
        clock.start()
        features, *cross = encoder(frame_pairs(np.stack(filled)))
        clock.stop()
        run = encoder.n_runs
        return EncodedAudio(
            len(mels),
            batch_size,
            features,
            tuple(cross),
            clock=clock,
            is_current=lambda: encoder.n_runs == run,
        )

    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> GpuDecoderRun:
        """See ``Network``; the host then waits for each call's logits."""
        return self.decoder.start(encoded, n_tokens=n_tokens, beam_size=beam_size)

    def search(self, tokenizer: Tokenizer, options: SearchOptions) -> TokenSearch:
        """See ``Network``; the host chooses beams, what is drawn by chance or depends on tokens before."""
        looks_back = options.decoding.looks_back or bool(options.begun)
        if options.n_rows > 1 or options.temperature > 0 or looks_back:
            return HostSearch(self.start, tokenizer, options, self.dims.n_text_ctx)
        clock = DeviceClock(self.chosen.device)
        return GpuSearch(self.decoder, tokenizer, clock, options)


class _GpuEncoder:
    """One loaded ``encoder_graph``."""

    def __init__(self, model: Model, device: Device) -> None:
        """Encode on ``device``."""
        self._graph = CapturedGraph(model, device, "encoder")
        self._device = device
        self._inputs: dict[tuple[int, ...], UploadBuffer] = {}
        self.n_runs = 0
        """Batches encoded so far."""

    def __call__(self, pairs: NDArray[np.float32]) -> Sequence[Buffer]:
        """Encode log-mel frames in pairs, (batch, n_audio_ctx, 2 * n_mels).

        Returns:
            The graph's outputs, which the next batch of this size overwrites. This does not wait.
        """
        upload = self._inputs.get(pairs.shape)
        if upload is None:
            upload = UploadBuffer(DType.float32, pairs.shape, self._device)
            self._inputs[pairs.shape] = upload
            self._graph.capture(pairs.shape, [upload.buffer])
        self.n_runs += 1
        upload.fill(pairs)
        return self._graph(pairs.shape, [upload.buffer])
