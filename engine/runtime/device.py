"""Which device computes, and why."""

import logging
from dataclasses import dataclass
from typing import Final

from max.driver import CPU, Accelerator, Device, accelerator_count

from engine.errors import DeviceError
from engine.graphs.spec import CPU_LEVELS, CPU_TARGET, INT8, DTypeName, dtype_for
from engine.options import DeviceWish, Precision
from engine.runtime.driver import missing_driver
from engine.runtime.faults import trouble_of
from engine.runtime.machine import (
    INT8_INSTRUCTIONS,
    Machine,
    int8_instructions_of,
    this_machine,
)
from engine.sentence import Sentence

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChosenDevice:
    """A device that MAX can open.

    Attributes:
        device: MAX's handle.
        target: What graphs are compiled for: ``cpu`` or a GPU architecture such as ``sm_89``.
        dtype: What it computes in.
        reason: Why this one, as a sentence for the user.
        level: Of ``CPU_LEVELS``, if the CPU's graphs are compiled for that and not for this machine.
    """

    device: Device
    target: str
    dtype: DTypeName
    reason: Sentence
    level: str | None = None

    @property
    def name(self) -> str:
        """Return a short name for results: ``cpu``, or the GPU's architecture."""
        return self.target

    @property
    def model_name(self) -> str:
        """Return what its maker calls it; of a CPU also the instructions that are used."""
        if not self.device.is_host:
            return str(self.device.model_name)
        machine = this_machine()
        if self.dtype != INT8:
            return machine.cpu
        flags = CPU_LEVELS[self.level] if self.level else machine.instructions
        return f"{machine.cpu}, {int8_instructions_of(flags)}"


def choose_device(wish: DeviceWish, precision: Precision = Precision.FAST) -> ChosenDevice:
    """Return the device to compute on: with ``auto`` a GPU that works, else the CPU.

    Args:
        wish: Which device.
        precision: What the CPU computes in; a GPU has but one.

    Raises:
        DeviceError: A GPU was asked for and none works; or the CPU lacks AVX2.
    """
    if wish == "cpu":
        return _cpu(Sentence("The processor was asked for."), precision)
    try:
        return _gpu()
    except DeviceError as error:
        if wish == "gpu":
            raise
        return instead_of_gpu(error, precision)


def _cpu(reason: Sentence, precision: Precision) -> ChosenDevice:
    refuse_old(this_machine())
    dtype = "float32" if precision is Precision.EXACT else dtype_for(CPU_TARGET)
    return ChosenDevice(CPU(), CPU_TARGET, dtype, reason)


def refuse_old(machine: Machine) -> None:
    """Raise where neither MAX nor our kernels can run on the CPU.

    Raises:
        DeviceError: It has none of the instructions that they need.
    """
    if machine.int8_instructions is None:
        raise DeviceError(
            Sentence(
                "This processor ({processor}) cannot recognise speech: it has none of the "
                "instruction sets {sets}",
                processor=machine.cpu,
                sets=", ".join(INT8_INSTRUCTIONS),
            )
        )


def instead_of_gpu(error: DeviceError, precision: Precision) -> ChosenDevice:
    """Return the CPU, for want of a GPU that works."""
    if error.reported is not None:
        _LOG.warning("the graphics card is not used: %s", error.reported)
    return _cpu(error.reason_for_cpu, precision)


def _gpu() -> ChosenDevice:
    if (problem := missing_driver()) is not None:
        raise DeviceError(problem)
    if accelerator_count() == 0:
        raise DeviceError(Sentence("There is no graphics card that MAX can use"))
    try:
        device = Accelerator()
        target = device.architecture_name
        name = device.model_name
    except (RuntimeError, ValueError) as error:
        raise trouble_of(error).as_error() from error
    reason = Sentence("The graphics card is used ({name}).", name=name)
    return ChosenDevice(device, target, dtype_for(target), reason)
