"""Which device computes, and why."""

from dataclasses import dataclass

from max.driver import CPU, Accelerator, Device, accelerator_count

from engine.errors import DeviceError
from engine.graphs.spec import CPU_TARGET, DTypeName, dtype_for
from engine.options import DeviceWish, Precision
from engine.runtime.faults import trouble_of
from engine.runtime.gpu_driver import missing_driver
from engine.runtime.machine import this_machine


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

    @property
    def model_name(self) -> str:
        """Return what its maker calls it."""
        return this_machine().cpu if self.device.is_host else self.device.model_name


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
        return instead_of_gpu(error, precision)


def _cpu(reason: str, precision: Precision) -> ChosenDevice:
    dtype = "float32" if precision is Precision.EXACT else dtype_for(CPU_TARGET)
    return ChosenDevice(CPU(), CPU_TARGET, dtype, reason)


def instead_of_gpu(error: DeviceError, precision: Precision) -> ChosenDevice:
    """Return the CPU, for want of a GPU that works."""
    return _cpu(error.reason_for_cpu, precision)


def _gpu() -> ChosenDevice:
    if (problem := missing_driver()) is not None:
        raise DeviceError(problem)
    if accelerator_count() == 0:
        raise DeviceError("MAX finds no GPU on this machine")
    try:
        device = Accelerator()
        target = device.architecture_name
        name = device.model_name
    except (RuntimeError, ValueError) as error:
        raise trouble_of(error).as_error(error) from error
    reason = f"MAX runs on the GPU ({name}, {target})."
    return ChosenDevice(device, target, dtype_for(target), reason)
