"""How many windows of a long recording to decode at once."""

from typing import Final

from engine.dims import ModelDimensions
from engine.graphs.spec import is_gpu
from engine.runtime.device import ChosenDevice

MAX_DEFAULT: Final = 8
"""A dictation that comes in between waits until all of them are encoded."""

SHARE: Final = 0.5
"""Of a GPU's free memory: the encoder's own needs come on top."""

BYTES: Final = 2
"""Of a number in half precision."""


def default_batch_size(dims: ModelDimensions, chosen: ChosenDevice) -> int:
    """Return how many windows suit a device.

    One on a CPU: the encoder, most of its work, gains nothing, and with base what the decoder
    gains is lost again by chunks that do not fill their windows.
    """
    if not is_gpu(chosen.target):
        return 1
    room = int(SHARE * chosen.device.stats["free_memory"])
    return max(1, min(room // bytes_of_window(dims), MAX_DEFAULT))


def bytes_of_window(dims: ModelDimensions) -> int:
    """Return what the keys and values of a window's sound and text take on a GPU."""
    n_positions = dims.n_audio_ctx + dims.n_text_ctx
    return BYTES * 2 * dims.n_text_layer * dims.n_text_state * n_positions
