"""A compiled graph whose calls a GPU captures once and then replays, without the host's part.

Launching the hundred kernels of a decoder step one by one takes the host longer than the GPU needs
for them. What cannot be captured is executed each time, and the log says why.
"""

import logging
from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np
from max.driver import Buffer, Device, Usage
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.runtime.faults import OUT_OF_MEMORY, trouble_of

_LOG: Final = logging.getLogger(__name__)


class CapturedGraph:
    """One loaded graph. Each kind of call must always get the same buffers."""

    def __init__(self, model: Model, device: Device, name: str) -> None:
        """Replay ``model`` on ``device``; ``name`` is for the log."""
        self._model = model
        self._device = device
        self._name = name
        self._can_capture = not device.is_host
        self._keys: dict[Hashable, int] = {}
        self._outputs: dict[Hashable, list[Buffer]] = {}

    def capture(self, kind: Hashable, inputs: Sequence[Buffer]) -> None:
        """Capture a kind of call. It may run meanwhile, and write to its buffers.

        Raises:
            DeviceError: The GPU has no memory left for it.
        """
        if not self._can_capture:
            return
        key = self._keys.setdefault(kind, len(self._keys))
        try:
            # What a kernel's first call sets up cannot be captured.
            self._model.execute(*inputs)
            self._outputs[kind] = self._model.capture(key, *inputs)
        except (RuntimeError, ValueError) as error:
            if (trouble := trouble_of(error)) is OUT_OF_MEMORY:
                raise trouble.as_error() from error
            self._can_capture = False
            reason = str(error).partition("\n")[0]
            _LOG.warning("The %s is not played back but executed: %s", self._name, reason)

    def __call__(self, kind: Hashable, inputs: Sequence[Buffer]) -> Sequence[Buffer]:
        """Run a kind of call; what it returns is overwritten by the next of that kind."""
        if self._device.is_host:
            # A GPU does all in the order given; on a CPU graphs do not wait for fills and copies.
            self._device.synchronize()
        if kind not in self._outputs:
            return self._model.execute(*inputs)
        self._model.replay(self._keys[kind], *inputs)
        return self._outputs[kind]

    def is_captured(self, kind: Hashable) -> bool:
        """Tell whether a kind of call is replayed."""
        return kind in self._outputs


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
