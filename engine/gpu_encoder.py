"""Runs the encoder on a GPU: fixed buffers, recorded once for each size of batch."""

from collections.abc import Sequence

import numpy as np
from max.driver import Buffer, Device
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.replayed import Replayed
from engine.staging import Staged


class GpuEncoder:
    """One loaded ``encoder_graph``."""

    def __init__(self, model: Model, device: Device) -> None:
        """Encode on ``device``."""
        self._graph = Replayed(model, device, "encoder")
        self._device = device
        self._inputs: dict[tuple[int, ...], Staged] = {}

    def __call__(self, pairs: NDArray[np.float32]) -> Sequence[Buffer]:
        """Encode log-mel frames in pairs, (batch, n_audio_ctx, 2 * n_mels).

        Returns:
            The graph's outputs, which the next batch of this size overwrites. This does not wait.
        """
        staged = self._inputs.get(pairs.shape)
        if staged is None:
            staged = Staged(DType.float32, pairs.shape, self._device)
            self._inputs[pairs.shape] = staged
            self._graph.record(pairs.shape, [staged.buffer])
        staged.fill(pairs)
        return self._graph(pairs.shape, [staged.buffer])
