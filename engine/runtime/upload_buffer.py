"""Arrays on their way from the host to a fixed place on a device."""

from collections.abc import Sequence

import numpy as np
from max.driver import Buffer, Device, Usage
from max.dtype import DType
from numpy.typing import NDArray


class UploadBuffer:
    """A buffer on a device that is filled from the host, through memory the driver may read itself.

    An array must have arrived before the next one is given: whoever fills it again has waited for
    what was computed of the last.
    """

    def __init__(self, dtype: DType, shape: Sequence[int], device: Device) -> None:
        """Make room for one array."""
        self.buffer = Buffer.zeros(shape, dtype, device)
        usage = Usage.DEFAULT if device.is_host else Usage.STAGING | Usage.UNTRACKED
        self._host = Buffer(dtype=dtype, shape=shape, device=device, usage=usage)

    def fill(self, array: NDArray[np.generic]) -> None:
        """Send an array of the buffer's shape and type on its way."""
        self._host.to_numpy()[...] = array
        self.buffer.inplace_copy_from(self._host)
