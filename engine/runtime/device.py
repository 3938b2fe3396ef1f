"""Which device computes, and why."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from max.driver import CPU, Accelerator, Device, accelerator_count

from engine.errors import DeviceError
from engine.graphs.spec import CPU_TARGET, INT8, DTypeName, dtype_for
from engine.options import DeviceWish, Precision
from engine.runtime.faults import trouble_of
from engine.runtime.machine import INT8_INSTRUCTIONS, Machine, this_machine

NEEDED_DRIVER: Final = 580
"""The oldest major version that MAX works with (its own requirement)."""

_NVIDIA: Final = "0x10de"
_DISPLAY_CLASS: Final = "0x03"


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
        """Return what its maker calls it; of a CPU also the instructions that are used."""
        if not self.device.is_host:
            return str(self.device.model_name)
        machine = this_machine()
        return (
            f"{machine.cpu}, {machine.int8_instructions}" if self.dtype == INT8 else machine.cpu
        )


def choose_device(wish: DeviceWish, precision: Precision = Precision.FAST) -> ChosenDevice:
    """Return the device to compute on: with ``auto`` a GPU that works, else the CPU.

    Args:
        wish: Which device.
        precision: What the CPU computes in; a GPU has but one.

    Raises:
        DeviceError: A GPU was asked for and none works; or the CPU lacks AVX2.
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
            f"This processor ({machine.cpu}) cannot recognise speech: it has none of the instruction "
            f"sets {', '.join(INT8_INSTRUCTIONS)}"
        )


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


def missing_driver(root: Path = Path("/")) -> str | None:
    """Return what is wrong with the driver, as the start of a sentence; None if nothing is.

    Args:
        root: Of the file system.
    """
    version = _driver_version(root)
    if version is None:
        if not _has_card(root):
            return None
        return (
            "There is an NVIDIA card, but its driver is not loaded: install NVIDIA's driver, "
            f"version {NEEDED_DRIVER} or newer"
        )
    if int(version.partition(".")[0]) < NEEDED_DRIVER:
        return (
            f"The NVIDIA driver is version {version}, and MAX needs {NEEDED_DRIVER} or newer: "
            "update it"
        )
    return None


def _driver_version(root: Path) -> str | None:
    """Return the version of the loaded driver, such as ``580.95.05``."""
    try:
        text = (root / "proc/driver/nvidia/version").read_text(errors="replace")
    except OSError:
        return None
    found = re.search(r"Kernel Module.*?\s(\d+(?:\.\d+)+)\s", text)
    return found[1] if found else None


def _has_card(root: Path) -> bool:
    cards = (root / "sys/bus/pci/devices").glob("*")
    return any(
        _line(card / "vendor") == _NVIDIA and _line(card / "class").startswith(_DISPLAY_CLASS)
        for card in cards
    )


def _line(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""
