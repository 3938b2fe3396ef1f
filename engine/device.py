"""Which device computes, and why."""

from dataclasses import dataclass

from max.driver import CPU, Accelerator, Device, accelerator_count

from engine.errors import DeviceError
from engine.graph_spec import CPU_TARGET, DTypeName, dtype_for
from engine.options import DeviceWish, Precision


@dataclass(frozen=True, slots=True)
class ChosenDevice:
    """A device that MAX can open.

    Attributes:
        device: MAX's handle.
        target: What graphs are compiled for: ``cpu`` or a GPU architecture such as ``sm_89``.
        dtype: What it computes in.
        reason: Why this one, as a sentence for the user.
    """

    device: Device
    target: str
    dtype: DTypeName
    reason: str

    @property
    def name(self) -> str:
        """Return a short name for results: ``cpu``, or the GPU's architecture."""
        return self.target


def choose_device(wish: DeviceWish, precision: Precision = Precision.FAST) -> ChosenDevice:
    """Return the device to compute on: with ``auto`` a GPU that works, else the CPU.

    Args:
        wish: Which device.
        precision: What the CPU computes in; a GPU has but one.

    Raises:
        DeviceError: A GPU was asked for and none works.
    """
    if wish == "cpu":
        return _cpu("The CPU was asked for.", precision)
    try:
        return _gpu()
    except DeviceError as error:
        if wish == "gpu":
            raise
        return _cpu(f"{error}, so the CPU is used.", precision)


def _cpu(reason: str, precision: Precision) -> ChosenDevice:
    dtype = "float32" if precision is Precision.EXACT else dtype_for(CPU_TARGET)
    return ChosenDevice(CPU(), CPU_TARGET, dtype, reason)


def _gpu() -> ChosenDevice:
    if accelerator_count() == 0:
        raise DeviceError("MAX finds no GPU on this machine")
    try:
        device = Accelerator()
        target = device.architecture_name
    except (RuntimeError, ValueError) as error:
        first_line = str(error).partition("\n")[0]
        raise DeviceError(f"The GPU does not work: {first_line}") from error
    return ChosenDevice(device, target, dtype_for(target), f"MAX runs on the GPU ({target}).")
