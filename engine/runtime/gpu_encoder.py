"""Runs the encoder on a GPU: fixed buffers, captured once for each size of batch."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from max.driver import Buffer, Device
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.runtime.captured_graph import CapturedGraph
from engine.runtime.upload_buffer import UploadBuffer

BATCH_SIZES: Final = (1, 4, 8, 16, 24)
"""Windows at once: each size has its buffers and captures, which take memory and time."""


def batch_size_on_gpu(n_windows: int) -> int:
    """Return the smallest size of a batch that holds so many windows."""
    return next(size for size in BATCH_SIZES if n_windows <= size)


class GpuEncoder:
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
