"""Single operations in which MAX had faults on cards: ``python -m gpu.probes NAME TARGET PATH`` compiles one.

Where a card's encoder is wrong, they tell which of its operations is. Weights and inputs come from NumPy, which
computes the same in float32.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from max.driver import CPU, Buffer
from max.dtype import DType
from max.engine import InferenceSession, read
from max.graph import DeviceRef, Graph, TensorType
from numpy.typing import NDArray

from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.compilation.process import compile_to
from engine.graphs.layers import dense_attention
from engine.graphs.spec import GraphSpec, is_gpu
from engine.runtime.device import ChosenDevice
from gpu.subject import dtype_of

N_STATE: Final = 384
N_HEAD: Final = 6
N_CHANNELS: Final = 64

ROWS: Final = (1, 8, 9, 64, 1500)
"""Of the inputs. MAX 26.7's bfloat16 product was wrong beyond 8 on an H100 (modular/modular#6883)."""

Arrays = list[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Probe:
    """One operation.

    Attributes:
        build: Returns its graph, in a type and on a device: float32 in and out, computed in that type.
        inputs: Returns what it is given, for so many rows.
        expected: Returns what NumPy makes of that.
    """

    build: Callable[[DType, DeviceRef], Graph]
    inputs: Callable[[int], Arrays]
    expected: Callable[[Arrays], NDArray[np.float32]]


def _product(dtype: DType, device: DeviceRef) -> Graph:
    types = [
        TensorType(DType.float32, ("rows", N_STATE), device),
        TensorType(DType.float32, (N_STATE, N_STATE), device),
    ]
    with Graph("product", input_types=types) as graph:
        x, w = (value.tensor.cast(dtype) for value in graph.inputs)
        graph.output((x @ w.transpose(0, 1)).cast(DType.float32))
    return graph


def _attention(dtype: DType, device: DeviceRef) -> Graph:
    shape = (1, N_HEAD, "rows", N_CHANNELS)
    with Graph(
        "attention", input_types=[TensorType(DType.float32, shape, device)] * 3
    ) as graph:
        q, k, v = (value.tensor.cast(dtype) for value in graph.inputs)
        graph.output(dense_attention(q, k, v).cast(DType.float32))
    return graph


def _numpy_attention(inputs: Arrays) -> NDArray[np.float32]:
    q, k, v = inputs
    scores = q @ k.swapaxes(-1, -2) / np.float32(N_CHANNELS**0.5)  # (1, n_head, rows, rows)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    attended: NDArray[np.float32] = (weights / weights.sum(axis=-1, keepdims=True)) @ v
    return attended


def _noise(*shapes: tuple[int, ...]) -> Arrays:
    rng = np.random.default_rng(0)
    return [rng.standard_normal(shape, np.float32) for shape in shapes]


PROBES: Final = {
    "product": Probe(
        _product,
        lambda rows: _noise((rows, N_STATE), (N_STATE, N_STATE)),
        lambda inputs: inputs[0] @ inputs[1].T,
    ),
    "attention": Probe(
        _attention, lambda rows: _noise(*[(1, N_HEAD, rows, N_CHANNELS)] * 3), _numpy_attention
    ),
}


def compiled(name: str, target: str, folder: Path) -> Path:
    """Return a probe's graph, compiled if it is missing."""
    path = folder / f"probe-{name}-{target}.mef"
    if not path.exists():
        command = [sys.executable, "-m", "gpu.probes", name, target, str(path)]
        subprocess.run(command, check=True)
    return path


def errors(name: str, chosen: ChosenDevice, folder: Path) -> dict[int, float]:
    """Return a probe's largest error for each number of rows, as a share of the largest value."""
    probe = PROBES[name]
    session = InferenceSession(devices=[chosen.device])
    model = session.init(read(compiled(name, chosen.target, folder)), weights_registry={})
    found: dict[int, float] = {}
    for rows in ROWS:
        inputs = probe.inputs(rows)
        buffers = [Buffer.from_numpy(array).to(chosen.device) for array in inputs]
        (output,) = model.execute(*buffers)
        expected = probe.expected(inputs)
        wrong_by = np.abs(output.to(CPU()).to_numpy() - expected).max()
        found[rows] = float(wrong_by / np.abs(expected).max())
    return found


def main() -> None:
    """Compile a probe."""
    name, target, path = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    dtype = dtype_of(target)
    device = DeviceRef.GPU if is_gpu(target) else DeviceRef.CPU
    spec = GraphSpec("encoder", PUBLISHED_DIMS["tiny.en"], dtype, target)
    compile_to(spec, path, lambda _: PROBES[name].build(DType[dtype], device()))


if __name__ == "__main__":
    main()
