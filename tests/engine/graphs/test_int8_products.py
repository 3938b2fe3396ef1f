"""The int8 product, on whatever instructions this processor has, gives the integers of NumPy."""

import hashlib
import os
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pytest
from max.driver import CPU, Buffer
from max.dtype import DType
from max.engine import InferenceSession, Model, read
from max.graph import Graph, TensorType
from models.tiny_whisper import TINY
from numpy.typing import NDArray

from engine.folders import compiled_folder
from engine.graphs.int8_layers import CPU as HOST
from engine.graphs.int8_layers import KERNELS, STOP_TYPE, Int8Parameters, add_linear
from engine.graphs.int8_weights import GROUPS, LARGEST, packed
from engine.graphs.spec import CPU_TARGET, INT8, GraphSpec
from engine.runtime.stop_flag import StopFlag
from engine.sealed_files import find_sealed, seal

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]

N_IN, N_OUT = 256, 48
"""Two groups of the coarser kind, and panels that no tile's width divides."""

PATHS: Final = {1: "encoder.blocks.0.mlp.0", 2: "decoder.blocks.0.attn.out"}
"""A matrix for each number of bytes of an activation."""


class Product(NamedTuple):
    """Compiled products with random weights, and these weights."""

    model: Model
    matrices: dict[int, NDArray[np.float32]]

    def __call__(self, x: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Multiply (m, N_IN) by both matrices: (m, N_OUT) each."""
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


@pytest.fixture(scope="module")
def product() -> Product:
    rng = np.random.default_rng(0)
    matrices = {n: _integers(rng, (N_OUT, N_IN), LARGEST) for n in PATHS}
    # The most extreme sums: all weights the largest, or the smallest.
    for matrix in matrices.values():
        matrix[:2] = [[LARGEST], [-LARGEST]]
    weights: dict[str, NDArray[Any]] = {}
    for n_bytes, path in PATHS.items():
        values, scales, sums = packed(matrices[n_bytes], n_bytes)
        weights |= {f"{path}.values": values, f"{path}.scales": scales, f"{path}.sums": sums}
        weights[f"{path}.bias"] = np.zeros(N_OUT, np.float32)
    session = InferenceSession(devices=[CPU()])
    return Product(session.init(read(_compiled(session)), weights_registry=weights), matrices)


def _compiled(session: InferenceSession) -> Path:
    """Return the compiled graph of the products, which is valid as long as the app's int8 graphs are."""
    key = GraphSpec("encoder", TINY, INT8, CPU_TARGET).key()
    stem = f"products-{key}-{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]}"
    folder = compiled_folder()
    if (found := find_sealed(folder, stem, ".mef")) is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{stem}.{os.getpid()}.new"
    session.compile(_graph()).export_mef(made)
    return seal(made, folder, stem, ".mef")


def _graph() -> Graph:
    types = [*(TensorType(DType.float32, (1, "m", n), HOST) for n in (N_IN, N_OUT)), STOP_TYPE]
    with Graph("products", input_types=types, custom_extensions=[KERNELS]) as graph:
        x, residual, stop = (value.tensor for value in graph.inputs)
        matrices = map(Int8Parameters, PATHS.values())
        graph.output(*(add_linear(x, residual, each, N_IN, stop) for each in matrices))
    return graph


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
    assert not any(np.isnan(result).all() for result in product.added(x, mark, stop))
    stop.clear()
    assert all(np.isnan(result).all() for result in product.added(x, mark, stop))
