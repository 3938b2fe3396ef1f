"""A GPU's batches: few sizes, filled up."""

from engine.options import MAX_BATCH_SIZE
from engine.runtime.gpu_network import BATCH_SIZES, batch_size_for


def test_a_gpu_s_batches_hold_all_windows_there_may_be() -> None:
    sizes = [batch_size_for(n) for n in range(1, MAX_BATCH_SIZE + 1)]
    assert sizes == sorted(sizes)
    assert set(sizes) == set(BATCH_SIZES)
    assert all(size >= n for n, size in enumerate(sizes, start=1))
