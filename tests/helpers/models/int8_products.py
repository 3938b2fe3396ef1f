"""Int8 products in one graph, with activations of 8 and of 16 bits, and GELU; as a program it compiles them.

See ``engine.compilation.process``.
"""

import sys
from pathlib import Path
from typing import Final

from max.dtype import DType
from max.graph import Graph, TensorType

from engine.compilation.process import run
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder
from engine.graphs.int8_layers import (
    CPU,
    KERNELS,
    STOP_TYPE,
    Int8Parameters,
    add_linear,
    norm_linear,
)
from engine.graphs.spec import GraphSpec
from engine.source_key import source_key

N_IN, N_OUT = 256, 48
"""Groups of both sizes, and panels that no tile's width divides."""

PATHS: Final = {1: "encoder.blocks.0.mlp.0", 2: "decoder.blocks.0.attn.out"}
"""A matrix for each number of bytes of an activation."""

ACTIVATED: Final = "encoder.blocks.1.mlp.0"
"""A matrix whose products, (1, m, N_ACTIVATED), GELU is applied to."""
N_ACTIVATED: Final = 4800


def products(_: GraphSpec) -> Graph:
    """Build the graph.

    Inputs: ``x``, (1, m, N_IN), and a residual, (1, m, N_OUT). Outputs: ``x`` times both matrices, plus the
    residual; GELU of the products of its layer norm.
    """
    types = [*(TensorType(DType.float32, (1, "m", n), CPU) for n in (N_IN, N_OUT)), STOP_TYPE]
    with Graph("products", input_types=types, custom_extensions=[KERNELS]) as graph:
        x, residual, stop = (value.tensor for value in graph.inputs)
        matrices = map(Int8Parameters, PATHS.values())
        sums = [add_linear(x, residual, each, N_IN, stop) for each in matrices]
        norm, w = Int8Parameters("encoder.norm").norm(N_IN), Int8Parameters(ACTIVATED)
        graph.output(*sums, norm_linear(x, norm, w, N_ACTIVATED, stop, with_gelu=True))
    return graph


def products_store() -> CompiledStore:
    """Return where the compiled graphs are, which are valid as long as the app's own are."""
    source = Path(__file__)
    folder = (
        compiled_folder() / f"products-{source_key(source.name, package=source.parent)[:16]}"
    )
    return CompiledStore(
        folder, lambda spec, made: [sys.executable, __file__, spec.to_json(), str(made)]
    )


if __name__ == "__main__":
    run(products)
