"""Layers in plain NumPy."""

import numpy as np

from engine.numpy_network.layers import widened


def test_every_finite_half_is_widened_exactly() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    found = widened(halves)
    assert found.dtype == np.float32
    assert (found.view(np.uint32) == halves.astype(np.float32).view(np.uint32)).all()


def test_a_transposed_weight_is_widened_in_its_own_order() -> None:
    halves = np.arange(6, dtype=np.float16).reshape(2, 3).T
    assert widened(halves).tolist() == [[0, 3], [1, 4], [2, 5]]
