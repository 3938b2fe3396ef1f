"""What goes into the encoder, and what it hands to the decoder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from max.driver import Buffer
from numpy.typing import NDArray

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
