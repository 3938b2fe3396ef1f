"""What is wrong with a GPU, and what to do, from what MAX and its driver report."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from max.driver import Device

from engine.errors import DeviceError
from engine.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Trouble:
    """A way in which a GPU fails.

    Attributes:
        sentence: What it is, and what the user can do.
        signs: Words of an error that tell it, in lower case.
    """

    sentence: Sentence
    signs: tuple[str, ...]

    def as_error(self) -> DeviceError:
        """Return the sentence as an error; what was reported is its cause."""
        return DeviceError(self.sentence)


OUT_OF_MEMORY: Final = Trouble(
    Sentence(
        "The graphics card's memory is full: close what else uses it, or choose a smaller model "
        "or the processor"
    ),
    ("out of memory", "out_of_memory", "failed to allocate"),
)
OLD_DRIVER: Final = Trouble(
    Sentence(
        "The NVIDIA driver is too old for MAX: install version 580 or newer, or choose the "
        "processor"
    ),
    (
        "insufficient_driver",
        "driver version is insufficient",
        "driver_mismatch",
        "unsupported_ptx_version",
        "unsupported ptx version",
    ),
)
LOST: Final = Trouble(
    Sentence(
        "The graphics card does not answer any more, as after standby or a fault of its driver"
    ),
    (
        "device_unavailable",
        "no_device",
        "not_initialized",
        "not initialized",
        "context_is_destroyed",
        "illegal_address",
        "illegal memory access",
        "launch_failed",
        "launch failure",
        "ecc_uncorrectable",
        "fallen off the bus",
        "cuda_error_unknown",
    ),
)
OTHER: Final = Trouble(Sentence("The graphics card failed"), ())


def trouble_of(error: Exception) -> Trouble:
    """Return what an error of MAX tells of the GPU."""
    reported = str(error).lower()
    known = (OUT_OF_MEMORY, OLD_DRIVER, LOST)
    return next((one for one in known if any(sign in reported for sign in one.signs)), OTHER)


@contextmanager
def device_errors(device: Device) -> Iterator[None]:
    """Turn what MAX raises while it works on a GPU into a ``DeviceError``."""
    try:
        yield
    except (RuntimeError, ValueError) as error:
        if device.is_host:
            raise
        raise trouble_of(error).as_error() from error
