"""The memory in use, as it is told to users, and what fits into the rest."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from max.driver import CPU, Device

from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.runtime.memory import MAX_DEFAULT, bytes_of_window, memory_mb, n_windows_that_fit


@dataclass(frozen=True, slots=True)
class FakeGpu:
    """A card with so many bytes left."""

    free: int = 21_500_000_000
    is_host: bool = False
    stats: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        stats = {"total_memory": 24_000_000_000, "free_memory": self.free}
        object.__setattr__(self, "stats", stats)


def _gpu(free: int) -> Device:
    return FakeGpu(free)  # type: ignore[return-value]


def test_of_a_gpu_all_that_is_taken_counts() -> None:
    assert memory_mb(_gpu(21_500_000_000)) == 2500


def test_of_a_cpu_it_is_what_this_process_has_in_memory() -> None:
    before = memory_mb(CPU())
    more = np.ones(25_000_000)
    assert memory_mb(CPU()) - before == pytest.approx(more.nbytes / 1e6, rel=0.1)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident_kb = int(status.partition("VmRSS:")[2].split()[0])
    assert memory_mb(CPU()) == pytest.approx(resident_kb * 1024 / 1e6, rel=0.05)


@pytest.mark.parametrize("gigabytes", [0, 1, 4, 8, 24, 80])
def test_a_gpu_s_windows_leave_half_of_its_free_memory(gigabytes: int) -> None:
    for dims in PUBLISHED_DIMS.values():
        n = n_windows_that_fit(dims, _gpu(gigabytes << 30))
        assert 1 <= n <= MAX_DEFAULT
        assert n == 1 or n * bytes_of_window(dims) <= (gigabytes << 30) / 2


def test_a_large_gpu_takes_as_many_as_a_dictation_in_between_can_wait_for() -> None:
    assert n_windows_that_fit(PUBLISHED_DIMS["large-v3"], _gpu(20 << 30)) == MAX_DEFAULT
