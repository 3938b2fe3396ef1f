"""The memory in use, as it is told to users."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from max.driver import CPU

from engine.runtime.device import ChosenDevice
from engine.runtime.memory_use import memory_mb


@dataclass(frozen=True, slots=True)
class FakeGpu:
    is_host: bool = False
    stats: dict[str, int] = field(
        default_factory=lambda: {"total_memory": 24_000_000_000, "free_memory": 21_500_000_000}
    )


def test_of_a_gpu_all_that_is_taken_counts() -> None:
    gpu = ChosenDevice(FakeGpu(), "sm_89", "float16", "")  # type: ignore[arg-type]
    assert memory_mb(gpu) == 2500


def test_of_a_cpu_it_is_what_this_process_has_in_memory() -> None:
    cpu = ChosenDevice(CPU(), "cpu", "int8", "")
    before = memory_mb(cpu)
    more = np.ones(25_000_000)
    assert memory_mb(cpu) - before == pytest.approx(more.nbytes / 1e6, rel=0.1)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident_kb = int(status.partition("VmRSS:")[2].split()[0])
    assert memory_mb(cpu) == pytest.approx(resident_kb * 1024 / 1e6, rel=0.05)
