"""The buffers of a decode on a GPU, and what the host writes to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from max.driver import Buffer, Device
from max.dtype import DType
from numpy.typing import NDArray

from engine.decoding.logit_filters import blank_tokens, last_initial_timestamp, never_said
from engine.dims import ModelDimensions
from engine.graphs.gpu_decoder import Mode
from engine.graphs.gpu_token_rules import FORBIDDEN, Mark
from engine.runtime.captured_graph import UploadBuffer
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.network import SearchOptions
from engine.tokenizer.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class GpuTokenRules:
    """What may be chosen, as ``gpu_decoder_graph`` reads it.

    Attributes:
        suppressed: float32 (n_vocab,): 0, or ``FORBIDDEN`` for what is never chosen.
        blank: float32 (n_vocab,): the same for what is not chosen first.
        marks: int64 (len(Mark),).
    """

    suppressed: NDArray[np.float32]
    blank: NDArray[np.float32]
    marks: NDArray[np.int64]

    @classmethod
    def none(cls, dims: ModelDimensions) -> "GpuTokenRules":
        """Return rules that forbid nothing."""
        marks = np.full(len(Mark), dims.n_vocab)
        marks[[Mark.HAS_TIMESTAMPS, Mark.NO_SPEECH]] = 0
        nothing = np.zeros(dims.n_vocab, np.float32)
        return cls(nothing, nothing, marks)


@lru_cache(maxsize=2)
def gpu_token_rules(
    tokenizer: Tokenizer, n_vocab: int, options: SearchOptions
) -> GpuTokenRules:
    """Return the rules of ``logit_filters`` in the form that ``gpu_decoder_graph`` reads.

    The same arrays each time, so that a device is sent them once and not with each recording.
    """
    decoding = options.decoding
    marks = np.zeros(len(Mark), np.int64)
    marks[Mark.TIMESTAMP_BEGIN] = tokenizer.timestamp_begin
    marks[Mark.EOT] = tokenizer.eot
    marks[Mark.NO_TIMESTAMPS] = tokenizer.no_timestamps
    marks[Mark.LAST_INITIAL] = last_initial_timestamp(tokenizer, decoding.max_initial_timestamp)
    marks[Mark.NO_SPEECH] = tokenizer.no_speech
    marks[Mark.SOT_END] = 1
    marks[Mark.HAS_TIMESTAMPS] = options.has_timestamps
    return GpuTokenRules(
        forbidding(never_said(tokenizer, decoding.suppress_tokens), n_vocab),
        forbidding(blank_tokens(tokenizer) if decoding.suppress_blank else (), n_vocab),
        marks,
    )


def forbidding(tokens: Sequence[int], n_vocab: int) -> NDArray[np.float32]:
    """Return what is added to logits so that ``tokens`` are not chosen, (n_vocab,)."""
    bias = np.zeros(n_vocab, np.float32)
    bias[list(tokens)] = FORBIDDEN
    return bias


class GpuDecoderState:
    """The buffers of decodes of one size: fixed, since what is captured reads and writes them."""

    def __init__(
        self,
        encoded: EncodedAudio,
        beam_size: int,
        dims: ModelDimensions,
        n_cache: int,
        device: Device,
        dtype: DType,
    ) -> None:
        batch_size = encoded.batch_size * beam_size
        self._batch_size = batch_size
        self._device = device
        self._cross = encoded.cross
        if beam_size > 1:
            shape = (batch_size, *encoded.cross[0].shape[1:])
            self._cross = tuple(self._zeros(dtype, *shape) for _ in encoded.cross)
        self._rules: GpuTokenRules | None = None
        self._spare: Buffer | None = None
        self._prompts: dict[tuple[int, Mode], UploadBuffer] = {}
        self._modes = {
            mode: Buffer.from_numpy(np.array(mode.value)).to(device) for mode in Mode
        }
        self._marks = self._zeros(DType.int64, len(Mark))
        self._suppressed = self._zeros(DType.float32, dims.n_vocab)
        self._blank = self._zeros(DType.float32, dims.n_vocab)
        self.logits = self._zeros(DType.float32, batch_size, dims.n_vocab)
        self.sampled = self._zeros(DType.int64, batch_size, dims.n_text_ctx)
        self._counts = self._zeros(DType.int64, 1, 2)
        self.sums = self._zeros(DType.float32, batch_size, 1)
        self.no_speech = self._zeros(DType.float32, batch_size, 1)
        n_channels = dims.n_text_state // dims.n_text_head
        # Zeros, since the unused part is read too, and masked: nothing times NaN is NaN.
        self._caches = [
            self._zeros(dtype, batch_size, dims.n_text_head, n_cache, n_channels)
            for _ in range(2 * dims.n_text_layer)
        ]

    def set_audio(self, encoded: EncodedAudio) -> None:
        """Copy the encoder's output into the fixed buffers, where it is not in them already."""
        for mine, new in zip(self._cross, encoded.cross, strict=True):
            if mine.shape != new.shape:
                for beam in range(self._batch_size):
                    _row(mine, beam).inplace_copy_from(new)
            elif new is not mine:
                mine.inplace_copy_from(new)

    def reorder(self, parents: Sequence[int]) -> None:
        """Give each row the caches of its parent, by way of a spare buffer."""
        moves = [(row, parent) for row, parent in enumerate(parents) if row != parent]
        for cache in self._caches if moves else ():
            if self._spare is None:
                self._spare = Buffer.zeros(cache.shape, cache.dtype, self._device)
            for row, parent in moves:
                _row(self._spare, row).inplace_copy_from(_row(cache, parent))
            for row, _ in moves:
                _row(cache, row).inplace_copy_from(_row(self._spare, row))

    def set_rules(self, rules: GpuTokenRules) -> None:
        """Use other rules, sending the device only what differs."""
        if rules is self._rules:
            return
        self._marks.inplace_copy_from(Buffer.from_numpy(rules.marks))
        if self._rules is None or rules.suppressed is not self._rules.suppressed:
            self._suppressed.inplace_copy_from(Buffer.from_numpy(rules.suppressed))
            self._blank.inplace_copy_from(Buffer.from_numpy(rules.blank))
        self._rules = rules

    def prompt(self, width: int, mode: Mode) -> UploadBuffer:
        """Return the buffer for ``width`` tokens of a prompt.

        Each mode has its own: the second half of a prompt is sent before the first has arrived.
        """
        key = width, mode
        if key not in self._prompts:
            self._prompts[key] = UploadBuffer(
                DType.int64, (self._batch_size, width), self._device
            )
        return self._prompts[key]

    def inputs(self, width: int, mode: Mode) -> list[Buffer]:
        """Return all that ``gpu_decoder_graph`` reads and writes."""
        given = [self.prompt(width, mode).buffer, self._modes[mode], self._marks]
        state = [self.logits, self.sampled, self._counts, self.sums, self.no_speech]
        return [*given, self._suppressed, self._blank, *self._cross, *state, *self._caches]

    def _zeros(self, dtype: DType, *shape: int) -> Buffer:
        return Buffer.zeros(shape, dtype, self._device)


def _row(buffer: Buffer, i: int) -> Buffer:
    """Return the part of ``buffer`` that belongs to one row of a batch."""
    return buffer[i : i + 1, :, :, :]
