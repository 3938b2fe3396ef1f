"""What the encoder hands to the decoder."""

from dataclasses import dataclass

import numpy as np
from max.driver import Buffer
from numpy.typing import NDArray

from engine.device_clock import DeviceClock


@dataclass(frozen=True, slots=True)
class EncodedAudio:
    """What the encoder made of a batch of windows; the arrays stay on the device.

    On a GPU they are overwritten when the next batch of this size is encoded.

    Attributes:
        batch: How many windows.
        features: float32 (batch, n_audio_ctx, n_audio_state); None in bytes, where nobody reads
            them.
        cross: For each decoder layer keys, then values, (batch, n_text_head, n_audio_ctx,
            n_channels) each.
        key_bias: float32 (n_audio_ctx,): added to the decoder's scores of each frame; None where
            all count alike.
        clock: Of a GPU's own time for it.
    """

    batch: int
    features: Buffer | None
    cross: tuple[Buffer, ...]
    key_bias: NDArray[np.float32] | None = None
    clock: DeviceClock | None = None
