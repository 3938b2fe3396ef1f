"""The int8 products give the integers of NumPy, with each kind of instructions that this processor has."""

import math
from typing import Any, NamedTuple

import numpy as np
import pytest
from max.driver import CPU, Buffer
from max.engine import InferenceSession, Model, read
from models.int8_products import (
    ACTIVATED,
    N_ACTIVATED,
    N_IN,
    N_OUT,
    PATHS,
    products_store,
)
from models.tiny_whisper import TINY
from numpy.typing import NDArray

from engine.graphs.int8_weights import GROUPS, LARGEST, packed
from engine.graphs.spec import CPU_TARGET, INT8, GraphSpec
from engine.runtime.stop_flag import StopFlag

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]

HERE = GraphSpec("encoder", TINY, INT8, CPU_TARGET)
"""Compiled for this processor; of the levels that run on it, the first has the same instructions."""

SPECS = (HERE, *HERE.portable()[1:])

BEFORE_GELU = np.linspace(-12, 12, N_ACTIVATED, dtype=np.float32)
"""What a product without weights, whose bias this is, hands to GELU."""


class Product(NamedTuple):
    """Compiled products with random weights, and these weights."""

    model: Model
    matrices: dict[int, NDArray[np.float32]]

    def __call__(self, x: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Multiply (m, N_IN) by both matrices, (m, N_OUT) each, and return GELU's results, (m, N_ACTIVATED)."""
        return self.added(x, np.zeros((len(x), N_OUT), np.float32), StopFlag())

    def added(
        self, x: NDArray[np.float32], residual: NDArray[np.float32], stop: StopFlag
    ) -> list[NDArray[np.float32]]:
        """Multiply, and add the residual, (m, N_OUT)."""
        given = map(Buffer.from_numpy, (x[None], residual[None]))
        results = self.model.execute(*given, stop.buffer)
        return [result.to_numpy()[0] for result in results]


def _integers(
    rng: np.random.Generator, shape: tuple[int, int], largest: int
) -> NDArray[np.float32]:
    """Return whole numbers, of which each group has the largest: their scale is 1."""
    numbers = rng.integers(-largest, largest, shape, endpoint=True).astype(np.float32)
    numbers[:, :: min(GROUPS.values())] = largest * rng.choice([-1, 1], numbers[:, ::32].shape)
    return numbers


def _weights_for_bytes(rng: np.random.Generator) -> NDArray[np.float32]:
    """Return whole numbers, of which two neighbours have the largest sum: their scale is 1."""
    first = rng.integers(0, LARGEST, (N_OUT, N_IN // 2), endpoint=True)
    numbers = np.empty((N_OUT, N_IN), np.float32)
    numbers[:, ::2], numbers[:, 1::2] = first, LARGEST - first
    numbers *= rng.choice([-1, 1], first.shape).repeat(2, axis=1)
    return numbers


@pytest.fixture(scope="module", params=SPECS, ids=lambda spec: spec.target)
def product(request: pytest.FixtureRequest) -> Product:
    rng = np.random.default_rng(0)
    matrices = {1: _weights_for_bytes(rng), 2: _integers(rng, (N_OUT, N_IN), LARGEST)}
    # The most extreme sums: all weights the largest, or the smallest.
    matrices[1][:2] = np.abs(matrices[1][:2]) * [[1], [-1]]
    matrices[2][:2] = [[LARGEST], [-LARGEST]]
    weights: dict[str, NDArray[Any]] = {}
    for n_bytes, path in PATHS.items():
        values, scales, sums = packed(matrices[n_bytes], n_bytes)
        weights |= {f"{path}.values": values, f"{path}.scales": scales, f"{path}.sums": sums}
        weights[f"{path}.bias"] = np.zeros(N_OUT, np.float32)
    values, scales, sums = packed(np.zeros((N_ACTIVATED, N_IN), np.float32), 1)
    weights |= {
        f"{ACTIVATED}.values": values,
        f"{ACTIVATED}.scales": scales,
        f"{ACTIVATED}.sums": sums,
        f"{ACTIVATED}.bias": BEFORE_GELU,
        "encoder.norm.weight": np.ones(N_IN, np.float32),
        "encoder.norm.bias": np.zeros(N_IN, np.float32),
    }
    compiled = dict(zip(SPECS, products_store().ensure(SPECS, lambda _: None), strict=True))
    session = InferenceSession(devices=[CPU()])
    model = session.init(read(compiled[request.param]), weights_registry=weights)
    return Product(model, matrices)


@pytest.mark.parametrize("m", [1, 3, 4, 5, 25, 64, 65, 150])
def test_products_of_integers_are_exact(product: Product, m: int) -> None:
    rng = np.random.default_rng(m)
    for n_bytes, matrix in product.matrices.items():
        largest = LARGEST if n_bytes == 1 else LARGEST * 256
        x = _integers(rng, (m, N_IN), largest)
        x[0] = largest
        got = product(x)[n_bytes - 1]
        group = GROUPS[n_bytes]
        sums = np.einsum(
            "mgi,ngi->gmn",
            x.astype(np.int64).reshape(m, -1, group),
            matrix.astype(np.int64).reshape(N_OUT, -1, group),
        )
        # Each group's sum is an integer; the groups are added up in float32.
        expected = np.zeros((m, N_OUT), np.float32)
        for one in sums:
            expected += one.astype(np.float32)
        assert (got == expected).all()


@pytest.mark.parametrize("m", [1, 150])
def test_products_that_are_stopped_are_not_computed(product: Product, m: int) -> None:
    x = np.ones((m, N_IN), np.float32)
    mark = np.full((m, N_OUT), np.nan, np.float32)
    stop = StopFlag()
    stop.set()
    assert not any(np.isnan(result).all() for result in product.added(x, mark, stop)[:2])
    stop.clear()
    assert all(np.isnan(result).all() for result in product.added(x, mark, stop)[:2])


def test_gelu_is_exact_to_the_sixth_digit(product: Product) -> None:
    x = BEFORE_GELU.astype(float)
    exact = x / 2 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
    got = product(np.zeros((1, N_IN), np.float32))[2][0]
    bound = np.where(np.abs(x) <= 5, 3e-6, 1e-6 * np.abs(x))
    assert (np.abs(got - exact) <= bound).all()
