"""What goes into the encoder, and what it hands to the decoder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from max.driver import CPU, Buffer
from max.dtype import DType
from numpy.typing import NDArray

from engine.checkpoints.formats.bfloat16 import widened_bfloat16
from engine.numpy_network.decoder import CrossAttention
from engine.runtime.device_clock import DeviceClock


def frame_pairs(mels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lay log-mel frames (batch, n_mels, n_frames) out as (batch, n_frames / 2, 2 * n_mels)."""
    batch_size, n_mels, n_frames = mels.shape
    frames = np.ascontiguousarray(mels.transpose(0, 2, 1))
    return frames.reshape(batch_size, n_frames // 2, 2 * n_mels)


class OverwrittenError(Exception):
    """Other windows were encoded into the same buffers since."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class EncodedAudio:
    """What the encoder made of a batch of windows; the arrays stay on the device.

    On a GPU they are overwritten when the next batch is encoded.

    Attributes:
        n_windows: How many windows were asked for.
        batch_size: How many there are in the arrays: a GPU fills its batches up.
        features: float32 (batch, n_audio_ctx, n_audio_state); None where nobody reads them.
        cross: For each decoder layer keys, then values, (batch, n_text_head, n_audio_ctx,
            n_channels) each.
        key_bias: float32 (n_audio_ctx,): added to the decoder's scores of each frame; None where
            all count alike.
        clock: Of a GPU's own time for it.
        is_current: Whether the arrays have not been overwritten yet.
    """

    n_windows: int
    batch_size: int
    features: Buffer | None
    cross: tuple[Buffer, ...]
    key_bias: NDArray[np.float32] | None = None
    clock: DeviceClock | None = None
    is_current: Callable[[], bool] = _always

    @contextmanager
    def current(self) -> Iterator[None]:
        """Raise ``OverwrittenError``, instead of the block, where the arrays are another's by now."""
        if not self.is_current():
            raise OverwrittenError
        yield

    def cross_attention(self) -> Iterator[CrossAttention]:
        """Return what each decoder layer attends to of the first window, in float32 on the host."""
        is_packed = self.key_bias is not None  # as it is by a CPU's int8 network
        buffers = iter(self.cross)
        for keys, values in zip(buffers, buffers, strict=True):
            packed, plain = (_on_host(buffer) for buffer in (keys, values))
            by_channel = _unpacked(packed) if is_packed else packed.transpose(0, 2, 1)
            bias = (
                np.zeros(plain.shape[1], np.float32) if self.key_bias is None else self.key_bias
            )
            yield CrossAttention(
                np.ascontiguousarray(by_channel, np.float32), plain.astype(np.float32), bias
            )


KEY_BLOCK: Final = 16
"""Frames whose keys ``kernels/decoder_attention.mojo`` interleaves."""


def _on_host(buffer: Buffer) -> NDArray[np.generic]:
    if buffer.dtype == DType.bfloat16:  # which NumPy lacks
        return widened_bfloat16(buffer.to(CPU()).view(DType.uint16).to_numpy()[0])
    return buffer.to(CPU()).to_numpy()[0]


def _unpacked(packed: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return a CPU's int8 network's keys as (n_head, n_channels, n_frames); see ``pack_cross``."""
    n_head, n_frames, n_channels = packed.shape
    n_blocked = n_frames // KEY_BLOCK * KEY_BLOCK
    blocks = packed[:, :n_blocked].reshape(n_head, -1, n_channels, KEY_BLOCK)
    blocked = blocks.transpose(0, 2, 1, 3).reshape(n_head, n_channels, n_blocked)
    rest = packed[:, n_blocked:].transpose(0, 2, 1)
    return np.concatenate((blocked, rest), axis=2)
