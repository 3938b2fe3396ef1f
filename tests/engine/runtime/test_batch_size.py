"""How many windows are decoded at once, by device and model."""

from dataclasses import dataclass, field

import pytest
from max.driver import CPU

from engine.checkpoints.published_dims import PUBLISHED_DIMS
from engine.graphs.spec import DTypeName
from engine.options import MAX_BATCH_SIZE
from engine.runtime.batch_size import MAX_DEFAULT, bytes_of_window, default_batch_size
from engine.runtime.device import ChosenDevice
from engine.runtime.gpu_encoder import BATCH_SIZES, batch_size_on_gpu


@dataclass(frozen=True, slots=True)
class FakeGpu:
    """A card with so many bytes left."""

    free: int
    stats: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stats", {"free_memory": self.free})


def _gpu(free: int) -> ChosenDevice:
    return ChosenDevice(FakeGpu(free), "sm_89", "float16", "")  # type: ignore[arg-type]


@pytest.mark.parametrize("dtype", ["int8", "float32"])
def test_a_cpu_decodes_in_order(dtype: DTypeName) -> None:
    chosen = ChosenDevice(CPU(), "cpu", dtype, "")
    assert default_batch_size(PUBLISHED_DIMS["base"], chosen) == 1


@pytest.mark.parametrize("gigabytes", [0, 1, 4, 8, 24, 80])
def test_a_gpu_s_windows_leave_half_of_its_free_memory(gigabytes: int) -> None:
    for dims in PUBLISHED_DIMS.values():
        n = default_batch_size(dims, _gpu(gigabytes << 30))
        assert 1 <= n <= MAX_DEFAULT
        assert n == 1 or n * bytes_of_window(dims) <= (gigabytes << 30) / 2


def test_a_large_gpu_takes_as_many_as_a_dictation_in_between_can_wait_for() -> None:
    assert default_batch_size(PUBLISHED_DIMS["large-v3"], _gpu(20 << 30)) == MAX_DEFAULT


def test_a_gpu_s_batches_hold_all_windows_there_may_be() -> None:
    sizes = [batch_size_on_gpu(n) for n in range(1, MAX_BATCH_SIZE + 1)]
    assert sizes == sorted(sizes)
    assert set(sizes) == set(BATCH_SIZES)
    assert all(size >= n for n, size in enumerate(sizes, start=1))
