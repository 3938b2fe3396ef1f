"""What was measured: the processor's peaks, and each kernel's rate beside the one that limits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.benchmark.kernel_rates.work import Work
from engine.runtime.machine import Machine


@dataclass(frozen=True, slots=True)
class Peaks:
    """What plain loops reach on all threads.

    Attributes:
        n_threads: That MAX computes on.
        in_passes: Whether products with 16-bit activations are two of bytes.
        operations: Operations a second, by the bits of the activations; 32 are float32.
        read_bytes: Bytes a second that are read from memory.
    """

    n_threads: int
    in_passes: bool
    operations: Mapping[int, float]
    read_bytes: float


@dataclass(frozen=True, slots=True)
class KernelRate:
    """One kernel in one situation.

    Attributes:
        work: What it has to do.
        best_s: Its fastest run.
        is_reading: Whether reading limits it, else multiplying: what takes longer at the peaks.
        peak: Bytes or operations a second of the plain loop.
    """

    work: Work
    best_s: float
    is_reading: bool
    peak: float

    @property
    def rate(self) -> float:
        """Return bytes or operations a second."""
        return (self.work.read_bytes if self.is_reading else self.work.operations) / self.best_s

    @property
    def share(self) -> float:
        """Return the share of the peak."""
        return self.rate / self.peak


@dataclass(frozen=True, slots=True)
class KernelRates:
    """All kernels of a model.

    Attributes:
        model: Its name.
        machine: On which they ran.
        peaks: Of the machine.
        situations: What the kernels were given, and their rates.
        foreign_load: Share of the processors that other work used meanwhile; None if unknown.
    """

    model: str
    machine: Machine
    peaks: Peaks
    situations: Mapping[str, Sequence[KernelRate]]
    foreign_load: float | None


def kernel_rate(work: Work, best_s: float, peaks: Peaks) -> KernelRate:
    """Return the rate of a kernel that took ``best_s``."""
    operations = peaks.operations[work.bits]
    is_reading = work.read_bytes / peaks.read_bytes > work.operations / operations
    return KernelRate(work, best_s, is_reading, peaks.read_bytes if is_reading else operations)
