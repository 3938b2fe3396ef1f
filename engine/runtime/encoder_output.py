"""What the encoder hands to the decoder."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from max.driver import Buffer
from numpy.typing import NDArray

from engine.runtime.device_clock import DeviceClock


class OverwrittenError(Exception):
    """Other windows were encoded into the same buffers since."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class EncodedAudio:
    """What the encoder made of a batch of windows; the arrays stay on the device.

    On a GPU they are overwritten when the next batch of this size is encoded.

    Attributes:
        batch_size: How many windows.
        features: float32 (batch, n_audio_ctx, n_audio_state); None in bytes, where nobody reads
            them.
        cross: For each decoder layer keys, then values, (batch, n_text_head, n_audio_ctx,
            n_channels) each.
        key_bias: float32 (n_audio_ctx,): added to the decoder's scores of each frame; None where
            all count alike.
        clock: Of a GPU's own time for it.
        is_current: Whether the arrays have not been overwritten yet.
    """

    batch_size: int
    features: Buffer | None
    cross: tuple[Buffer, ...]
    key_bias: NDArray[np.float32] | None = None
    clock: DeviceClock | None = None
    is_current: Callable[[], bool] = _always

    def check(self) -> None:
        """Raise ``OverwrittenError`` where the arrays are another's by now."""
        if not self.is_current():
            raise OverwrittenError


def joined(windows: Iterable[EncodedAudio], batch_size: int) -> EncodedAudio:
    """Make a batch of ``batch_size`` windows of one length that are encoded on the host one by one.

    Each is let go once it is copied: a large model's windows take a quarter of a gigabyte.
    """
    others = iter(windows)
    first = next(others)
    if batch_size == 1:
        return first
    cross = [
        np.empty((batch_size, *buffer.shape[1:]), buffer.dtype.to_numpy())
        for buffer in first.cross
    ]
    for i, window in enumerate(chain((first,), others)):
        for whole, buffer in zip(cross, window.cross, strict=True):
            whole[i] = buffer.to_numpy()[0]
    return EncodedAudio(batch_size, None, tuple(map(Buffer.from_numpy, cross)), first.key_bias)
